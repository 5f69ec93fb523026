"""The words of cells that have a given set of values: what we write is Swedish, what we read may be English too."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from django.db.models import Choices
from django.utils.translation import override

from resultchain.levels import WORDS, ChainLevel, GlobalGoal, NationalGoal
from resultchain.models import Direction, EntryState, Strength

STATES: Final[Mapping[str, str]] = {
    EntryState.PLANNED.value: "planerad",
    EntryState.ONGOING.value: "pågående",
    EntryState.DONE.value: "klar",
    EntryState.DROPPED.value: "blev inte av",
}
DIRECTIONS: Final[Mapping[str, str]] = {
    Direction.INTERNAL.value: "som arbetsgivare",
    Direction.EXTERNAL.value: "för invånare och andra",
}
STRENGTHS: Final[Mapping[str, str]] = {
    Strength.TOLD.value: "berättat",
    Strength.DOCUMENTED.value: "dokumenterat",
    Strength.MEASURED.value: "uppföljt",
    Strength.REVIEWED.value: "granskat",
}
UNKNOWN: Final = "okänt"
ABOUT: Final = "ca"

_STATES: Final[Mapping[str, tuple[str, ...]]] = {
    EntryState.PLANNED.value: ("planerat", "planerade", "planeras"),
    EntryState.ONGOING.value: ("pågår", "pagaende", "påbörjad", "påbörjat", "påbörjade", "begun", "started"),
    EntryState.DONE.value: (
        "", "klart", "klara", "genomförd", "genomfört", "genomförda", "avslutad", "avslutat", "completed",
    ),
    EntryState.DROPPED.value: ("inställd", "inställt", "ej genomförd", "cancelled"),
}  # fmt: skip
_DIRECTIONS: Final = {
    Direction.INTERNAL.value: ("intern", "internt", "arbetsgivare"),
    Direction.EXTERNAL.value: ("extern", "externt", "invånare"),
}
_NUMBERED: Final = re.compile(r"(?:mål |goal |nivå |level )?(\d{1,2})(?:[.:]? (.+))?")
_ABOUT: Final = re.compile(
    r"(?:ca\.?|c:a|cirka|circa|ungefär|ungefar|omkring|runt|about|around|approx\.?|~|≈) ?"
)
_UNKNOWN: Final = frozenset({"?", UNKNOWN, "okänd", "okant", "vet inte", "vet ej", "unknown"})
_NUMBER: Final = re.compile(r"\d{1,3}(?: \d{3}){1,2}|\d{1,7}")


def _labels(choices: type[Choices]) -> Iterator[tuple[str, str]]:
    for language in ("sv", "en"):
        with override(language):
            yield from ((str(each.label).casefold(), str(each.value)) for each in choices)


def _words(choices: type[Choices], *others: Mapping[str, str | tuple[str, ...]]) -> dict[str, str]:
    found = dict(_labels(choices)) | {str(value): str(value) for value in choices.values}
    for other in others:
        for value, words in other.items():
            found |= dict.fromkeys((words,) if isinstance(words, str) else words, value)
    return found


@cache
def states() -> Mapping[str, str]:
    """Every word for a state; nothing means that it is done."""
    return _words(EntryState, STATES, _STATES)


@cache
def directions() -> Mapping[str, str]:
    """Every word for a direction."""
    return _words(Direction, DIRECTIONS, _DIRECTIONS) | {"": ""}


@cache
def strengths() -> Mapping[str, str]:
    """Every word for how strong evidence is."""
    return _words(Strength, STRENGTHS) | {"": ""}


@cache
def _names(choices: type[ChainLevel] | type[GlobalGoal] | type[NationalGoal]) -> Mapping[str, int]:
    found = {name: int(value) for name, value in _labels(choices)}
    if choices is ChainLevel:
        for language in ("sv", "en"):
            with override(language):
                found |= {str(words.short).casefold(): level.value for level, words in WORDS.items()}
    return found


@cache
def _numbers(choices: type[ChainLevel] | type[GlobalGoal] | type[NationalGoal]) -> frozenset[int]:
    return frozenset(choices.values)


def numbered(text: str, choices: type[ChainLevel] | type[GlobalGoal] | type[NationalGoal]) -> int | None:
    """Read a level or a goal by number, by name, or by both; None when it is none."""
    plain = text.casefold()
    names = _names(choices)
    if plain in names:
        return names[plain]
    found = _NUMBERED.fullmatch(plain)
    if found is None or int(found[1]) not in _numbers(choices):
        return None
    return int(found[1]) if found[2] is None or names.get(found[2]) == int(found[1]) else None


def whole(text: str) -> int | None:
    """Read a number of people: 58, or 1 200."""
    return int(text.replace(" ", "")) if text.isascii() and _NUMBER.fullmatch(text) else None


def about(text: str) -> str | None:
    """Return what follows the word for "about"; None when there is no such word."""
    found = _ABOUT.match(text.casefold())
    return text[found.end() :] if found else None


def is_unknown(text: str) -> bool:
    """Whether it says that the number is not known."""
    return text.casefold() in _UNKNOWN
