"""What people choose for a programme report: which of the programmes that the organisation leads it is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from programmes.models import Programme
from reports.kinds.kind import NoOptions, Values
from reports.kinds.programrapport.keys import MOST_PARTS
from reports.kinds.programrapport.taking import reportable


class ProgrammeReportForm(NoOptions):
    """The open programmes that the organisation leads, the latest first; several become parts of one report."""

    programmes = forms.ModelMultipleChoiceField(
        label=_("Vilka satsningar gäller rapporten?"),
        help_text=_(
            "Välj flera när de hör ihop, som kommuner och regioner i samma omgång. De blir var sin del av rapporten."
        ),
        queryset=Programme.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Välj minst en satsning."),
            "invalid_choice": _("Satsningen finns inte bland dem ni leder. Välj i listan."),
            "invalid_pk_value": _("Satsningen finns inte bland dem ni leder. Välj i listan."),
        },
    )

    def __init__(self, *args: Any, organisation: Any, **kwargs: Any) -> None:
        """Offer the organisation's own."""
        super().__init__(*args, organisation=organisation, **kwargs)
        field: Any = self.fields["programmes"]
        field.queryset = reportable(organisation)

    @property
    def can_report(self) -> bool:
        """Whether the organisation leads anything that is open."""
        return bool(self.fields["programmes"].queryset)  # type: ignore[attr-defined]

    def clean_programmes(self) -> Any:
        """Refuse more than a report has room for."""
        chosen = self.cleaned_data["programmes"]
        if len(chosen) > MOST_PARTS:
            raise forms.ValidationError(
                ngettext_lazy("Välj högst %(n)s satsning.", "Välj högst %(n)s satsningar.", MOST_PARTS),
                params={"n": MOST_PARTS},
            )
        return chosen

    @property
    def options(self) -> Values:
        """Return the programmes' ids, in rising order so that the same choice is the same draft."""
        return {"programmes": sorted(one.pk for one in self.cleaned_data["programmes"])}
