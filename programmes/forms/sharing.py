"""What people type when they say something about what was shared."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.forms.fields import DayField, TextField
from programmes.models import MAX_COMMENT, Participation
from resultchain.forms.saved import SavedForm, version_number


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = str(uuid.uuid4())

    def clean_once(self) -> uuid.UUID:
        """What names this one form; nonsense is a form of its own."""
        try:
            return uuid.UUID(self.cleaned_data["once"])
        except ValueError:
            return uuid.uuid4()


class AnswerForm(RemarkForm):
    """An answer; `heard` is how many answers the page shows, so that two don't answer past each other."""

    heard = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, heard: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("Svar")
        self.fields["heard"].initial = heard

    def clean_heard(self) -> int | None:
        """How many answers the page showed; None when it sent something else."""
        return version_number(self.cleaned_data["heard"])

    def show(self, heard: int) -> None:
        """Keep what was typed, and let the next try go through."""
        data: Any = self.data
        data = data.copy()
        data["heard"] = heard
        self.data = data


class DaysForm(SavedForm):
    """From which day to which an evaluator reads."""

    reads_from = DayField(label=gettext_lazy("Från och med"), required=False)
    reads_to = DayField(
        label=gettext_lazy("Till och med"),
        help_text=gettext_lazy("Lämna en dag tom om satsningens egna dagar gäller."),
        required=False,
    )

    def __init__(self, *args: Any, participation: Participation, **kwargs: Any) -> None:
        super().__init__(*args, row=participation, **kwargs)
        for name in ("reads_from", "reads_to"):
            self.fields[name].initial = getattr(participation, name)

    def clean(self) -> dict[str, Any]:
        """In the right order."""
        data = super().clean() or {}
        if data.get("reads_from") and data.get("reads_to") and data["reads_to"] < data["reads_from"]:
            self.add_error("reads_to", _("Sista dagen ligger före den första. Ändra en av dem."))
        return data
