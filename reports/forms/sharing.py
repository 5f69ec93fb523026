"""What people type when they share a published report."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organisations.forms.fields import LineField
from reports.models import MAX_NOTE, Publication


class LinkForm(forms.Form):
    """Whom a new link is for."""

    note = LineField(
        label=_("Vem är länken till?"),
        help_text=_("Bara för er egen överblick. Den som läser ser det inte."),
        max_length=MAX_NOTE,
        error_messages={"required": _("Skriv vem länken är till.")},
    )

    def __init__(self, *args: Any, publication: Publication, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.publication = publication

    def clean_note(self) -> str:
        """Two links that are called the same can't be told apart when one of them should be closed."""
        note = str(self.cleaned_data["note"])
        if self.publication.links.open().filter(note__iexact=note).exists():
            raise ValidationError(
                _("Det finns redan en öppen länk som heter så. Använd den, eller skriv något annat.")
            )
        return note
