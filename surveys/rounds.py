"""Rounds of a survey side by side: what was asked alike in all of them, and what was not and why; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surveys.models.question import Kind
from surveys.questionnaire import Ask, differences
from surveys.released import Result, Turnout

Asks = Mapping[str, Ask]


@dataclass(frozen=True)
class Round:
    """One round as it was released: its closed questions by key, and its results by question and row."""

    id: str
    day: str
    turnout: Turnout
    asks: Asks
    results: Mapping[tuple[str, str], Result]


@dataclass(frozen=True)
class Apart:
    """A question that is not compared: codes of `questionnaire.differences`; none where a round did not ask it."""

    ask: Ask
    what: tuple[str, ...]


@dataclass(frozen=True)
class Beside:
    """One question, or one row of a matrix, that every round asked alike, with a result a round."""

    ask: Ask
    row: str
    results: tuple[Result, ...]


def round_of(
    survey_id: str, day: str, turnout: Turnout, questions: Sequence[Ask], results: Sequence[Result]
) -> Round:
    """Put a release so that it can be looked up."""
    return Round(
        survey_id,
        day,
        turnout,
        {ask.key: ask for ask in questions if ask.kind != Kind.TEXT},
        {(one.ask.key, one.row.key if one.row else ""): one for one in results},
    )


def beside(rounds: Sequence[Round]) -> tuple[Beside, ...]:
    """Return what can be compared, in the order and the words of the latest round, which is the last."""
    latest, others = rounds[-1], rounds[:-1]
    return tuple(
        Beside(ask, row, tuple(one.results[key, row] for one in rounds))
        for key, ask in latest.asks.items()
        if all(key in one.asks and not differences(one.asks[key], ask) for one in others)
        for row in ([row.key for row in ask.rows] or [""])
    )


def apart(rounds: Sequence[Round]) -> tuple[Apart, ...]:
    """Return what can't be compared: questions of the latest round first, then those that only earlier ones asked."""
    found: dict[str, Apart] = {}
    latest = rounds[-1]
    for one in reversed(rounds):
        for key, ask in one.asks.items():
            if key in found:
                continue
            what = _different(ask, [each.asks[key] for each in rounds if key in each.asks])
            if what or any(key not in each.asks for each in rounds):
                found[key] = Apart(latest.asks.get(key, ask), what)
    return tuple(found.values())


def _different(ask: Ask, asked: Sequence[Ask]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for one in asked for code in differences(one, ask)))
