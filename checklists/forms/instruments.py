"""What administrators upload: the data file of an instrument, checked in full."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from checklists.instruments import InstrumentFile
from checklists.instruments.faults import MOST_BYTES, InstrumentRefusedError, read_upload


class InstrumentForm(forms.Form):
    """A data file; every fault of it is an error of the field."""

    file = forms.FileField(
        label=_("Datafil"),
        help_text=_("En json-fil. Hämta filen för en checklista som finns och utgå från den."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={
            "required": _("Välj en fil."),
            "invalid": _("Välj en fil."),
            "missing": _("Välj en fil."),
            "empty": _("Filen är tom."),
        },
    )

    def clean_file(self) -> InstrumentFile:
        """Read the file."""
        file: Any = self.cleaned_data["file"]
        try:
            return read_upload(file.read(MOST_BYTES + 1))
        except InstrumentRefusedError as error:
            raise ValidationError(error.faults) from error
