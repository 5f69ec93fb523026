"""From rows to answers: one row is one respondent. Pure; whatever is wrong is told with row and column, never quoted.

An answer to a question that was not for that person is left out, as on the answering pages. A row without any answer is
nobody's.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from organisations.files.columns import Row
from organisations.files.faults import RowFault
from organisations.files.words import in_digits
from surveys.answering import MAX_TEXT
from surveys.files.columns import BETWEEN, GROUP, Place, choices_told, numbers, places
from surveys.files.persons import tells_person
from surveys.models.question import Kind
from surveys.questionnaire import Ask, Questionnaire
from surveys.sealed import Content, divided, fits

MARK: Final = "#"
"""Begins each cell of the row of explanations that a file to fill in has."""
MOST_FAULTS: Final = 5_000


@dataclass(frozen=True)
class Plan:
    """What a file would do. `numbered` are the columns that were read by numbers, `silent` those without any answer."""

    contents: tuple[Content, ...] = field(default=(), repr=False)
    faults: tuple[RowFault, ...] = ()
    columns: int = 0
    empty: int = 0
    dropped: int = 0
    silent: tuple[Place, ...] = ()
    numbered: tuple[Place, ...] = ()


class FaultError(Exception):
    """A cell that can't be read; the text says what to do."""


def make_plan(rows: Sequence[Row], questionnaire: Questionnaire, groups: Mapping[str, str]) -> Plan:
    """Work out what the rows of a file say; `groups` are the names of the survey's groups by code.

    With a fault there are no answers in it.
    """
    return _Reader(questionnaire, groups).plan(rows)


class _Reader:
    """Reads one file. What a closed cell means is worked out once for all rows that say the same."""

    def __init__(self, questionnaire: Questionnaire, groups: Mapping[str, str]) -> None:
        self.questionnaire = questionnaire
        self.places = places(questionnaire)
        self.cells = {place: Cells(place.ask) for place in self.places if place.ask.kind != Kind.TEXT}
        self.groups: defaultdict[str, set[str]] = defaultdict(set)
        for code, name in groups.items():
            for word in (code, name):
                self.groups[normal(word)].add(code)
        self.faults: list[RowFault] = []
        self.answered: set[Place] = set()
        self.empty = self.dropped = 0

    def plan(self, rows: Sequence[Row]) -> Plan:
        there = set(rows[0].cells) if rows else set()
        here = tuple(place for place in self.places if place.name in there)
        contents: list[Content] = []
        for row in rows[1:] if rows and _is_explanation(rows[0], here) else rows:
            if len(self.faults) >= MOST_FAULTS:
                break
            before = len(self.faults)
            content = self._content(row, here)
            if content and len(self.faults) == before:
                contents.append(content)
        return Plan(
            contents=() if self.faults else tuple(contents),
            faults=tuple(self.faults),
            columns=len(here),
            empty=self.empty,
            dropped=self.dropped,
            silent=tuple(place for place in self.places if place not in self.answered),
            numbered=tuple(place for place in here if place in self.cells and self.cells[place].by_number),
        )

    def _content(self, row: Row, here: Sequence[Place]) -> Content | None:
        given: dict[str, str | list[str] | dict[str, str]] = {}
        for place in here:
            if (text := row[place.name]) and (answer := self._answer(row, place, text)):
                self.answered.add(place)
                if place.row is None:
                    given[place.ask.key] = answer
                else:
                    lines = given.setdefault(place.ask.key, {})
                    assert isinstance(lines, dict) and isinstance(answer, str)  # noqa: S101, PT018  a row has one choice
                    lines[place.row.key] = answer
        group = self._group(row)
        if not given:
            self.empty += 1
            return None
        kept = self.questionnaire.kept(given)
        self.dropped += len(given) - len(kept)
        content = divided(self.questionnaire, kept, group)
        if not fits(content.texts):
            longest = max(content.texts, key=lambda key: len(content.texts[key]))
            self._refuse(
                row, longest, _("Radens texter är för långa tillsammans. Korta den här, som är längst.")
            )
        return content

    def _answer(self, row: Row, place: Place, text: str) -> str | list[str]:
        """Read a cell; empty, and a fault, when it can't be read."""
        if tells_person(text):
            self._refuse(row, place.header, _person())
        elif place.ask.kind == Kind.TEXT:
            if len(text) <= MAX_TEXT:
                return text
            told = _("Texten har %(length)s tecken. Korta den till högst %(most)s.")
            of = {"length": in_digits(len(text)), "most": in_digits(MAX_TEXT)}
            self._refuse(row, place.header, told % of)
        else:
            try:
                return self.cells[place].read(text)
            except FaultError as error:
                self._refuse(row, place.header, str(error))
        return ""

    def _group(self, row: Row) -> str:
        text = row[GROUP]
        if not text or not self.groups:
            return ""
        if tells_person(text):
            self._refuse(row, GROUP, _person())
            return ""
        codes = self.groups.get(normal(text), set())
        if len(codes) == 1:
            return next(iter(codes))
        self._refuse(
            row,
            GROUP,
            _("Flera grupper heter så. Skriv gruppens kod.")
            if codes
            else _("Gruppen finns inte i enkäten. Skriv dess namn eller kod, eller lämna cellen tom."),
        )
        return ""

    def _refuse(self, row: Row, column: str, text: str) -> None:
        self.faults.append(RowFault(row.number, column, text))


