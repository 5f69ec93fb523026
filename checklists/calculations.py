"""Arithmetic on ratings: sums, shares of the possible and movement, exact and without the database."""

import datetime
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

LONGEST_GAP: Final = datetime.timedelta(minutes=10)
"""Between two saves; whoever is away for longer has done something else."""


@dataclass(frozen=True)
class Scale:
    """The steps of an instrument; `labels` has one text a step, lowest first."""

    minimum: int
    maximum: int
    labels: tuple[str, ...]
    not_applicable: bool = False

    @property
    def steps(self) -> tuple[tuple[int, str], ...]:
        """Pairs of value and label, lowest first."""
        return tuple(zip(range(self.minimum, self.maximum + 1), self.labels, strict=True))

    def allows(self, value: int) -> bool:
        """Whether the value is a step of the scale."""
        return self.minimum <= value <= self.maximum


@dataclass(frozen=True)
class Answer:
    """One item's rating: a value, or not applicable, or (neither) not rated yet.

    `toward` says that the organisation is on its way to the next step; it never changes a sum.
    """

    number: int
    value: int | None = None
    not_applicable: bool = False
    toward: bool = False

    @property
    def is_rated(self) -> bool:
        """Whether somebody took a stand, be it that the item doesn't apply."""
        return self.value is not None or self.not_applicable


@dataclass(frozen=True)
class Total:
    """The sum of an assessment and what it is a sum of. `maximum` counts applicable items only."""

    points: int
    maximum: int
    items: int
    rated: int
    applicable: int

    @property
    def is_complete(self) -> bool:
        """Whether every item is rated."""
        return self.rated == self.items

    @property
    def share(self) -> Fraction | None:
        """Points as a share of the highest possible; None when no item applies."""
        return Fraction(self.points, self.maximum) if self.maximum else None


def total(answers: Sequence[Answer], scale: Scale) -> Total:
    """Sum an assessment. Items that don't apply leave both the sum and the maximum; unrated ones only the sum."""
    applicable = sum(1 for answer in answers if not answer.not_applicable)
    return Total(
        points=sum(answer.value for answer in answers if answer.value is not None),
        maximum=applicable * scale.maximum,
        items=len(answers),
        rated=sum(1 for answer in answers if answer.is_rated),
        applicable=applicable,
    )


@dataclass(frozen=True)
class ItemMovement:
    """One item then and now; `change` is None unless both are values on the same scale."""

    number: int
    then: Answer
    now: Answer

    @property
    def change(self) -> int | None:
        """Steps up (positive) or down (negative)."""
        if self.then.value is None or self.now.value is None:
            return None
        return self.now.value - self.then.value


@dataclass(frozen=True)
class Movement:
    """All items of one instrument version, from one assessment to a later one."""

    items: tuple[ItemMovement, ...]

    @property
    def up(self) -> tuple[ItemMovement, ...]:
        """Items that moved forward."""
        return tuple(item for item in self.items if (item.change or 0) > 0)

    @property
    def down(self) -> tuple[ItemMovement, ...]:
        """Items that moved back."""
        return tuple(item for item in self.items if (item.change or 0) < 0)

    @property
    def still(self) -> tuple[ItemMovement, ...]:
        """Items with the same value then and now."""
        return tuple(item for item in self.items if item.change == 0)

    @property
    def incomparable(self) -> tuple[ItemMovement, ...]:
        """Items that lack a value on one of the sides."""
        return tuple(item for item in self.items if item.change is None)


def longest(items: Sequence[ItemMovement]) -> tuple[ItemMovement, ...]:
    """Keep the items whose step is the longest, forward or back; empty for no items."""
    most = max((abs(item.change or 0) for item in items), default=0)
    return tuple(item for item in items if abs(item.change or 0) == most)


def movement(then: Sequence[Answer], now: Sequence[Answer]) -> Movement:
    """Pair the items of two assessments made with the same instrument version, by number.

    Raises ValueError when the numbers differ: points are never compared across versions.
    """
    before = {answer.number: answer for answer in then}
    if set(before) != {answer.number for answer in now}:
        raise ValueError("The assessments were not made with the same version of the instrument.")
    ordered = sorted(now, key=lambda answer: answer.number)
    return Movement(items=tuple(ItemMovement(a.number, before[a.number], a) for a in ordered))


def mean(values: Sequence[int]) -> Fraction | None:
    """The exact mean; None without values."""
    return Fraction(sum(values), len(values)) if values else None


def worked_after(last: datetime.datetime, now: datetime.datetime) -> int:
    """Return the seconds of work since the last save: the gap, or nothing when it is a pause."""
    gap = now - last
    return int(gap.total_seconds()) if datetime.timedelta() < gap <= LONGEST_GAP else 0


FEWEST_MEASURED: Final = 5
"""With fewer, nothing is said of how long it takes."""


@dataclass(frozen=True)
class UsualTime:
    """How many whole minutes it usually takes, at least one: the median of `n` measured ones."""

    minutes: int
    n: int


def usual_time(seconds: Sequence[int]) -> UsualTime | None:
    """Return the median of the seconds measured; None when too few are measured to say anything."""
    if len(seconds) < FEWEST_MEASURED:
        return None
    return UsualTime(minutes=max(1, round(statistics.median(seconds) / 60)), n=len(seconds))
