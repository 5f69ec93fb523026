"""Choosing a file of how many people live where."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from organisations.forms.files import UploadForm


class InhabitantsForm(UploadForm):
    """The file. What it says is public, and the next file replaces it, so it is saved at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what the file may be."""
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "csv eller xlsx. Är något fel i filen sparas inget. Den som inte är med i filen behåller sitt antal."
        )
