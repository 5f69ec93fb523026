"""Reads a snapshot back into values, also one that was made by an earlier version of the product and still waits."""

import datetime
from typing import Any

from checklists.calculations import Answer
from checklists.rounds import Round, Words
from reports.kinds.kind import Snapshot

_ADDED_IN_2: dict[str, Any] = {"steps": [], "reviews": [], "units": [], "distances": None}
_ADDED_TO_ROUNDS_IN_2 = {"version": 1, "reason": "", "handed_in": "", "imported": False}
_ADDED_TO_ANSWERS_IN_2 = {"toward": False, "toward_note": "", "evidence": ""}


def upgraded(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with all that the present schema has; what it never held is empty."""
    rounds = [
        {
            **_ADDED_TO_ROUNDS_IN_2,
            **round_,
            "answers": [{**_ADDED_TO_ANSWERS_IN_2, **answer} for answer in round_["answers"]],
        }
        for round_ in snapshot["rounds"]
    ]
    return {**_ADDED_IN_2, **snapshot, "rounds": rounds}


def rounds_of(snapshot: Snapshot) -> tuple[Round, ...]:
    """Return the rounds of an upgraded snapshot, in time order."""
    return tuple(_round(round_) for round_ in snapshot["rounds"])


def _round(data: dict[str, Any]) -> Round:
    return Round(
        name=data["name"],
        date=datetime.date.fromisoformat(data["date"]),
        answers=tuple(
            Answer(answer["number"], answer["value"], answer["not_applicable"], answer["toward"])
            for answer in data["answers"]
        ),
        participants={row["function"]: row["number"] for row in data["participants"]},
        words={
            answer["number"]: Words(answer["comment"], answer["toward_note"], answer["evidence"])
            for answer in data["answers"]
        },
        handed_in=datetime.date.fromisoformat(data["handed_in"]) if data["handed_in"] else None,
        version=data["version"],
        reason=data["reason"],
        imported=data["imported"],
    )
