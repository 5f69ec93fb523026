"""Arranges a status report's snapshot for its template; it reads nothing but the snapshot."""

import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from figures import swedish
from figures.figure import Figure
from reports.kinds.kind import Snapshot

MOST_COLUMNS: Final = 6
COLOURED_SCALES: Final = (3, 4)


def context(snapshot: Snapshot) -> dict[str, Any]:
    """Return what the template shows beside the snapshot itself."""
    rounds = snapshot["rounds"]
    first, second = (Figure.from_dict(figure) for figure in snapshot["figures"])
    shown = rounds[-MOST_COLUMNS:]
    return {
        "data_time": datetime.datetime.fromisoformat(snapshot["data_time"]),
        "first_figure": first,
        "second_figure": second,
        "foreign": snapshot["content_language"]
        if snapshot["content_language"] != snapshot["language"]
        else "",
        "last": rounds[-1],
        "last_date": datetime.date.fromisoformat(rounds[-1]["date"]),
        "round_number": swedish.ordinal(len(rounds), snapshot["language"]),
        "columns": [{"name": r["name"], "date": datetime.date.fromisoformat(r["date"])} for r in shown],
        "left_out": len(rounds) - len(shown),
        "rating_rows": _rating_rows(snapshot, shown),
        "sum_row": [_sum(r) for r in shown],
        "same_maximum": len({r["maximum"] for r in shown}) == 1,
        "share_row": [swedish.percent(r["points"], r["maximum"], 0, snapshot["language"]) for r in shown],
        "participant_rows": _participant_rows(shown),
        "people_row": [sum(p["number"] for p in r["participants"]) or None for r in shown],
        "comments": _comments(snapshot),
        "steps": _steps(snapshot),
        "others": _others(snapshot),
    }


def _rating_rows(snapshot: Snapshot, shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return an item a row, with a value and a colour class for each occasion."""
    scale = snapshot["instrument"]["scale"]
    values = [{answer["number"]: answer["value"] for answer in round_["answers"]} for round_ in shown]
    return [
        {
            "number": item["number"],
            "name": item["short"],
            "cells": [
                {"value": by[item["number"]], "style": _style(scale, by[item["number"]])} for by in values
            ],
        }
        for item in snapshot["instrument"]["items"]
    ]


def _style(scale: dict[str, Any], value: int | None) -> str:
    steps = scale["maximum"] - scale["minimum"] + 1
    if value is None or steps not in COLOURED_SCALES:
        return ""
    return f"v{steps}-{value - scale['minimum'] + 1}"


def _sum(round_: dict[str, Any]) -> str:
    return str(round_["points"]) if round_["maximum"] else swedish.NOTHING


def _participant_rows(shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a function a row, in the order of the list of functions as the occasions have it."""
    counts = [{p["function"]: p["number"] for p in round_["participants"]} for round_ in shown]
    functions = list(dict.fromkeys(name for by in counts for name in by))
    return [{"name": name, "cells": [by.get(name) for by in counts]} for name in functions]


def _comments(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Return the last occasion's comments with their items."""
    names = {item["number"]: item for item in snapshot["instrument"]["items"]}
    return [
        {**names[answer["number"]], "value": answer["value"], "comment": answer["comment"]}
        for answer in snapshot["rounds"][-1]["answers"]
        if answer["comment"]
    ]


def _steps(snapshot: Snapshot) -> list[str]:
    scale = snapshot["instrument"]["scale"]
    numbers = range(scale["minimum"], scale["maximum"] + 1)
    return [f"{number} = {label}" for number, label in zip(numbers, scale["labels"], strict=True)]


def _others(snapshot: Snapshot) -> list[str]:
    """Put each other instrument in a sentence, as a share of what it could give."""
    return [
        _("%(instrument)s: senast %(share)s av det möjliga (%(occasion)s).")
        % {
            "instrument": other["name"],
            "share": swedish.percent(other["points"], other["maximum"], 0, snapshot["language"]),
            "occasion": other["last"],
        }
        for other in snapshot["other_instruments"]
    ]
