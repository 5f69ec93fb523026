"""What people type about a unit and the global goals."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.files.words import listing
from organisations.forms.fields import DayField, TextField
from resultchain.forms.saved import SavedForm
from resultchain.levels import GlobalGoal
from resultchain.models import GlobalGoalsMap

CONTENT = ("present", "coming", "coming_from", "coming_to", "mapped_on", "note")
YEARS = [
    MinValueValidator(2000, gettext_lazy("Skriv ett år mellan 2000 och 2100.")),
    MaxValueValidator(2100, gettext_lazy("Skriv ett år mellan 2000 och 2100.")),
]


class GoalsField(forms.TypedMultipleChoiceField):
    """Some of the seventeen goals, each with its number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, required=False, widget=forms.CheckboxSelectMultiple, **kwargs)
        self.choices = [(goal.value, f"{goal.value} {goal.label}") for goal in GlobalGoal]

    def clean(self, value: Any) -> list[int]:
        """Each goal once."""
        return sorted(set(super().clean(value)))


class YearField(forms.IntegerField):
    """A year in four digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            validators=YEARS,
            widget=forms.NumberInput(attrs={"min": 2000, "max": 2100}),
            error_messages={"invalid": gettext_lazy("Skriv året med fyra siffror, till exempel 2030.")},
            **kwargs,
        )


class GlobalGoalsForm(SavedForm):
    """Goals that the unit's assignments touch today, and goals that matter in the years to come."""

    present = GoalsField(label=gettext_lazy("Mål som uppdragen rör i dag"))
    coming = GoalsField(label=gettext_lazy("Mål som blir viktiga framåt"))
    coming_from = YearField(label=gettext_lazy("Framåt betyder från och med år"))
    coming_to = YearField(label=gettext_lazy("Framåt betyder till och med år"))
    mapped_on = DayField(label=gettext_lazy("Kartlagt den"), initial=timezone.localdate)
    note = TextField(label=gettext_lazy("Anteckning"), max_length=1000, required=False)

    def __init__(self, *args: Any, row: GlobalGoalsMap | None = None, **kwargs: Any) -> None:
        if row is not None:
            kwargs["initial"] = {name: getattr(row, name) for name in CONTENT}
        super().__init__(*args, row=row, **kwargs)

    def clean_mapped_on(self) -> datetime.date:
        """A mapping that is done has a day that has been."""
        day: datetime.date = self.cleaned_data["mapped_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Dagen har inte varit än. Skriv dagen då kartläggningen blev klar."))
        return day

    def clean(self) -> dict[str, Any]:
        """At least one goal, and years in order, both or none."""
        data = super().clean() or {}
        if not self.errors and not data.get("present") and not data.get("coming"):
            self.add_error("present", _("Välj minst ett mål, här eller bland dem som blir viktiga framåt."))
        first, last = data.get("coming_from"), data.get("coming_to")
        if (first is None) != (last is None) and not {"coming_from", "coming_to"} & set(self.errors):
            self.add_error(
                "coming_to" if first else "coming_from", _("Skriv båda åren, eller lämna båda tomma.")
            )
        if first and last and last < first:
            self.add_error("coming_to", _("Sista året ligger före det första. Ändra ett av dem."))
        return data

    @staticmethod
    def words(done: GlobalGoalsMap) -> str:
        """How a map stands now, in a sentence."""
        present, coming = (
            listing([str(number) for number in sorted(numbers)]) or _("inga")
            for numbers in (done.present, done.coming)
        )
        return _("mål i dag %(present)s, mål framåt %(coming)s.") % {"present": present, "coming": coming}
