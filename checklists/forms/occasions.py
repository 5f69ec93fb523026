"""What people choose when they make an occasion."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from checklists.models import Instrument, Level
from figures import swedish
from organisations.forms.fields import DayField, LineField
from organisations.models import Organisation


class OccasionForm(forms.Form):
    """A new occasion of the organisation's own: for the whole, for the units below it, or for both at once.

    A unit has one question, as it rates with whatever its level calls for.
    """

    name = LineField(
        label=gettext_lazy("Vad heter tillfället?"),
        help_text=gettext_lazy("Till exempel ”Inför träff 1” eller ”Våren 2027”."),
        max_length=80,
    )
    date = DayField(label=gettext_lazy("Vilket datum gäller det?"))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        """Ask which checklists; a question that has no possible answer is left out."""
        super().__init__(*args, **kwargs)
        self.has_units = organisation.parent_id is None
        published = Instrument.objects.published().in_order()
        overall = published.filter(level=Level.OVERALL) if self.has_units else published
        self.fields["instrument"] = _choice(_("Vilken checklista?"), overall)
        below = published.filter(level=Level.BOARD)
        if self.has_units and below.exists():
            self.fields["instrument"].required = False
            self.fields["instrument"].help_text = _("För organisationen som helhet. Välj minst en av de två.")
            self.fields["units_instrument"] = _choice(
                _("Vilken checklista för nämnder och förvaltningar?"), below
            )
            self.fields["units_instrument"].required = False
            self.fields["units_instrument"].help_text = _(
                "Enheterna skattar var för sig, och deras resultat visas bredvid organisationens."
            )
        self.order_fields(["instrument", "units_instrument", "name", "date"])

    def clean(self) -> dict[str, Any]:
        """Somebody must rate."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [cleaned.get("instrument"), cleaned.get("units_instrument")]
        if self.has_units and not self.errors and not any(chosen):
            self.add_error("instrument", _("Välj minst en checklista."))
        return cleaned

    @property
    def chosen(self) -> dict[str, Any]:
        """What the action takes; call after is_valid()."""
        return {"units_instrument": None, **self.cleaned_data}


class OccasionChangeForm(forms.Form):
    """Another name or date for an occasion that nobody has handed in at."""

    name = LineField(label=gettext_lazy("Vad heter tillfället?"), max_length=80)
    date = DayField(label=gettext_lazy("Vilket datum gäller det?"))


class InstrumentSelect(forms.Select):
    """A list of checklists, whose titles are Swedish in every language."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Mark each title for screen readers; the empty choice is in the reader's language."""
        option = super().create_option(name, value, *args, **kwargs)
        if value and swedish.chosen(get_language()) != "sv":
            option["attrs"]["lang"] = "sv"
        return option


def _choice(label: str, instruments: models.QuerySet[Instrument]) -> "forms.ModelChoiceField[Instrument]":
    return forms.ModelChoiceField(
        label=label, queryset=instruments, widget=InstrumentSelect, empty_label=_("Välj en checklista")
    )
