"""What a participant answers about being a mentor next time."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from figures.swedish import sentence
from organisations.forms.fields import LineField
from programmes.models import MentorAnswer, Willingness
from resultchain.forms.saved import SavedForm

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
WRONG_YEAR: Final = gettext_lazy("Skriv ett år med fyra siffror, till exempel 2028.")


class MentorForm(SavedForm):
    """Yes, maybe or no, from which year, and why; `row` is what was answered before, if anything."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Vill ni vara mentor nästa gång?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj ja, kanske eller nej."),
            "invalid_choice": gettext_lazy("Välj ja, kanske eller nej."),
        },
    )
    year = forms.IntegerField(
        label=gettext_lazy("Från vilket år?"),
        help_text=gettext_lazy("Lämna tomt om ni inte vet."),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), WRONG_YEAR),
    )
    reason = LineField(label=gettext_lazy("Varför?"), max_length=500, required=False)

    def __init__(self, *args: Any, row: MentorAnswer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        answers: Any = self.fields["answer"]
        answers.choices = [(each.value, sentence(str(each.label))) for each in Willingness]
        for name in ("answer", "year", "reason") if row else ():
            self.fields[name].initial = getattr(row, name)

    def clean(self) -> dict[str, Any]:
        """A no is for no year."""
        data = super().clean() or {}
        if data.get("answer") == Willingness.NO and data.get("year"):
            self.add_error("year", _("Den som svarar nej anger inget år. Ta bort året, eller ändra svaret."))
        return data
