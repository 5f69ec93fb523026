"""What units say of a plan, counted: areas chosen, in the detailed budget or not, mandatory parts done. Pure.

The questions are those that VGR put to its coordinators (source 000): focus areas, the detailed budget, and parts that
everybody must do, such as a coordinator, a child-rights ombud and a plan for equal rights at work.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Answered:
    """One unit's answer: the areas that it chose with what it says of its budget, and the parts that it has done."""

    focus: Mapping[int, str]
    done: Mapping[int, datetime.date | None]


@dataclass(frozen=True)
class AreaCount:
    """How many units chose an area, and what they say of their detailed budget."""

    chosen: int
    in_budget: int
    not_in_budget: int
    unknown: int


@dataclass(frozen=True)
class Coverage:
    """What all units of a plan say together. Shares are of `units`, those that have not answered included."""

    units: int
    answered: int
    with_focus: int
    with_all_parts: int
    areas: Mapping[int, AreaCount]
    parts: Mapping[int, int]

    @property
    def unanswered(self) -> int:
        """How many units have not answered."""
        return self.units - self.answered


def coverage(
    area_ids: Sequence[int], part_ids: Sequence[int], answers: Sequence[Answered | None]
) -> Coverage:
    """Count the answers of a plan's units; None stands for a unit that has not answered."""
    given = [answer for answer in answers if answer is not None]
    return Coverage(
        units=len(answers),
        answered=len(given),
        with_focus=sum(bool(set(answer.focus) & set(area_ids)) for answer in given),
        with_all_parts=sum(set(part_ids) <= set(answer.done) for answer in given),
        areas={area: _area(area, given) for area in area_ids},
        parts={part: sum(part in answer.done for answer in given) for part in part_ids},
    )


def _area(area: int, given: Sequence[Answered]) -> AreaCount:
    said = [answer.focus[area] for answer in given if area in answer.focus]
    return AreaCount(len(said), said.count("yes"), said.count("no"), said.count("unknown"))
