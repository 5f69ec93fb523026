"""What people choose for a status report: a half-year or days of their own, and whether units are included."""

from typing import Any, Final

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from figures import swedish
from organisations.forms.fields import DayField
from organisations.models import Organisation
from reports.kinds.kind import NoOptions, Values
from reports.kinds.statusrapport.entries import half_years_with_entries
from resultchain.models import ChainEntry
from resultchain.periods import Period

OWN: Final = "egna"


class StatusrapportForm(NoOptions):
    """Half-years with something logged are suggested, the latest first; own days are needed only when chosen."""

    period = forms.ChoiceField(
        label=_("Vilken period?"),
        error_messages={
            "required": _("Välj en period."),
            "invalid_choice": _("Perioden finns inte i listan. Välj en som finns."),
        },
    )
    first = DayField(
        label=_("Egna datum, från och med"),
        required=False,
        help_text=_("Bara när du har valt egna datum ovan."),
    )
    last = DayField(label=_("Egna datum, till och med"), required=False)
    units = forms.BooleanField(
        label=_("Ta med det som enheterna har loggat"),
        required=False,
        initial=True,
        help_text=_("Varje sak står med den enhet som har gjort den."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        """Suggest the organisation's own half-years; ask about units where there are any."""
        super().__init__(*args, organisation=organisation, **kwargs)
        chosen = [(_value(period), swedish.sentence(period.name)) for period in self.suggested]
        self.fields["period"].choices = [*chosen, (OWN, _("Egna datum"))]  # type: ignore[attr-defined]
        if not Organisation.objects.below(organisation).exists():
            del self.fields["units"]

    @cached_property
    def suggested(self) -> list[Period]:
        """The latest half-years in which something was done or went on."""
        return half_years_with_entries(self.organisation)

    @property
    def can_report(self) -> bool:
        """Whether anything is logged."""
        return bool(self.suggested) or ChainEntry.objects.within(self.organisation).counted().exists()

    def clean(self) -> Values:
        """Ask for both days, in order, when own days are chosen."""
        values: Values = super().clean() or self.cleaned_data
        if values.get("period") != OWN:
            return values
        for name, question in (
            ("first", _("Skriv periodens första dag.")),
            ("last", _("Skriv periodens sista dag.")),
        ):
            if not values.get(name) and name not in self.errors:
                self.add_error(name, question)
        first, last = values.get("first"), values.get("last")
        if first and last and last < first:
            self.add_error("last", _("Sista dagen ligger före den första. Ändra en av dem."))
        return values

    @property
    def options(self) -> Values:
        """Return the days and the choice."""
        values = self.cleaned_data
        chosen = {_value(period): period for period in self.suggested}.get(values["period"])
        period = chosen or Period(values["first"], values["last"])
        return {
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "units": values.get("units", True),
        }


def _value(period: Period) -> str:
    """Return a half-year as the form's value: its first month."""
    return f"{period.first:%Y-%m}"
