"""What people type about ratings: every field is checked against the instrument, and nothing typed is lost."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from checklists.actions.assessments import RatingInput
from checklists.models import MAX_COMMENT, MAX_PEOPLE, Assessment, Instrument, Rating
from organisations.forms.fields import TextField
from organisations.models import Function

NOT_APPLICABLE: Final = "na"


@dataclass(frozen=True)
class ItemRow:
    """One item as the page shows it: the rating and its two bound fields."""

    rating: Rating
    value: forms.BoundField
    comment: forms.BoundField

    @property
    def initials(self) -> SafeString:
        """What the page was made from, as hidden fields: a save from an old tab touches only what was changed there."""
        return mark_safe(  # noqa: S308  both parts are rendered by Django's own widgets
            self.value.as_hidden(only_initial=True) + self.comment.as_hidden(only_initial=True)
        )


class AssessmentForm(forms.Form):
    """The draft of an assessment, or the part of it that was sent (`numbers`, with or without participants)."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        assessment: Assessment,
        functions: Collection[Function] = (),
        numbers: Collection[int] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        """Make two fields an item and one a function. `assessment` is fetched `with_content()`.

        `initial` is what the page shows, where that is not what is stored: somebody else may have changed it.
        """
        super().__init__(data, initial=initial)
        self.assessment = assessment
        self.functions = list(functions)
        self.ratings = [r for r in assessment.ratings.all() if numbers is None or r.item.number in numbers]
        self.choices = scale_choices(assessment.occasion.instrument)
        for rating in self.ratings:
            self._add_item(rating)
        counts = {row.function_id: row.number for row in assessment.participants.all()}
        for function in self.functions:
            self._add_function(function, counts.get(function.pk))

    def _add_item(self, rating: Rating) -> None:
        number = rating.item.number
        chosen = NOT_APPLICABLE if rating.not_applicable else rating.value
        self.fields[f"m{number}"] = forms.ChoiceField(
            label=rating.item.wording,
            choices=self.choices,
            required=False,
            widget=forms.RadioSelect,
            show_hidden_initial=True,
            initial="" if chosen is None else str(chosen),
            error_messages={
                "invalid_choice": _("Moment %(number)s: välj ett av stegen i skalan.") % {"number": number}
            },
        )
        self.fields[f"m{number}-kommentar"] = TextField(
            label=_("Kommentar till moment %(number)s") % {"number": number},
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            show_hidden_initial=True,
            initial=rating.comment,
        )

    def _add_function(self, function: Function, count: int | None) -> None:
        self.fields[f"d{function.pk}"] = forms.IntegerField(
            label=str(function),
            required=False,
            min_value=0,
            max_value=MAX_PEOPLE,
            show_hidden_initial=True,
            initial=count,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            error_messages={
                "invalid": _("%(function)s: skriv antalet med siffror.") % {"function": function},
                "min_value": _("%(function)s: antalet ska vara 0 eller mer.") % {"function": function},
                "max_value": _("%(function)s: antalet ska vara högst %(most)s.")
                % {"function": function, "most": MAX_PEOPLE},
            },
        )

    def clean(self) -> dict[str, Any]:
        """Measure the comments; one that is too long keeps its text on the page and says how long it is."""
        cleaned: dict[str, Any] = super().clean() or {}
        for rating in self.ratings:
            name = f"m{rating.item.number}-kommentar"
            text = cleaned.get(name, "")
            if len(text) > MAX_COMMENT:
                self.add_error(
                    name,
                    _(
                        "Kommentaren till moment %(number)s har %(length)s tecken. Korta den till högst %(most)s."
                    )
                    % {"number": rating.item.number, "length": len(text), "most": MAX_COMMENT},
                )
        return cleaned

    def rows(self) -> Iterator[ItemRow]:
        """The items in order, for the template."""
        for rating in self.ratings:
            number = rating.item.number
            yield ItemRow(rating, self[f"m{number}"], self[f"m{number}-kommentar"])

    def function_fields(self) -> list[forms.BoundField]:
        """The fields of who took part, for the template."""
        return [self[f"d{function.pk}"] for function in self.functions]

    def function_initials(self) -> SafeString:
        """What the page was made from, for the numbers; see ItemRow.initials."""
        return mark_safe("".join(field.as_hidden(only_initial=True) for field in self.function_fields()))  # noqa: S308

    @property
    def chosen_ratings(self) -> dict[int, RatingInput]:
        """What was changed on this page, by item number; call after is_valid()."""
        inputs = {rating.item.number: self._input(rating.item.number) for rating in self.ratings}
        return {number: changed for number, changed in inputs.items() if changed}

    def _input(self, number: int) -> RatingInput:
        choice, comment = f"m{number}", f"m{number}-kommentar"
        changed = RatingInput()
        if choice in self.changed_data:
            value = self.cleaned_data[choice]
            changed["value"] = int(value) if value not in {"", NOT_APPLICABLE} else None
            changed["not_applicable"] = value == NOT_APPLICABLE
        if comment in self.changed_data:
            changed["comment"] = self.cleaned_data[comment]
        return changed

    @property
    def chosen_numbers(self) -> dict[Function, int]:
        """How many took part, of each function that was changed on this page; call after is_valid()."""
        changed = [f for f in self.functions if f"d{f.pk}" in self.changed_data]
        return {function: self.cleaned_data[f"d{function.pk}"] or 0 for function in changed}


def scale_choices(instrument: Instrument) -> list[tuple[str, str]]:
    """The steps as choices, "ej tillämpligt" last where the instrument has it."""
    steps = [(str(value), label) for value, label in instrument.scale.steps]
    return [*steps, (NOT_APPLICABLE, _("ej tillämpligt"))] if instrument.allows_not_applicable else steps
