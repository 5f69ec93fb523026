"""What a survey releases once, when it is done, as values and as JSON: counts and reasons, no answer and nobody's id.

JSON is `{"schema": 1, "whole": turnout, "groups": [[code, turnout]], "results": [{"question", "row", "whole",
"groups": [[code, shown]]}]}`. A turnout is `{"invited", "answered"}`; shown is `{"n", "counts", "missing"}` with the
counts in the order of the question's choices, or `{"n", "nearly"}`. What is hidden is `{"reason", "limit"}` instead.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from figures.disclosure import Counted, Hidden, Nearly, Protected, Reason, Shown
from surveys.questionnaire import Ask, Questionnaire, Row

SCHEMA: Final = 1
Json = dict[str, Any]


class UnknownSchemaError(Exception):
    """The release was written by a later version."""


@dataclass(frozen=True)
class Result:
    """One closed question, or one row of a matrix, and what may be shown of it."""

    ask: Ask
    row: Row | None
    protected: Protected


@dataclass(frozen=True)
class Turnout:
    """How many were asked, None where nobody knows, and how many answered, or why that is not told."""

    invited: int | None
    answered: int | Hidden


@dataclass(frozen=True)
class Released:
    """All of it: the turnout of the whole and of each group of the breakdown by its code, and the results in order."""

    whole: Turnout
    groups: Mapping[str, Turnout]
    results: tuple[Result, ...]


def to_json(released: Released) -> Json:
    """Return what is stored; the same values give the same JSON."""
    return {
        "schema": SCHEMA,
        "whole": _turnout_to(released.whole),
        "groups": [[code, _turnout_to(turnout)] for code, turnout in released.groups.items()],
        "results": [
            {
                "question": one.ask.key,
                "row": one.row.key if one.row else None,
                "whole": _shown_to(one.ask, one.protected.whole),
                "groups": [[code, _shown_to(one.ask, shown)] for code, shown in one.protected.groups.items()],
            }
            for one in released.results
        ],
    }


def from_json(content: Json, questionnaire: Questionnaire) -> Released:
    """Return what was released about a questionnaire. Raises UnknownSchemaError."""
    if content["schema"] != SCHEMA:
        raise UnknownSchemaError(content["schema"])
    asks = {ask.key: ask for ask in questionnaire}
    return Released(
        _turnout_from(content["whole"]),
        {code: _turnout_from(turnout) for code, turnout in content["groups"]},
        tuple(_result_from(one, asks[one["question"]]) for one in content["results"]),
    )


def _turnout_to(turnout: Turnout) -> Json:
    if isinstance(turnout.answered, Hidden):
        return {"invited": turnout.invited, **_hidden_to(turnout.answered)}
    return {"invited": turnout.invited, "answered": turnout.answered}


def _turnout_from(content: Json) -> Turnout:
    return Turnout(
        content["invited"], content["answered"] if "answered" in content else _hidden_from(content)
    )


def _result_from(content: Json, ask: Ask) -> Result:
    rows = {row.key: row for row in ask.rows}
    groups = {code: _shown_from(ask, shown) for code, shown in content["groups"]}
    protected = Protected(ask.codes, _shown_from(ask, content["whole"]), groups)
    return Result(ask, rows[content["row"]] if content["row"] else None, protected)


def _shown_to(ask: Ask, shown: Shown) -> Json:
    match shown:
        case Counted():
            counts = [shown.counts[code] for code in ask.codes]
            return {"n": shown.n, "counts": counts, "missing": shown.missing}
        case Nearly():
            return {"n": shown.n, "nearly": shown.choice}
        case Hidden():
            return _hidden_to(shown)


def _shown_from(ask: Ask, content: Json) -> Shown:
    if "counts" in content:
        counts: dict[Hashable, int] = dict(zip(ask.codes, content["counts"], strict=True))
        return Counted(content["n"], counts, content["missing"])
    return Nearly(content["n"], content["nearly"]) if "nearly" in content else _hidden_from(content)


def _hidden_to(hidden: Hidden) -> Json:
    return {"reason": hidden.reason.value, "limit": hidden.limit}


def _hidden_from(content: Json) -> Hidden:
    return Hidden(Reason(content["reason"]), content["limit"])
