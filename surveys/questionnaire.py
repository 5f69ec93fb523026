"""A questionnaire as values: what is asked of whom, in which order, and whether two rounds asked the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from surveys.models.question import Kind

Given = Mapping[str, "str | list[str] | dict[str, str]"]
"""Answers by question key: a code, several codes, codes by row, or a text. What was left out is not there."""
ONE_CHOICE: Final = frozenset({Kind.CHOICE, Kind.SATISFACTION, Kind.YES_NO})


@dataclass(frozen=True)
class Said:
    """A text in Swedish and, where somebody has written it, in English."""

    sv: str
    en: str = ""

    def words(self, language: str) -> str:
        """Return it in the language, or in Swedish."""
        return self.en if language == "en" and self.en else self.sv


NOTHING: Final = Said("")


@dataclass(frozen=True)
class Option:
    """One choice; `outside` is no step of the scale."""

    code: str
    label: Said
    outside: bool = False


@dataclass(frozen=True)
class Row:
    """One line of a matrix."""

    key: str
    wording: Said


@dataclass(frozen=True)
class Ask:
    """One question; `only_key` and `only_codes` say whom it is for, empty for everybody."""

    key: str
    kind: Kind
    wording: Said
    help: Said = NOTHING
    required: bool = False
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    only_key: str = ""
    only_codes: frozenset[str] = field(default_factory=frozenset)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its choices, in order."""
        return tuple(option.code for option in self.options)

    def is_for(self, given: Given) -> bool:
        """Whether the question is asked of somebody who has answered so far."""
        return not self.only_key or given.get(self.only_key) in self.only_codes


@dataclass(frozen=True)
class Part:
    """One page of questions."""

    title: Said
    intro: Said
    asks: tuple[Ask, ...]

    def asked(self, given: Given) -> tuple[Ask, ...]:
        """Return the questions on it for somebody who has answered so far; none: the page is passed over."""
        return tuple(ask for ask in self.asks if ask.is_for(given))


@dataclass(frozen=True)
class Questionnaire:
    """All pages of a survey."""

    parts: tuple[Part, ...]

    def __iter__(self) -> Iterator[Ask]:
        """Walk through all questions in order."""
        return (ask for part in self.parts for ask in part.asks)

    def said_before(self, key: str) -> Said:
        """Return the closed question right before a free text on its page: "Vill du kommentera?" says little."""
        for part in self.parts:
            before = NOTHING
            for ask in part.asks:
                if ask.key == key:
                    return before
                before = NOTHING if ask.kind == Kind.TEXT else ask.wording
        return NOTHING

    def kept(self, given: Given) -> Given:
        """Leave out answers to questions that the final answers no longer lead to."""
        kept: dict[str, str | list[str] | dict[str, str]] = {}
        for ask in self:
            if ask.key in given and ask.is_for(kept):
                kept[ask.key] = given[ask.key]
        return kept


def differences(before: Ask, after: Ask) -> tuple[str, ...]:
    """Name what keeps two rounds' question from being compared: "kind", "wording", "choices", "rows", "asked_of".

    Nothing: they are the same question. Help texts and whether it had to be answered may differ.
    """
    compared = {
        "kind": (before.kind, after.kind),
        "wording": (before.wording.sv, after.wording.sv),
        "choices": (_choices(before), _choices(after)),
        "rows": (
            [(r.key, r.wording.sv) for r in before.rows],
            [(r.key, r.wording.sv) for r in after.rows],
        ),
        "asked_of": ((before.only_key, before.only_codes), (after.only_key, after.only_codes)),
    }
    return tuple(name for name, (old, new) in compared.items() if old != new)


def _choices(ask: Ask) -> list[tuple[str, str, bool]]:
    return [(option.code, option.label.sv, option.outside) for option in ask.options]
