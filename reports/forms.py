"""What people choose when they order a report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from checklists.models import Assessment
from organisations.access import ActiveMembership


class LagesrapportForm(forms.Form):
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

    def __init__(self, *args: Any, membership: ActiveMembership, **kwargs: Any) -> None:
        """Offer the organisation's own handed-in assessments, latest first."""
        super().__init__(*args, **kwargs)
        field = self.fields["assessment"]
        field.queryset = (  # type: ignore[attr-defined]
            Assessment.objects.filter(organisation=membership.organisation)
            .current()
            .select_related("occasion__instrument")
            .in_time_order()
            .reverse()
        )
        field.label_from_instance = _label  # type: ignore[attr-defined]


def _label(assessment: Assessment) -> str:
    return f"{assessment.occasion.name} – {assessment.occasion.instrument}"
