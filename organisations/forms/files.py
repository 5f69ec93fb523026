"""Choosing a file to import, the same on every room's page."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from organisations.files.reading import MOST_BYTES

TOO_LARGE = _("Filen är för stor: högst 10 MB. Dela upp den i flera filer.")


class UploadForm(forms.Form):
    """A file to import: csv or xlsx. What it would do is shown before anything is saved."""

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
