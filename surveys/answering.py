"""The way through a questionnaire: what was sent, what is wrong with it, and which page comes next. No database.

Each page carries the answers of all the others in hidden fields, so nothing is stored before the end and going back
loses nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from figures import swedish
from figures.text import clean_text
from surveys.models.question import Kind
from surveys.questionnaire import ONE_CHOICE, Ask, Given, Questionnaire
from surveys.sealed import fits

MAX_TEXT: Final = 2000
BACK: Final = "back"
STAY: Final = "stay"
"""Sent to the other language's address: the same page with the same answers."""


class Sent(Protocol):
    """What a form sent, as Django's QueryDict gives it."""

    def get(self, name: str, default: str, /) -> str:
        """Return the last value of a name."""

    def getlist(self, name: str, /) -> list[str]:
        """Return all values of a name."""


@dataclass(frozen=True)
class Fault:
    """What has to be put right before one can go on; `target` is the id of the place in the page."""

    key: str
    target: str
    text: str


@dataclass(frozen=True)
class Turn:
    """The page to show next, counted from 0; the number after the last one is the page that sends."""

    part: int
    faults: tuple[Fault, ...] = ()


def name_of(key: str, row: str = "") -> str:
    """Return the name of a question's field, or of a row's. Keys hold no dots."""
    return f"q.{key}.{row}" if row else f"q.{key}"


def read(sent: Sent, questionnaire: Questionnaire) -> Given:
    """Return what was answered; a choice that does not exist counts as none."""
    found: dict[str, str | list[str] | dict[str, str]] = {}
    for ask in questionnaire:
        if answer := _answer(sent, ask):
            found[ask.key] = answer
    return found


def _answer(sent: Sent, ask: Ask) -> str | list[str] | dict[str, str]:
    name = name_of(ask.key)
    if ask.kind == Kind.TEXT:
        return clean_text(sent.get(name, ""))
    if ask.kind == Kind.SEVERAL:
        chosen = set(sent.getlist(name))
        return [code for code in ask.codes if code in chosen]
    if ask.kind == Kind.MATRIX:
        lines = {row.key: sent.get(name_of(ask.key, row.key), "") for row in ask.rows}
        return {key: code for key, code in lines.items() if code in ask.codes}
    code = sent.get(name, "")
    return code if code in ask.codes else ""


def turn(questionnaire: Questionnaire, given: Given, *, part: int, go: str) -> Turn:
    """Say which page follows on one that was sent; the same one while something on it has to be put right."""
    last = len(questionnaire.parts)
    part = min(max(part, 0), last)
    if go == STAY:
        return Turn(part)
    if go == BACK:
        before = [number for number in asked_parts(questionnaire, given) if number < part]
        return Turn(before[-1] if before else 0)
    if part < last and (faults := faults_on(questionnaire, given, part)):
        return Turn(part, faults)
    after = [number for number in asked_parts(questionnaire, given) if number > part]
    return Turn(after[0] if after else last)


def ready(questionnaire: Questionnaire, given: Given) -> Turn | None:
    """Return None when the answers can be sent, else the first page that has to be put right."""
    for number in asked_parts(questionnaire, given):
        if faults := faults_on(questionnaire, given, number):
            return Turn(number, faults)
    texts = {
        ask.key: str(given[ask.key]) for ask in questionnaire if ask.kind == Kind.TEXT and ask.key in given
    }
    if fits(texts):
        return None
    longest = max(texts, key=lambda key: len(texts[key]))
    at = next(n for n, part in enumerate(questionnaire.parts) if longest in {ask.key for ask in part.asks})
    words = _("Dina texter är för långa tillsammans. Korta den här, som är längst.")
    return Turn(at, (Fault(longest, name_of(longest), words),))


def asked_parts(questionnaire: Questionnaire, given: Given) -> list[int]:
    """Return the numbers of the pages that somebody who has answered so far is asked."""
    return [number for number, part in enumerate(questionnaire.parts) if part.asked(given)]


def faults_on(questionnaire: Questionnaire, given: Given, number: int) -> tuple[Fault, ...]:
    """Name what has to be put right on one page, in its order."""
    return tuple(fault for ask in questionnaire.parts[number].asked(given) for fault in _faults(ask, given))


def _faults(ask: Ask, given: Given) -> Iterator[Fault]:
    answer = given.get(ask.key)
    if ask.kind == Kind.TEXT:
        if ask.required and not answer:
            yield Fault(ask.key, name_of(ask.key), _("Skriv ett svar på frågan."))
        elif answer and len(str(answer)) > MAX_TEXT:
            words = _("Texten har %(length)s tecken. Korta den till högst %(most)s.")
            language = swedish.chosen(get_language())
            length, most = (swedish.number(one, 0, language) for one in (len(str(answer)), MAX_TEXT))
            yield Fault(ask.key, name_of(ask.key), words % {"length": length, "most": most})
    elif ask.required and ask.kind == Kind.MATRIX:
        lines = answer if isinstance(answer, Mapping) else {}
        missing = [row.key for row in ask.rows if row.key not in lines]
        if missing:
            yield Fault(ask.key, _first_id(ask, missing[0]), _("Välj ett svar på varje rad."))
    elif ask.required and not answer:
        words = _("Välj ett svar.") if ask.kind in ONE_CHOICE else _("Välj minst ett svar.")
        yield Fault(ask.key, _first_id(ask), words)


def _first_id(ask: Ask, row: str = "") -> str:
    return f"{name_of(ask.key, row)}.{ask.codes[0]}"


def hidden(questionnaire: Questionnaire, given: Given, shown: Sequence[Ask]) -> list[tuple[str, str]]:
    """Return the fields that carry every answer which is not on the page, also those that may not count in the end."""
    here = {ask.key for ask in shown}
    found: list[tuple[str, str]] = []
    for ask in questionnaire:
        answer = given.get(ask.key)
        if ask.key in here or not answer:
            continue
        if isinstance(answer, Mapping):
            found += [(name_of(ask.key, row), code) for row, code in answer.items()]
        elif isinstance(answer, list):
            found += [(name_of(ask.key), code) for code in answer]
        else:
            found.append((name_of(ask.key), str(answer)))
    return found
