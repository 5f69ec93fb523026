"""Choosing a file with answers that were collected elsewhere, and telling how many were asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.forms.files import UploadForm
from surveys.actions.imports import MOST_INVITED


class CollectForm(UploadForm):
    """A file with one row for each who answered."""

    invited = forms.IntegerField(
        label=gettext_lazy("Hur många fick frågan?"),
        help_text=gettext_lazy(
            "Alla som blev inbjudna att svara, också de som inte svarade. Lämna tomt om ingen vet."
        ),
        required=False,
        min_value=1,
        max_value=MOST_INVITED,
        error_messages={
            "invalid": gettext_lazy("Skriv antalet med siffror, eller lämna tomt."),
            "min_value": gettext_lazy("Skriv minst 1, eller lämna tomt."),
            "max_value": gettext_lazy("Antalet är för stort. Skriv högst 1 000 000."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "csv eller xlsx, högst 10 MB och 60 000 rader. Inget sparas förrän du har sett vad som händer och sagt ja."
        )
