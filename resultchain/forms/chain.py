"""Narrowing the picture of the chain; an address with odd values gives the whole chain, never an error."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.access import ActiveMembership
from organisations.forms.fields import DayField
from organisations.models import Organisation
from resultchain.found import entries_of
from resultchain.lists import lines, owner_of_lists
from resultchain.models import Area, ChainEntryQuerySet, Listed, Perspective


class ChainFilterForm(forms.Form):
    """Area, perspective, unit and period. The names are those of the list's filters, so that addresses carry over."""

    omrade = forms.ChoiceField(label=gettext_lazy("Process eller fokusområde"), required=False)
    perspektiv = forms.ChoiceField(label=gettext_lazy("Perspektiv"), required=False)
    enhet = forms.ChoiceField(label=gettext_lazy("Enhet"), required=False)
    fran = DayField(label=gettext_lazy("Från och med"), required=False)
    till = DayField(label=gettext_lazy("Till och med"), required=False)

    def __init__(self, *args: Any, membership: ActiveMembership, **kwargs: Any) -> None:
        """Fetch the choices: a constant number of queries."""
        super().__init__(*args, **kwargs)
        self.membership = membership
        top = owner_of_lists(membership.organisation)
        units = Organisation.objects.below(membership.organisation).in_order().values_list("pk", "name")
        every = ("", _("Alla"))
        choices: dict[str, Any] = {
            "omrade": [every, *_names(top, Area)],
            "perspektiv": [every, *_names(top, Perspective)],
            "enhet": [every, *units],
        }
        for name, values in choices.items():
            field: Any = self.fields[name]
            field.choices = values

    def found(self) -> ChainEntryQuerySet:
        """Return the entries that match."""
        data = self._data
        found = entries_of(self.membership).in_period(data.get("fran"), data.get("till"))
        if data.get("omrade"):
            found = found.filter(area=data["omrade"])
        if data.get("perspektiv"):
            found = found.filter(perspectives=data["perspektiv"])
        if data.get("enhet"):
            found = found.within(Organisation(pk=int(data["enhet"])))
        return found

    @property
    def until(self) -> datetime.date | None:
        """The last day of the period, if one is chosen."""
        return self._data.get("till")

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is chosen."""
        return any(self._data.values())

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields; a list with nothing to choose among is left out."""
        return [field for field in self if len(getattr(field.field, "choices", (1, 2))) > 1]

    @property
    def _data(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data


def _names(top: Organisation, model: type[Listed]) -> list[tuple[str, str]]:
    return [(str(line.pk), line.name) for line in lines(top, model)]
