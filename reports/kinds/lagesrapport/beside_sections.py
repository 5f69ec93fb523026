"""The status report's sections on what stands beside the ratings: steps, units, distances between functions."""

from dataclasses import asdict

from django.utils.translation import get_language

from checklists.models import StepState
from figures import swedish
from reports.kinds.kind import Values
from reports.kinds.lagesrapport.material import Material
from reports.kinds.lagesrapport.parts import UnitSum


def steps(material: Material) -> Values | None:
    """Return the decided steps in the order of their dates, and what had become of earlier ones."""
    if not material.steps and not material.reviews:
        return None
    names = material.instrument.names
    return {
        "occasion": material.rounds[-1].name,
        "steps": [
            {**asdict(step), "name": names[step.number], "state": str(StepState(step.state).label)}
            for step in material.steps
        ],
        "reviews": [
            {**asdict(review), "state": str(StepState(review.state).label)} for review in material.reviews
        ],
    }


def units(material: Material) -> Values | None:
    """Return two tables for each checklist that units rated with: the items, and the units' own sums."""
    if not material.units:
        return None
    return {
        "checklists": [
            {
                **asdict(beside),
                "items_key": f"units-items-{number}",
                "units_key": f"units-{number}",
                "units": [_with_share(unit) for unit in beside.units],
                "whole": _with_share(beside.whole) if beside.whole else None,
            }
            for number, beside in enumerate(material.units, start=1)
        ]
    }


def _with_share(unit: UnitSum) -> Values:
    share = swedish.percent(unit.points, unit.maximum, 0, swedish.chosen(get_language()))
    return {**asdict(unit), "share": share}


def distances(material: Material) -> Values | None:
    """Return the table of means, an item a row; None when the organisation has not chosen it."""
    chosen = material.distances
    if chosen is None:
        return None
    names = material.instrument.names
    return {
        **asdict(chosen),
        "occasion": material.rounds[-1].name,
        "rows": [{**asdict(row), "name": names[row.number]} for row in chosen.rows],
    }
