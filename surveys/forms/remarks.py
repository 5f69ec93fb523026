"""A text about a survey's results."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from figures.swedish import sentence
from organisations.forms.fields import TextField
from surveys.forms.seen import SeenForm
from surveys.models import MAX_REMARK, Remark, RemarkKind


class RemarkForm(SeenForm):
    """Where the text comes from, and the text."""

    kind = forms.ChoiceField(label=gettext_lazy("Vad är det för text?"), widget=forms.RadioSelect)
    body = TextField(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy(
            "Skriv inget som röjer vem någon är. Ett citat ska gå att läsa för alla utan att någon känns igen."
        ),
        max_length=MAX_REMARK,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args: Any, remark: Remark | None = None, **kwargs: Any) -> None:
        super().__init__(*args, version=remark.version if remark else 0, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [(kind.value, sentence(str(kind.label))) for kind in RemarkKind]
        if remark:
            self.initial.update({"kind": remark.kind, "body": remark.body})
