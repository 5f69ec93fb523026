"""The columns of a file of answers: one a question, one for each row of a matrix, and one for the group."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.utils.functional import lazystr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from figures.text import clean_line
from organisations.files.columns import Column, FileRefusedError, placed, plain
from organisations.files.words import in_digits, listing
from surveys.answering import MAX_TEXT
from surveys.files.persons import is_heading_of_person
from surveys.models.question import Kind
from surveys.questionnaire import Ask, Option, Questionnaire, Row

GROUP: Final = "grupp"
BETWEEN: Final = "|"
"""Stands between several choices in one cell."""
MOST_NAMED: Final = 10
LONGEST_TOLD: Final = 400
WIDE: Final = 34
_FIRST_NUMBER: Final = re.compile(r"[0-9]+")


# One is the same as itself only: comparing whole questions would cost more than reading the cells.
@dataclass(frozen=True, eq=False)
class Place:
    """A column of answers: a question, or one row of a matrix. `header` is its key as the questionnaire has it."""

    ask: Ask
    row: Row | None = None

    @property
    def header(self) -> str:
        """What a file calls it."""
        return f"{self.ask.key}.{self.row.key}" if self.row else self.ask.key

    @cached_property
    def name(self) -> str:
        """The header as it is read."""
        return plain(self.header)

    @property
    def wording(self) -> str:
        """What was asked, in Swedish."""
        return f"{self.ask.wording.sv} {self.row.wording.sv}" if self.row else self.ask.wording.sv


def places(questionnaire: Questionnaire) -> tuple[Place, ...]:
    """Return the columns of a questionnaire, in its order."""
    return tuple(Place(ask, row) for ask in questionnaire for row in (ask.rows or (None,)))


def numbers(ask: Ask) -> dict[str, str]:
    """Return the codes of the choices by the numbers that may stand for them; none where a number would be ambiguous.

    A scale whose steps have values, as 5–1 or 7–1, is read by them, and what stands outside it by its words alone.
    Other choices are counted from 1 in the order that they are shown in, unless one begins with another number.
    """
    steps = [option for option in ask.options if not option.outside]
    if steps and all(_is_number(option.code) for option in steps):
        found = {option.code: option.code for option in steps}
    elif any(_is_number(option.code) for option in steps):
        return {}
    else:
        found = {str(number): option.code for number, option in enumerate(ask.options, start=1)}
    return {} if any(_says_other(option, found) for option in ask.options) else found


def _says_other(option: Option, numbers: Mapping[str, str]) -> bool:
    """Whether its words begin with a number that would be taken for another choice, or for none."""
    first = [
        match.group() for label in (option.label.sv, option.label.en) if (match := _FIRST_NUMBER.match(label))
    ]
    return any(numbers.get(number) != option.code for number in first)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def choices_told(ask: Ask) -> str:
    """Name the choices with their numbers, as much as there is room for."""
    of = {code: number for number, code in numbers(ask).items()}
    return clean_line(
        "; ".join(_with_number(option.label.sv, of.get(option.code, "")) for option in ask.options),
        LONGEST_TOLD,
    )


def _with_number(label: str, number: str) -> str:
    """Add the number, unless the words begin with it."""
    return f"{label} ({number})" if number and not re.match(rf"{number}\b", label) else label


def told(place: Place) -> str:
    """Say what a cell of the column may hold."""
    if place.ask.kind == Kind.TEXT:
        return _("Fri text, högst %(most)s tecken.") % {"most": in_digits(MAX_TEXT)}
    words = (
        _("Svarets ord eller siffra: %(choices)s.") if numbers(place.ask) else _("Svarets ord: %(choices)s.")
    )
    said = words % {"choices": choices_told(place.ask)}
    if place.ask.kind != Kind.SEVERAL:
        return said
    between = _("Flera svar: skriv | emellan.")
    return f"{said} {between}"


def columns(questionnaire: Questionnaire, groups: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns as a file is read with; `groups` are names by code."""
    found = [_column(place, place.name) for place in places(questionnaire)]
    return (*_group(groups), *found)


def columns_to_write(questionnaire: Questionnaire, groups: Mapping[str, str]) -> tuple[Column, ...]:
    """Return them with the keys as headers, as they stand in the questionnaire."""
    return (*_group(groups), *(_column(place, place.header) for place in places(questionnaire)))


def _column(place: Place, name: str) -> Column:
    example = place.ask.options[0].label.sv if place.ask.options else _("Vi behöver mer tid.")
    return Column(
        name,
        lazystr(f"{place.wording} {told(place)}"),
        example,
        required=False,
        several_lines=place.ask.kind == Kind.TEXT,
        width=WIDE,
    )


def _group(groups: Mapping[str, str]) -> tuple[Column, ...]:
    help_text = gettext_lazy("Gruppen som svaret räknas till: dess namn eller kod.")
    example = next(iter(groups.values()), "")
    return (Column(GROUP, help_text, example, required=False, width=WIDE),) if groups else ()


def placing(groups: Mapping[str, str]) -> Callable[[Sequence[str], Sequence[Column]], dict[int, str]]:
    """Return how a header is read: a column that could say who answered is refused with that reason."""

    def place(header: Sequence[str], columns: Sequence[Column]) -> dict[int, str]:
        known = {column.name for column in columns}
        unknown = {
            text.strip()[:60]: plain(text) for text in header if text.strip() and plain(text) not in known
        }
        if named := [text for text, name in unknown.items() if is_heading_of_person(name)]:
            words = _(
                "Filen har kolumner som kan visa vem som har svarat, eller när: %(names)s. Ta bort dem ur filen och "
                "välj den igen. Inget är sparat."
            )
            raise FileRefusedError(words % {"names": listing(named[:MOST_NAMED])})
        if GROUP in unknown.values() and not groups:
            raise FileRefusedError(
                _("Enkäten delas inte upp i grupper. Ta bort kolumnen grupp ur filen och välj den igen.")
            )
        return placed(header, columns)

    return place
