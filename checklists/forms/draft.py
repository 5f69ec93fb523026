"""What people type about ratings: every field is checked against the instrument, and nothing typed is lost."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from checklists.actions.errors import EditConflictError
from checklists.edits import Opened, OpenedNumber, RatingInput
from checklists.forms.draft_rows import NOT_APPLICABLE, ItemRow, NumberRow, chosen_step
from checklists.models import (
    MAX_COMMENT,
    MAX_EVIDENCE,
    MAX_NOTE,
    MAX_PEOPLE,
    Assessment,
    Instrument,
    Rating,
)
from organisations.forms.fields import LineField, TextField
from organisations.models import Function

MINE: Final = "mitt"
THEIRS: Final = "deras"
# The ends of the fields' names, and what of a rating each of them is; the step of the scale has no end.
PARTS: Final = {
    "-kommentar": "comment",
    "-pavag": "toward_next",
    "-steg": "toward_note",
    "-underlag": "evidence",
}


class AssessmentForm(forms.Form):
    """The draft of an assessment, or the part of it that was sent (`numbers`, with or without participants).

    A hidden field says which row version the page was made from, and hidden initials what it showed, so that a save
    from an old tab touches only what was changed there and never goes over what somebody else has written.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        assessment: Assessment,
        functions: Collection[Function] = (),
        numbers: Collection[int] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        """Make the fields of each item and one a function. `assessment` is fetched `with_content()`.

        `initial` is what the page shows, where that is not what is stored: somebody else may have changed it.
        """
        super().__init__(data, initial=initial)
        self.assessment = assessment
        self.functions = list(functions)
        self.ratings = [r for r in assessment.ratings.all() if numbers is None or r.item.number in numbers]
        self.choices = scale_choices(assessment.occasion.instrument)
        self.conflicts = EditConflictError({}, {})
        for rating in self.ratings:
            self._add_item(rating)
        counts = {row.function_id: row.number for row in assessment.participants.all()}
        for function in self.functions:
            self._add_function(function, counts.get(function.pk))

    def _add_item(self, rating: Rating) -> None:
        number = rating.item.number
        name = f"m{number}"
        self.fields[name] = forms.ChoiceField(
            label=rating.item.wording,
            choices=self.choices,
            required=False,
            widget=forms.RadioSelect,
            show_hidden_initial=True,
            initial=chosen_step(rating),
            error_messages={
                "invalid_choice": _("Moment %(number)s: välj ett av stegen i skalan.") % {"number": number}
            },
        )
        self.fields[f"{name}-kommentar"] = _text(_("Varför valde ni den nivån?"), rating.comment)
        self.fields[f"{name}-pavag"] = forms.BooleanField(
            label=_("På väg mot nästa nivå"),
            required=False,
            show_hidden_initial=True,
            initial=rating.toward_next,
        )
        self.fields[f"{name}-steg"] = LineField(
            label=_("Vad är på gång?"),
            required=False,
            show_hidden_initial=True,
            initial=rating.toward_note,
        )
        self.fields[f"{name}-underlag"] = _text(_("Vad visar det?"), rating.evidence)
        self.fields[f"{name}-version"] = _hidden_number(rating.version)
        self._add_choice(name)

    def _add_choice(self, name: str) -> None:
        """Add what somebody answers who is asked whose words shall stand, and about which version."""
        self.fields[f"{name}-sedd"] = _hidden_number(None)
        self.fields[f"{name}-val"] = forms.ChoiceField(
            choices=[(THEIRS, ""), (MINE, "")], required=False, widget=forms.RadioSelect
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
        self._add_choice(f"d{function.pk}")

    def clean(self) -> dict[str, Any]:
        """Measure the texts; one that is too long keeps its text on the page and says how long it is."""
        cleaned: dict[str, Any] = super().clean() or {}
        for rating in self.ratings:
            number = rating.item.number
            for part, (most, fault) in _longest().items():
                length = len(cleaned.get(f"m{number}{part}", ""))
                if length > most:
                    words = {"number": number, "length": length, "most": most}
                    self.add_error(f"m{number}{part}", fault % words)
        return cleaned

    def rows(self) -> Iterator[ItemRow]:
        """The items in order, for the template."""
        for rating in self.ratings:
            yield ItemRow(self, rating, self.conflicts.ratings.get(rating.item.number))

    def number_rows(self) -> list[NumberRow]:
        """The fields of who took part, for the template."""
        return [
            NumberRow(self, function, self.conflicts.numbers.get(function)) for function in self.functions
        ]

    def ask(self, conflicts: EditConflictError) -> None:
        """Show what somebody else has written beside what was typed here, and ask which of them shall stand."""
        self.conflicts = conflicts
        for number in conflicts.ratings:
            self.add_error(
                f"m{number}-val",
                _("Moment %(number)s har ändrats sedan du öppnade sidan. Välj vad som ska gälla.")
                % {"number": number},
            )
        for function in conflicts.numbers:
            self.add_error(
                f"d{function.pk}-val",
                _("%(function)s: någon annan har ändrat antalet. Välj vad som ska gälla.")
                % {"function": function},
            )

    @property
    def save_arguments(self) -> dict[str, Any]:
        """What was changed on this page and what it was made from, as save_draft takes it; call after is_valid()."""
        ratings = {rating.item.number: self._changed(f"m{rating.item.number}") for rating in self.ratings}
        ratings = {number: new for number, new in ratings.items() if new}
        numbers = {f: self.cleaned_data[f"d{f.pk}"] or 0 for f in self.functions if self._is_changed(f)}
        return {
            "ratings": ratings,
            "numbers": numbers,
            "opened": {number: self._opened(f"m{number}") for number in ratings},
            "opened_numbers": {function: self._opened_number(f"d{function.pk}") for function in numbers},
        }

    def _is_changed(self, function: Function) -> bool:
        return f"d{function.pk}" in self.changed_data

    def _changed(self, name: str) -> RatingInput:
        changed = _scale_input(self.cleaned_data[name]) if name in self.changed_data else RatingInput()
        if self._implies_tick(name):
            changed["toward_next"] = True
        for part, attribute in PARTS.items():
            if name + part in self.changed_data:
                changed[attribute] = self.cleaned_data[name + part]  # type: ignore[literal-required]
        return changed

    def _implies_tick(self, name: str) -> bool:
        """Whether somebody wrote what is going on without ticking the box above it: it would be told nowhere."""
        written = f"{name}-steg" in self.changed_data and self.cleaned_data[f"{name}-steg"]
        return bool(written) and f"{name}-pavag" not in self.changed_data

    def _opened(self, name: str) -> Opened:
        shown = _scale_input(self.shown(name))
        for part, attribute in PARTS.items():
            shown[attribute] = self.shown(name + part)  # type: ignore[literal-required]
        answer = self.cleaned_data[f"{name}-val"]
        version = self.cleaned_data[f"{name}-sedd" if answer else f"{name}-version"]
        return Opened(version or 0, shown, keep=answer == THEIRS)

    def _opened_number(self, name: str) -> OpenedNumber:
        answer = self.cleaned_data[f"{name}-val"]
        shown = self.cleaned_data[f"{name}-sedd"] if answer else self.shown(name)
        return OpenedNumber(shown or 0, keep=answer == THEIRS)

    def shown(self, name: str) -> Any:
        """Return what the page showed before anything was changed on it; nothing where it doesn't say."""
        field = self.fields[name]
        sent = field.hidden_widget().value_from_datadict(self.data, self.files, self[name].html_initial_name)
        try:
            return field.clean(sent)
        except forms.ValidationError:
            return field.clean("")

    @property
    def asks(self) -> bool:
        """Whether it asks whose words shall stand."""
        return bool(self.conflicts.ratings or self.conflicts.numbers)

    @property
    def answered(self) -> bool:
        """Whether somebody who was asked whose words shall stand has answered."""
        return any(value and name.endswith("-val") for name, value in self.cleaned_data.items())

    def as_the_page_goes_on(self, saved: Assessment) -> "AssessmentForm":
        """Return the form that says what the page is made from after a save.

        That is what is stored, when the page shows all of it. A page that lacks something that somebody else has
        written goes on from what it was made from, so that its next save is asked about. Numbers go one by one.
        """
        numbers = [rating.item.number for rating in self.ratings]
        names = [f"m{number}{part}" for number in numbers for part in ("", *PARTS)]
        shown = {f"d{function.pk}": self.cleaned_data[f"d{function.pk}"] for function in self.functions}
        fresh = AssessmentForm(assessment=saved, numbers=numbers, functions=self.functions, initial=shown)
        same = all((fresh[name].initial or "") == (self.cleaned_data[name] or "") for name in names)
        return fresh if same else self


def from_last_time(data: QueryDict, last: Assessment | None) -> QueryDict:
    """Fill in what a button takes over from the last assessment: an item's value ("samma") or comment ("ta-over")."""
    taken = data.copy()
    for rating in last.ratings.all() if last else ():
        name = f"m{rating.item.number}"
        if data.get("samma") == str(rating.item.number):
            taken[name] = chosen_step(rating)
        if data.get("ta-over") == str(rating.item.number):
            written = [data.get(f"{name}-kommentar"), rating.comment]
            taken[f"{name}-kommentar"] = "\n".join(text for text in written if text)
    return taken


def scale_choices(instrument: Instrument) -> list[tuple[str, str]]:
    """The steps as choices, "ej tillämpligt" last where the instrument has it."""
    steps = [(str(value), label) for value, label in instrument.scale.steps]
    return [*steps, (NOT_APPLICABLE, _("ej tillämpligt"))] if instrument.allows_not_applicable else steps


def _longest() -> dict[str, tuple[int, str]]:
    """Return how long each text may be, and what is said of one that is longer."""
    return {
        "-kommentar": (
            MAX_COMMENT,
            _("Kommentaren till moment %(number)s har %(length)s tecken. Korta den till högst %(most)s."),
        ),
        "-steg": (
            MAX_NOTE,
            _("Det som är på gång i moment %(number)s har %(length)s tecken. Korta det till högst %(most)s."),
        ),
        "-underlag": (
            MAX_EVIDENCE,
            _("Underlaget till moment %(number)s har %(length)s tecken. Korta det till högst %(most)s."),
        ),
    }


def _scale_input(choice: str) -> RatingInput:
    value = int(choice) if choice not in {"", NOT_APPLICABLE} else None
    return RatingInput(value=value, not_applicable=choice == NOT_APPLICABLE)


def _text(label: str, initial: str) -> TextField:
    return TextField(
        label=label,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        show_hidden_initial=True,
        initial=initial,
    )


def _hidden_number(initial: int | None) -> forms.IntegerField:
    return forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, initial=initial, widget=forms.HiddenInput
    )
