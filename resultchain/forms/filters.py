"""Searching among entries; an address with odd values gives the whole list, never an error."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.access import ActiveMembership
from organisations.forms.fields import DayField, LineField
from organisations.models import Organisation
from resultchain.forms.entry_fields import labelled
from resultchain.levels import ChainLevel, GlobalGoal
from resultchain.lists import lines, owner_of_lists
from resultchain.models import (
    Area,
    ChainEntry,
    ChainEntryQuerySet,
    Course,
    Direction,
    EntryState,
    Goal,
    Listed,
    Perspective,
)
from resultchain.options import MOST_GOALS

NO_GOAL: Final = "inget"
SORTS: Final = (("", gettext_lazy("Senaste först")), ("namn", gettext_lazy("Bokstavsordning")))
FIRST: Final = ("q", "niva")
"""The fields that are always seen; the others stand behind "Fler filter"."""


class FilterForm(forms.Form):
    """What to look for among the entries of a member's organisation and the units below it."""

    q = LineField(label=gettext_lazy("Sök i posterna"), max_length=100, required=False)
    niva = forms.ChoiceField(label=gettext_lazy("Nivå"), required=False)
    lage = forms.ChoiceField(label=gettext_lazy("Läge"), required=False)
    omrade = forms.ChoiceField(label=gettext_lazy("Process eller fokusområde"), required=False)
    perspektiv = forms.ChoiceField(label=gettext_lazy("Perspektiv"), required=False)
    enhet = forms.ChoiceField(label=gettext_lazy("Enhet"), required=False)
    fran = DayField(label=gettext_lazy("Från och med"), required=False)
    till = DayField(label=gettext_lazy("Till och med"), required=False)
    riktning = forms.ChoiceField(label=gettext_lazy("Internt eller externt"), required=False)
    globalt = forms.ChoiceField(label=gettext_lazy("Globalt mål"), required=False)
    mal = forms.ChoiceField(label=gettext_lazy("Verksamhetens mål"), required=False)
    kurs = forms.ChoiceField(label=gettext_lazy("Utbildning"), required=False)
    sortera = forms.ChoiceField(label=gettext_lazy("Ordning"), required=False)

    def __init__(self, *args: Any, membership: ActiveMembership, **kwargs: Any) -> None:
        """Fetch the choices: a constant number of queries."""
        super().__init__(*args, **kwargs)
        every = _("Alla")
        organisation, top = membership.organisation, owner_of_lists(membership.organisation)
        units = list(Organisation.objects.below(organisation).in_order().values_list("pk", "name"))
        # As ids: of a tree inside the question the database guesses too many entries, and reads everybody's.
        self.places = [organisation.pk, *(pk for pk, _name in units)]
        goals = Goal.objects.within(organisation).in_order().values_list("pk", "title")[:MOST_GOALS]
        choices: dict[str, Any] = {
            "niva": labelled([(level.value, f"{level.value}. {level.label}") for level in ChainLevel], every),
            "lage": labelled(EntryState.choices, every),
            "omrade": _lines(top, Area),
            "perspektiv": _lines(top, Perspective),
            "enhet": [("", every), *units],
            "riktning": labelled(Direction.choices, every),
            "globalt": [("", every), *((goal.value, f"{goal.value}. {goal.label}") for goal in GlobalGoal)],
            "mal": [("", every), (NO_GOAL, _("Utan mål")), *goals],
            "kurs": _lines(top, Course),
            "sortera": SORTS,
        }
        for name, values in choices.items():
            field: Any = self.fields[name]
            field.choices = values

    def found(self) -> ChainEntryQuerySet:
        """Return the entries that match, in the chosen order."""
        self.is_valid()
        data: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        found = ChainEntry.objects.filter(organisation__in=self.places)
        found = found.in_period(data.get("fran"), data.get("till"))
        for name, column in (
            ("niva", "level"),
            ("lage", "state"),
            ("omrade", "area"),
            ("riktning", "direction"),
            ("kurs", "course"),
        ):
            if name in data:
                found = found.filter(**{column: data[name]})
        if "perspektiv" in data:
            found = found.filter(perspectives=data["perspektiv"])
        if "globalt" in data:
            found = found.filter(global_goals__contains=[int(data["globalt"])])
        if "enhet" in data:
            found = found.within(Organisation(pk=int(data["enhet"])))
        if "mal" in data:
            found = found.filter(goal=None if data["mal"] == NO_GOAL else data["mal"])
        found = found.matching(data.get("q", ""))
        return found.in_order() if data.get("sortera") else found.newest_first()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order is chosen; call after found()."""
        return any(value for name, value in self.cleaned_data.items() if name != "sortera")

    @property
    def more_is_chosen(self) -> bool:
        """Whether something that stands behind "Fler filter" is chosen; call after found()."""
        return any(value for name, value in self.cleaned_data.items() if name not in FIRST)

    @property
    def more(self) -> list[forms.BoundField]:
        """The fields behind "Fler filter"; a list with nothing to choose among is left out."""
        return [
            field
            for field in self
            if field.name not in FIRST and len(getattr(field.field, "choices", (1, 2))) > 1
        ]


def _lines(top: Organisation, model: type[Listed]) -> list[tuple[str, str]]:
    return [("", _("Alla")), *((str(line.pk), line.name) for line in lines(top, model))]
