"""What people type about a date of the planning year."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from figures.swedish import long_date, sentence
from organisations.forms.fields import DayField, LineField, TextField
from resultchain.forms.saved import SavedForm
from resultchain.models import DateKind, PlanningDate

CONTENT = ("kind", "name", "first_day", "last_day", "words", "took_part")


class PlanningDateForm(SavedForm):
    """What happens, when, and for a meeting who took part."""

    name = LineField(
        label=gettext_lazy("Vad händer?"),
        help_text=gettext_lazy("Till exempel ”Anvisningar till budgeten” eller ”Strategträff 7”."),
        max_length=160,
    )
    kind = forms.ChoiceField(label=gettext_lazy("Slag"))
    first_day = DayField(label=gettext_lazy("Dag"))
    last_day = DayField(
        label=gettext_lazy("Till och med"),
        help_text=gettext_lazy("Bara om det pågår mer än en dag."),
        required=False,
    )
    words = TextField(label=gettext_lazy("Innehåll eller tema"), max_length=1000, required=False)
    took_part = LineField(
        label=gettext_lazy("Funktioner som deltog"),
        help_text=gettext_lazy(
            "För en programträff som har varit: till exempel ”en politiker och två strateger”. Inga namn."
        ),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, row: PlanningDate | None = None, **kwargs: Any) -> None:
        if row is not None:
            kwargs["initial"] = {name: getattr(row, name) for name in CONTENT}
        super().__init__(*args, row=row, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [(choice.value, sentence(str(choice.label))) for choice in DateKind]

    def clean(self) -> dict[str, Any]:
        """It begins before it ends; one day is one day."""
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Sista dagen ligger före den första. Ändra en av dem."))
        if first and first == last:
            data["last_day"] = None
        return data

    def say_taken(self) -> None:
        """Another date has the same name and day."""
        self.add_error("name", _("Det finns redan i årshjulet den dagen. Ändra det som står där."))

    @staticmethod
    def words_of(date: PlanningDate) -> str:
        """How a date stands now, in a sentence."""
        words = {"name": date.name, "day": long_date(date.first_day, get_language() or "sv")}
        return _("”%(name)s”, %(day)s.") % words
