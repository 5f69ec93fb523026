"""Arranges a status report's snapshot for its template; it reads nothing but the snapshot."""

import datetime
from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from checklists.movement import Changes, Step, changes, items_over_time
from checklists.rounds import Round
from figures import swedish
from figures.figure import Figure
from reports.kinds.kind import Snapshot
from reports.kinds.lagesrapport.beside_pages import distances_table, reviews, steps, units_tables
from reports.kinds.lagesrapport.snapshots import rounds_of, upgraded

MOST_COLUMNS: Final = 12
MOST_NAMED_COLUMNS: Final = 6
"""With more, the columns have the occasions' numbers, and the names stand in a list."""
COLOURED_SCALES: Final = (3, 4)
TABLES_OF_ROUNDS: Final = 2


def context(snapshot: Snapshot) -> dict[str, Any]:
    """Return what the template shows beside the snapshot itself."""
    snapshot = upgraded(snapshot)
    rounds, names = rounds_of(snapshot), _names(snapshot)
    first, second = (Figure.from_dict(figure) for figure in snapshot["figures"])
    changed = [one for one in changes(rounds) if one.items]
    shown = {
        "changes": _changes(changed, names),
        "items": _items(rounds, changed, names),
        "steps": steps(snapshot, names),
        "reviews": reviews(snapshot),
        "units": units_tables(snapshot, TABLES_OF_ROUNDS),
        "distances": distances_table(snapshot, names, TABLES_OF_ROUNDS + 2 * len(snapshot["units"])),
    }
    return {
        **shown,
        "chapter": _chapters(shown),
        "data_time": datetime.datetime.fromisoformat(snapshot["data_time"]),
        "first_figure": first,
        "second_figure": second,
        "foreign": snapshot["content_language"]
        if snapshot["content_language"] != snapshot["language"]
        else "",
        "last": snapshot["rounds"][-1],
        "last_date": rounds[-1].date,
        "round_number": swedish.ordinal(len(rounds), snapshot["language"]),
        "scale_steps": _steps(snapshot),
        "others": _others(snapshot),
        "notices": [round_ for round_ in rounds if round_.version > 1 or round_.imported],
        **_table(snapshot, rounds),
    }


def _chapters(shown: dict[str, Any]) -> dict[str, int]:
    """Number the chapters that have something in them; the first two always do."""
    wanted = {
        "changes": shown["changes"],
        "items": shown["items"],
        "steps": shown["steps"] or shown["reviews"],
        "units": shown["units"],
        "distances": shown["distances"],
        "method": True,
    }
    present = [name for name, content in wanted.items() if content]
    return {name: number for number, name in enumerate(present, start=3)} | {
        name: 0 for name, content in wanted.items() if not content
    }


def _names(snapshot: Snapshot) -> dict[int, str]:
    return {item["number"]: item["short"] for item in snapshot["instrument"]["items"]}


def _table(snapshot: Snapshot, rounds: Sequence[Round]) -> dict[str, Any]:
    """Return the tables of all rounds, at most the last twelve of them."""
    shown, data = rounds[-MOST_COLUMNS:], snapshot["rounds"][-MOST_COLUMNS:]
    left_out = len(rounds) - len(shown)
    return {
        "columns": [
            {"number": number, "name": round_.name, "date": round_.date}
            for number, round_ in enumerate(shown, start=left_out + 1)
        ],
        "narrow": len(shown) > MOST_NAMED_COLUMNS,
        "left_out": left_out,
        "rating_rows": _rating_rows(snapshot, rounds, left_out),
        "sum_row": [_sum(r) for r in data],
        "same_maximum": len({r["maximum"] for r in data}) == 1,
        "share_row": [swedish.percent(r["points"], r["maximum"], 0, snapshot["language"]) for r in data],
        "participant_rows": _participant_rows(shown),
        "people_row": [round_.people or None for round_ in shown],
        "any_toward": any(answer.toward for round_ in shown for answer in round_.answers),
    }


def _rating_rows(snapshot: Snapshot, rounds: Sequence[Round], left_out: int) -> list[dict[str, Any]]:
    """Return an item a row, with a value, its way and a colour class for each occasion."""
    scale, names = snapshot["instrument"]["scale"], _names(snapshot)
    return [
        {
            "number": item.number,
            "name": names[item.number],
            "cells": [_cell(scale, step) for step in item.steps[left_out:]],
        }
        for item in items_over_time(rounds)
    ]


def _cell(scale: dict[str, Any], step: Step) -> dict[str, Any]:
    value = step.answer.value
    return {
        "value": value,
        "style": _style(scale, value),
        "arrow": {"up": "↑", "down": "↓"}.get(step.way, ""),
        "toward": value + 1 if value is not None and step.answer.toward else None,
    }


def _style(scale: dict[str, Any], value: int | None) -> str:
    steps_ = scale["maximum"] - scale["minimum"] + 1
    if value is None or steps_ not in COLOURED_SCALES:
        return ""
    return f"v{steps_}-{value - scale['minimum'] + 1}"


def _sum(round_: dict[str, Any]) -> str:
    return str(round_["points"]) if round_["maximum"] else swedish.NOTHING


def _participant_rows(shown: Sequence[Round]) -> list[dict[str, Any]]:
    """Return a function a row, in the order of the list of functions as the occasions have it."""
    functions = list(dict.fromkeys(name for round_ in shown for name in round_.participants))
    return [
        {"name": name, "cells": [round_.participants.get(name) for round_ in shown]} for name in functions
    ]


def _changes(changed: Sequence[Changes], names: dict[int, str]) -> list[dict[str, Any]]:
    """Return the occasions at which something changed, newest first; items without a word of why in a list."""
    return [
        {
            "before": one.before,
            "after": one.after,
            "circle": one.circle,
            "explained": [_change(change, names) for change in one.items if change.comment],
            "unexplained": [_change(change, names) for change in one.items if not change.comment],
        }
        for one in changed
    ]


def _change(change: Any, names: dict[int, str]) -> dict[str, Any]:
    return {
        "number": change.number,
        "name": names[change.number],
        "before": change.step.before.value,
        "now": change.step.answer.value,
        "comment": change.comment,
    }


def _items(
    rounds: Sequence[Round], changed: Sequence[Changes], names: dict[int, str]
) -> list[dict[str, Any]]:
    """Return what was written at the last occasion about each item, but not what the changes have told already."""
    last = rounds[-1]
    told = {change.number for one in changed if one.after is last for change in one.items}
    found = []
    for answer in last.answers:
        words = last.said(answer.number)
        comment = "" if answer.number in told else words.comment
        if comment or answer.toward or words.evidence:
            found.append(
                {
                    "number": answer.number,
                    "name": names[answer.number],
                    "value": answer.value,
                    "comment": comment,
                    "next": answer.value + 1 if answer.toward and answer.value is not None else None,
                    "toward": words.toward,
                    "evidence": [line for line in words.evidence.splitlines() if line.strip()],
                }
            )
    return found


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