class Cells:
    """The cells of a closed question's column."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.numbers = numbers(ask)
        self.words: defaultdict[str, set[str]] = defaultdict(set)
        for option in ask.options:
            for label in filter(None, (option.label.sv, option.label.en)):
                self.words[normal(label)].add(option.code)
        self.by_number = False
        self._read: dict[str, str | list[str] | FaultError] = {}

    def read(self, text: str) -> str | list[str]:
        """Return the code, or the codes of a question with several. Raises FaultError."""
        if text not in self._read:
            try:
                self._read[text] = self._several(text) if self.ask.kind == Kind.SEVERAL else self._one(text)
            except FaultError as error:
                self._read[text] = error
        found = self._read[text]
        if isinstance(found, FaultError):
            raise found
        return found

    def _several(self, text: str) -> list[str]:
        chosen = {self._code(part) for part in self._parts(text)}
        return [code for code in self.ask.codes if code in chosen]

    def _parts(self, text: str) -> Iterator[str]:
        whole = normal(text) in self.words
        return (part for part in ([text] if whole else text.split(BETWEEN)) if part.strip())

    def _one(self, text: str) -> str:
        if BETWEEN in text and normal(text) not in self.words:
            raise FaultError(_("Frågan har bara ett svar. Ta bort | och låt ett svar stå kvar."))
        return self._code(text)

    def _code(self, text: str) -> str:
        codes = self.words.get(normal(text), set())
        if len(codes) == 1:
            return next(iter(codes))
        number = text.strip()
        if not codes and number in self.numbers:
            self.by_number = True
            return self.numbers[number]
        if codes:
            raise FaultError(_("Två av frågans svarsval heter så. Skriv svarets siffra, eller ändra frågan."))
        if number.isdecimal() and not self.numbers:
            told = _("Siffror går inte att tolka i den här frågan. Skriv svarets ord: %(choices)s.")
        else:
            told = _("Svaret finns inte i enkäten. Skriv något av: %(choices)s.")
        raise FaultError(told % {"choices": choices_told(self.ask)})


def normal(text: str) -> str:
    """Return words as they are compared: neither capital letters nor spaces matter."""
    return " ".join(text.split()).casefold()


def explained(place: Place) -> str:
    """Return how the explanation of a column begins."""
    return f"{MARK} {place.wording}"


def _is_explanation(row: Row, here: Sequence[Place]) -> bool:
    """Whether it is the row beneath the headers of a file to fill in, left in it."""
    return all(normal(row[place.name]).startswith(normal(explained(place))) for place in here)


def _person() -> str:
    return _(
        "Cellen har något som ser ut som en e-postadress eller ett personnummer. Ta bort det ur filen: ingen ska gå "
        "att känna igen."
    )
