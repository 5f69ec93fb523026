"""What people choose when they import: a file, and for administrators who owns the occasions that are made."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from checklists.files.kept import organisation_called
from checklists.files.reading import MOST_BYTES
from organisations.forms.fields import LineField
from organisations.models import Organisation

TOO_LARGE = _("Filen är för stor: högst 10 MB. Dela upp den i flera filer.")


class UploadForm(forms.Form):
    """A file of assessments."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_(
            "csv eller xlsx, högst 10 MB. Inget sparas förrän du har sett vad som händer och sagt ja."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": _("Välj en fil."),
            "invalid": _("Välj en fil."),
            "missing": _("Välj en fil."),
            "empty": _("Filen är tom."),
        },
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Measure it before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(TOO_LARGE)
        return file

    @property
    def content(self) -> bytes:
        """The file's bytes; call after is_valid()."""
        content: bytes = self.cleaned_data["file"].read()
        return content

    @property
    def owner(self) -> Organisation | None:
        """Who owns the occasions that are made; on an organisation's page none are."""
        return None


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

    @property
    def owner(self) -> Organisation | None:
        """Who was chosen."""
        found: Organisation | None = self.cleaned_data.get("agare")
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
