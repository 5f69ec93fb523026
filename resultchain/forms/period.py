"""Choosing the days and the unit that a page is about; an address with odd values gives this half-year, all units."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.forms.fields import DayField
from organisations.models import Organisation
from resultchain.periods import Period, period
from resultchain.units import units_of


class PeriodForm(forms.Form):
    """From a day to a day, and which unit."""

    fran = DayField(label=_("Från och med"), required=False)
    till = DayField(label=_("Till och med"), required=False)
    enhet: Any = forms.ModelChoiceField(
        label=_("Enhet"), queryset=Organisation.objects.none(), required=False, empty_label=_("Alla")
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        unit: Any = self.fields["enhet"]
        unit.queryset = units_of(organisation).exclude(pk=organisation.pk)
        self.is_valid()

    @property
    def period(self) -> Period:
        """The chosen days, or this half-year."""
        first, last = self.cleaned_data.get("fran"), self.cleaned_data.get("till")
        return period(first, last, timezone.localdate())

    @property
    def unit(self) -> Organisation:
        """The chosen unit, or the organisation."""
        chosen: Organisation | None = self.cleaned_data.get("enhet")
        return chosen or self.organisation
