"""What one person types about the items alone; a save from an old tab touches only what was changed there."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklists.actions.own import OwnInput
from checklists.forms.draft import scale_choices
from checklists.forms.draft_rows import NOT_APPLICABLE
from checklists.models import MAX_COMMENT, OwnAssessment, OwnRating
from organisations.forms.fields import TextField
from organisations.models import Function

FUNCTION: Final = "funktion"


@dataclass(frozen=True)
class OwnRow:
    """One item as the page shows it: the rating and its two bound fields."""

    rating: OwnRating
    value: forms.BoundField
    comment: forms.BoundField

    @property
    def initials(self) -> SafeString:
        """What the page was made from, as hidden fields."""
        return mark_safe(  # noqa: S308  both parts are rendered by Django's own widgets
            self.value.as_hidden(only_initial=True) + self.comment.as_hidden(only_initial=True)
        )


class OwnForm(forms.Form):
    """An own rating, or the part of it that was sent: some items (`numbers`), with or without the function."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        own: OwnAssessment,
        functions: Collection[Function] | None = None,
        numbers: Collection[int] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        """Make two fields an item, and one for the function when `functions` says which there are.

        `own` is fetched `with_content()`; `initial` is what the page shows, where that is not what is stored.
        """
        super().__init__(data, initial=initial)
        self.ratings = [r for r in own.ratings.all() if numbers is None or r.item.number in numbers]
        choices = scale_choices(own.occasion.instrument)
        for rating in self.ratings:
            self._add_item(rating, choices)
        if functions is not None:
            self._add_function(functions, own)

    def _add_item(self, rating: OwnRating, choices: list[tuple[str, str]]) -> None:
        number = rating.item.number
        chosen = NOT_APPLICABLE if rating.not_applicable else rating.value
        self.fields[f"m{number}"] = forms.ChoiceField(
            label=rating.item.wording,
            choices=choices,
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

    def _add_function(self, functions: Collection[Function], own: OwnAssessment) -> None:
        # One that is retired since can stay, but nobody can choose it anew.
        known = {function.pk: function for function in [*functions, own.function] if function}
        self.functions = known
        self.fields[FUNCTION] = forms.ChoiceField(
            label=gettext_lazy("I vilken funktion skattar du?"),
            choices=[("", _("Ingen av dem")), *((str(pk), str(function)) for pk, function in known.items())],
            required=False,
            show_hidden_initial=True,
            initial=str(own.function_id or ""),
            error_messages={"invalid_choice": gettext_lazy("Välj en funktion i listan.")},
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

    def rows(self) -> Iterator[OwnRow]:
        """The items in order, for the template."""
        for rating in self.ratings:
            number = rating.item.number
            yield OwnRow(rating, self[f"m{number}"], self[f"m{number}-kommentar"])

    @property
    def function_field(self) -> forms.BoundField | None:
        """The function's field, where the form has it."""
        return self[FUNCTION] if FUNCTION in self.fields else None

    @property
    def function_initial(self) -> SafeString:
        """What the page was made from, for the function."""
        return mark_safe(self[FUNCTION].as_hidden(only_initial=True))  # noqa: S308  rendered by Django's own widget

    @property
    def changes(self) -> dict[str, Any]:
        """What was changed on this page, as arguments of `save_own`; call after is_valid()."""
        inputs = {rating.item.number: self._input(rating.item.number) for rating in self.ratings}
        found: dict[str, Any] = {"ratings": {number: given for number, given in inputs.items() if given}}
        if FUNCTION in self.changed_data:
            chosen = self.cleaned_data[FUNCTION]
            found |= {"set_function": True, "function": self.functions[int(chosen)] if chosen else None}
        return found

    def _input(self, number: int) -> OwnInput:
        choice, comment = f"m{number}", f"m{number}-kommentar"
        given = OwnInput()
        if choice in self.changed_data:
            value = self.cleaned_data[choice]
            given["value"] = int(value) if value not in {"", NOT_APPLICABLE} else None
            given["not_applicable"] = value == NOT_APPLICABLE
        if comment in self.changed_data:
            given["comment"] = self.cleaned_data[comment]
        return given
