"""Agreed values of many organisations, item by item and from one occasion to another: pure, and quick for thousands."""

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checklists.spread import ItemSpread

Values = tuple[int | None, ...]
"""One assessment's agreed values in the order of the items; None: the item does not apply."""


@dataclass(frozen=True)
class Sum:
    """The sum of an assessment and what it is a sum of: the items that apply."""

    points: int
    maximum: int

    @property
    def share(self) -> Fraction | None:
        """Points as a share of the highest possible; None when no item applies."""
        return Fraction(self.points, self.maximum) if self.maximum else None


@dataclass(frozen=True)
class ItemMoves:
    """How many organisations moved up, down or stood still on one item; the rest lack a value on one side."""

    number: int
    up: int
    down: int
    still: int

    @property
    def compared(self) -> int:
        """How many have a value both times."""
        return self.up + self.down + self.still


def sum_of(values: Values, highest: int) -> Sum:
    """Sum agreed values on a scale that ends at `highest`; items that don't apply leave the maximum too."""
    return Sum(*_points(values, highest))


def sums_of(rows: Iterable[Values], highest: int) -> Mapping[Sum, int]:
    """Return the different sums of many assessments and how many have each: thousands have few."""
    counted = Counter(_points(values, highest) for values in rows)
    return {Sum(*one): n for one, n in counted.items()}


def common_whole(sums: Iterable[Sum]) -> int:
    """Return the least number of which the share of every sum is so many whole parts."""
    return math.lcm(*{one.maximum for one in sums if one.maximum})


def parts_of(sums: Mapping[Sum, int], whole: int) -> list[int]:
    """Return the shares of sums as parts of their common whole; a sum of which no item applies has none."""
    parts = [
        itertools.repeat(one.points * (whole // one.maximum), n) for one, n in sums.items() if one.maximum
    ]
    return list(itertools.chain.from_iterable(parts))


def by_item(numbers: Sequence[int], rows: Sequence[Values]) -> tuple[ItemSpread, ...]:
    """Gather the values of many assessments of one instrument version, item by item in number order."""
    columns = zip(*rows, strict=True) if rows else [()] * len(numbers)
    found = []
    for number, column in zip(numbers, columns, strict=True):
        counts = Counter(column)
        not_applicable = counts.pop(None, 0)
        rising = itertools.chain.from_iterable(itertools.repeat(*pair) for pair in sorted(counts.items()))
        found.append(ItemSpread(number, tuple(rising), not_applicable))
    return tuple(found)


def changes(then: Values | None, now: Values) -> tuple[int | None, ...]:
    """Return the steps up or down of each item; None where a value is missing on one side."""
    if then is None:
        return (None,) * len(now)
    return tuple(
        [
            None if before is None or after is None else after - before
            for before, after in zip(then, now, strict=True)
        ]
    )


def moves(numbers: Sequence[int], rows: Sequence[Sequence[int | None]]) -> tuple[ItemMoves, ...]:
    """Count the changes of many organisations, item by item; `rows` are theirs as `changes` gives them."""
    columns = zip(*rows, strict=True) if rows else [()] * len(numbers)
    found = []
    for number, column in zip(numbers, columns, strict=True):
        counts = Counter(column)
        up = sum(n for change, n in counts.items() if change is not None and change > 0)
        down = sum(n for change, n in counts.items() if change is not None and change < 0)
        found.append(ItemMoves(number, up, down, counts[0]))
    return tuple(found)


def of_same_scale(sums: Iterable[Sum]) -> bool:
    """Whether points can stand beside points: every sum has the same highest possible one."""
    return len({one.maximum for one in sums}) <= 1


def steps_of(item: ItemSpread, steps: Sequence[int]) -> tuple[int, ...]:
    """Return how many stand on each step of the scale, in the order of the steps."""
    counts: Mapping[int, int] = item.counts
    return tuple(counts.get(step, 0) for step in steps)


def _points(values: Values, highest: int) -> tuple[int, int]:
    if None in values:
        values = tuple(value for value in values if value is not None)
    return sum(values), len(values) * highest  # type: ignore[arg-type]  # no None is left
