"""What people choose for a status report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from checklists.models import Assessment
from organisations.models import Organisation
from reports.kinds.kind import NoOptions, Values


class LagesrapportForm(NoOptions):
    """Which handed-in assessment the report goes up to (the latest first), and whether functions are set apart."""

    assessment = forms.ModelChoiceField(
        label=_("Till och med vilket tillfälle?"),
        queryset=Assessment.objects.none(),
        empty_label=None,
        error_messages={
            "required": _("Välj ett tillfälle."),
            "invalid_choice": _("Tillfället finns inte bland de inlämnade. Välj ett i listan."),
        },
    )

    functions = forms.BooleanField(
        label=_("Visa hur långt från varandra funktionerna ligger"),
        required=False,
        help_text=_(
            "Rapporten får en tabell med varje funktions medelvärde för varje moment, räknat på de egna skattningar "
            "som är klara. En funktion med färre än sex personer visas aldrig, och inte heller något som gör att den "
            "kan räknas ut. Tänk på att rapporten kan bli en allmän handling, som andra kan begära ut."
        ),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        """Offer the organisation's own handed-in assessments, latest first."""
        super().__init__(*args, organisation=organisation, **kwargs)
        field = self.fields["assessment"]
        field.queryset = (  # type: ignore[attr-defined]
            Assessment.objects.filter(organisation=organisation)
            .current()
            .select_related("occasion__instrument")
            .in_time_order()
            .reverse()
        )
        field.label_from_instance = _label  # type: ignore[attr-defined]

    @property
    def can_report(self) -> bool:
        """Whether anything is handed in."""
        return bool(self.fields["assessment"].queryset)  # type: ignore[attr-defined]

    @property
    def options(self) -> Values:
        """Return the occasion's id and the choice."""
        chosen: Assessment = self.cleaned_data["assessment"]
        return {"occasion": chosen.occasion_id, "functions": self.cleaned_data["functions"]}


def _label(assessment: Assessment) -> str:
    return f"{assessment.occasion.name} – {assessment.occasion.instrument}"
