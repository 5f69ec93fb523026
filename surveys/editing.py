"""Changes to a questionnaire as values: what comes out is a new one whose conditions hold, or a refusal."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from surveys.questionnaire import NOTHING, ONE_CHOICE, Ask, Option, Part, Questionnaire, Said
from surveys.questionnaires import MOST_QUESTIONS, MOST_SECTIONS

UNSURE: Final = "dk"


class GoneError(Exception):
    """The page or the question is not there (any more)."""


class FullError(Exception):
    """There is no room for one more."""


class ConditionError(Exception):
    """A question would be left that depends on an answer nobody has given before it; `ask` is that question."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self.ask = ask


def place_of(questionnaire: Questionnaire, key: str) -> tuple[int, int]:
    """Return the indexes of the page and of the question on it. Raises GoneError."""
    for at, part in enumerate(questionnaire.parts):
        for number, ask in enumerate(part.asks):
            if ask.key == key:
                return at, number
    raise GoneError


def ask_of(questionnaire: Questionnaire, key: str) -> Ask:
    """Return the question with the key. Raises GoneError."""
    at, number = place_of(questionnaire, key)
    return questionnaire.parts[at].asks[number]


def part_of(questionnaire: Questionnaire, number: int) -> Part:
    """Return a page by its number, counted from 1. Raises GoneError."""
    if not 1 <= number <= len(questionnaire.parts):
        raise GoneError
    return questionnaire.parts[number - 1]


def with_part(questionnaire: Questionnaire, title: Said, intro: Said = NOTHING) -> Questionnaire:
    """Add a page at the end. Raises FullError."""
    if len(questionnaire.parts) >= MOST_SECTIONS:
        raise FullError
    return Questionnaire((*questionnaire.parts, Part(title, intro, ())))


def with_words(questionnaire: Questionnaire, number: int, title: Said, intro: Said) -> Questionnaire:
    """Give a page other words. Raises GoneError."""
    changed = replace(part_of(questionnaire, number), title=title, intro=intro)
    return _put(questionnaire, number - 1, changed)


def without_part(questionnaire: Questionnaire, number: int) -> Questionnaire:
    """Take a page away with its questions. Raises GoneError, ConditionError."""
    part_of(questionnaire, number)
    parts = questionnaire.parts
    return checked(Questionnaire((*parts[: number - 1], *parts[number:])))


def with_ask(questionnaire: Questionnaire, number: int, ask: Ask) -> Questionnaire:
    """Add a question at the end of a page. Raises GoneError, FullError, ConditionError."""
    part = part_of(questionnaire, number)
    if len(list(questionnaire)) >= MOST_QUESTIONS:
        raise FullError
    return checked(_put(questionnaire, number - 1, replace(part, asks=(*part.asks, ask))))


def with_changed(questionnaire: Questionnaire, ask: Ask) -> Questionnaire:
    """Put a question in the place of the one with its key. Raises GoneError, ConditionError."""
    at, number = place_of(questionnaire, ask.key)
    part = questionnaire.parts[at]
    asks = (*part.asks[:number], ask, *part.asks[number + 1 :])
    return checked(_put(questionnaire, at, replace(part, asks=asks)))


def without_ask(questionnaire: Questionnaire, key: str) -> Questionnaire:
    """Take a question away. Raises GoneError, ConditionError."""
    at, number = place_of(questionnaire, key)
    part = questionnaire.parts[at]
    asks = (*part.asks[:number], *part.asks[number + 1 :])
    return checked(_put(questionnaire, at, replace(part, asks=asks)))


def moved(questionnaire: Questionnaire, key: str, step: int) -> Questionnaire:
    """Move a question one place up (-1) or down (1), at the edge to the page before or after.

    The first question of all does not move up, nor the last down. Raises GoneError, ConditionError.
    """
    at, number = place_of(questionnaire, key)
    ask, target = ask_of(questionnaire, key), number + step
    asks = [one for one in questionnaire.parts[at].asks if one.key != key]
    parts = list(questionnaire.parts)
    if 0 <= target <= len(asks):
        parts[at] = replace(parts[at], asks=(*asks[:target], ask, *asks[target:]))
    elif 0 <= at + step < len(parts):
        parts[at] = replace(parts[at], asks=tuple(asks))
        there = parts[at + step]
        joined = (*there.asks, ask) if step < 0 else (ask, *there.asks)
        parts[at + step] = replace(there, asks=joined)
    return checked(Questionnaire(tuple(parts)))


def may_lead(questionnaire: Questionnaire, key: str) -> tuple[Ask, ...]:
    """Return the questions whose answers may decide whether the question with the key is asked. Raises GoneError."""
    at, _number = place_of(questionnaire, key)
    return tuple(ask for part in questionnaire.parts[:at] for ask in part.asks if ask.kind in ONE_CHOICE)


def checked(questionnaire: Questionnaire) -> Questionnaire:
    """Return it if each condition looks back to a page that has been answered. Raises ConditionError."""
    before: dict[str, frozenset[str]] = {}
    for part in questionnaire.parts:
        for ask in part.asks:
            if ask.only_key and not ask.only_codes <= before.get(ask.only_key, frozenset()):
                raise ConditionError(ask)
        before |= {ask.key: frozenset(ask.codes) for ask in part.asks if ask.kind in ONE_CHOICE}
    return questionnaire


def options_of(
    labels: Sequence[Said], unsure: Said | None, before: Sequence[Option] = ()
) -> tuple[Option, ...]:
    """Return choices with these words; one that was there keeps its code, so that rounds can be compared."""
    codes = {option.label.sv: option.code for option in before}
    found = tuple(Option(codes.get(label.sv, fresh()), label) for label in labels)
    if unsure is None:
        return found
    taken = {option.code for option in found}
    code = codes.get(unsure.sv, UNSURE)
    return (*found, Option(fresh() if code in taken else code, unsure, outside=True))


def fresh() -> str:
    """Return a key or a code that nothing else has, in this round or in an earlier one."""
    return f"x{secrets.token_hex(5)}"


def _put(questionnaire: Questionnaire, at: int, part: Part) -> Questionnaire:
    parts = questionnaire.parts
    return Questionnaire((*parts[:at], part, *parts[at + 1 :]))
