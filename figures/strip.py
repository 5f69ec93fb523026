"""How many stand on each step of a scale, as circles on a line: the area of a circle is its count."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

STEP: Final = 32
HEIGHT: Final = 32
LARGEST: Final = 13.0
SMALLEST: Final = 2.5


@dataclass(frozen=True)
class Circle:
    """One step that somebody stands on; `x` and `r` in the strip's own units."""

    x: float
    r: float
    count: int


@dataclass(frozen=True)
class Strip:
    """A strip of HEIGHT and `width`: the line from the lowest to the highest, the circles, and where `mark` stands."""

    width: int
    first: float
    last: float
    circles: tuple[Circle, ...]
    mark: float | None

    @property
    def middle(self) -> float:
        """The height of the line."""
        return HEIGHT / 2


def strip(counts: Sequence[int], *, base: int, mark: int | None = None) -> Strip | None:
    """Draw counts, one a step with the lowest first; None when nobody stands anywhere.

    `base` is the number that would fill a circle, the same for all strips beside each other. `mark` is the index of
    a step to point out.
    """
    circles = tuple(
        Circle(_centre(index), max(SMALLEST, LARGEST * math.sqrt(count / base)), count)
        for index, count in enumerate(counts)
        if count
    )
    if not circles:
        return None
    return Strip(
        width=STEP * len(counts),
        first=circles[0].x,
        last=circles[-1].x,
        circles=circles,
        mark=None if mark is None else _centre(mark),
    )


def _centre(index: int) -> float:
    return STEP * (index + 0.5)
