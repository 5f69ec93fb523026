"""Arranges for the template what stands beside the ratings in a snapshot: steps, units and distances."""

import datetime
from collections.abc import Mapping
from typing import Any

from checklists.models import StepState
from figures import swedish
from reports.kinds.kind import Snapshot


def steps(snapshot: Snapshot, names: Mapping[int, str]) -> list[dict[str, Any]]:
    """Return the decided steps in the order of their dates."""
    return [
        {
            **step,
            "name": names[step["number"]],
            "due": datetime.date.fromisoformat(step["due"]),
            "state": StepState(step["state"]).label,
        }
        for step in snapshot["steps"]
    ]


def reviews(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Return what had become of earlier steps."""
    return [{**review, "state": StepState(review["state"]).label} for review in snapshot["reviews"]]


def units_tables(snapshot: Snapshot, tables_before: int) -> list[dict[str, Any]]:
    """Return two tables for each checklist that units rated with: the items, and the units' own sums."""
    return [
        {
            **beside,
            "items_table": tables_before + 2 * index + 1,
            "units_table": tables_before + 2 * index + 2,
            "units": [_with_share(unit, snapshot["language"]) for unit in beside["units"]],
            "whole": _with_share(beside["whole"], snapshot["language"]) if beside["whole"] else None,
        }
        for index, beside in enumerate(snapshot["units"])
    ]


def _with_share(unit: dict[str, Any], language: str) -> dict[str, Any]:
    return {**unit, "share": swedish.percent(unit["points"], unit["maximum"], 0, language)}


def distances_table(
    snapshot: Snapshot, names: Mapping[int, str], tables_before: int
) -> dict[str, Any] | None:
    """Return the table of means, an item a row; None when the organisation has not chosen it."""
    chosen = snapshot["distances"]
    if chosen is None:
        return None
    return {
        **chosen,
        "table": tables_before + 1,
        "rows": [{**row, "name": names[row["number"]]} for row in chosen["rows"]],
    }
