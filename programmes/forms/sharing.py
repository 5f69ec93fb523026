"""What people type when they say something about what was shared."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from organisations.forms.fields import TextField
from programmes.models import MAX_COMMENT


class RemarkForm(forms.Form):
    """A remark or an answer; `once` names this one form, so that two clicks say it once."""

    once = forms.CharField(widget=forms.HiddenInput, required=False)
    body = TextField(
        label=gettext_lazy("Kommentar"),
        help_text=gettext_lazy(
            "Alla som skattningen delas med läser det. Skriv inget om enskilda: det du skriver kan begäras ut som "
            "allmän handling."
        ),
        max_length=MAX_COMMENT,
        error_messages={"required": gettext_lazy("Skriv något först.")},
    )

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = str(uuid.uuid4())
        if label:
            self.fields["body"].label = label

    def clean_once(self) -> uuid.UUID:
        """What names this one form; nonsense is a form of its own."""
        try:
            return uuid.UUID(self.cleaned_data["once"])
        except ValueError:
            return uuid.uuid4()
