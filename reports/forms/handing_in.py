"""What people type when they hand in a report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.forms.fields import LineField
from reports.models import MAX_REFERENCE


class HandInForm(forms.Form):
    """The report's number in the organisation's own register."""

    register_number = LineField(
        label=_("Rapportens diarienummer"),
        help_text=_("Lämna tomt om rapporten inte är diarieförd hos er."),
        max_length=MAX_REFERENCE,
        required=False,
    )

    def __init__(self, *args: Any, suggested: str, **kwargs: Any) -> None:
        """Suggest the number that the decision has."""
        super().__init__(*args, **kwargs)
        self.fields["register_number"].initial = suggested
