"""What people choose for a result report: which of the organisation's participations it is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.models import Participation
from programmes.naming import full_name_of
from reports.kinds.kind import NoOptions, Values
from reports.kinds.resultatrapport.taking import reportable


class ResultatrapportForm(NoOptions):
    """The participations of the organisation and its units, its own or through a body, the latest round first."""

    participation = forms.ModelChoiceField(
        label=gettext_lazy("Vilket deltagande gäller rapporten?"),
        queryset=Participation.objects.none(),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Välj ett deltagande."),
            "invalid_choice": gettext_lazy("Deltagandet finns inte bland era. Välj ett i listan."),
        },
    )

    def __init__(self, *args: Any, organisation: Any, **kwargs: Any) -> None:
        """Offer the organisation's own."""
        super().__init__(*args, organisation=organisation, **kwargs)
        field: Any = self.fields["participation"]
        field.queryset = reportable(organisation)
        field.label_from_instance = _label

    @property
    def can_report(self) -> bool:
        """Whether the organisation takes part in anything."""
        return bool(self.fields["participation"].queryset)  # type: ignore[attr-defined]

    @property
    def options(self) -> Values:
        """Return the participation's id."""
        return {"participation": self.cleaned_data["participation"].pk}


def _label(participation: Any) -> str:
    words = {
        "programme": participation.programme,
        "name": full_name_of(participation),
        "part": participation.get_part_display(),
    }
    return _("%(programme)s: %(name)s, %(part)s") % words
