"""What people choose beside a file: who owns the occasions that are made, and for which one a file is to fill in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organisations.files.places import organisation_called
from organisations.forms.fields import LineField
from organisations.forms.files import UploadForm
from organisations.models import Organisation


class AdministratorUploadForm(UploadForm):
    """A file that may hold every organisation."""

    agare = LineField(
        label=_("Vem ska äga tillfällen som skapas?"),
        help_text=_(
            "Organisationens kod. Lämna tomt för att välja den enda organisationen vid tillfället, "
            "eller den nationella när de är flera."
        ),
        max_length=180,
        required=False,
    )

    def clean_agare(self) -> Organisation | None:
        """Find the organisation."""
        mark = self.cleaned_data["agare"]
        found = organisation_called(mark) if mark else None
        if mark and found is None:
            raise ValidationError(_("Det finns ingen organisation med den koden."))
        return found


class TemplateForm(forms.Form):
    """For which occasion a file to fill in is made."""

    tillfalle = forms.ModelChoiceField(  # type: ignore[var-annotated]
        label=_("Tillfälle"), queryset=None, required=False
    )

    def __init__(self, data: Any, *, occasions: Any) -> None:
        """`occasions` are those that the member may rate at, latest first."""
        super().__init__(data)
        choice: Any = self.fields["tillfalle"]
        choice.queryset, choice.empty_label = occasions, None
