"""A year as a wheel: where on the rim each date has its mark. January begins at the top, and time goes clockwise."""

import calendar
import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

CENTRE: Final = 180
LABELS: Final = 165
RIM: Final = 150
HUB: Final = 58
RINGS: Final = (134, 111, 88)
"""Radii where marks stand: the outer one, and further in where dates lie close."""
MARK: Final = 10.5
CLOSE: Final = 2 * MARK + 1


@dataclass(frozen=True)
class Point:
    """A place in the drawing, in its own units."""

    x: float
    y: float


@dataclass(frozen=True)
class Month:
    """A month: where its line begins and ends, and where its name stands."""

    first: datetime.date
    inner: Point
    outer: Point
    label: Point


@dataclass(frozen=True)
class Wheel:
    """The drawing of a year; `marks` has a place for each date, in their order. `today` lies on the rim."""

    months: tuple[Month, ...]
    marks: tuple[Point, ...]
    today: Point | None


def wheel(days: Sequence[datetime.date], year: int, today: datetime.date) -> Wheel:
    """Place the days of one year, which come in order of time."""
    months = tuple(_month(year, number) for number in range(1, 13))
    return Wheel(
        months, _marks(days, year), _at(_share(today, year), RIM - 4) if today.year == year else None
    )


def _month(year: int, number: int) -> Month:
    first = datetime.date(year, number, 1)
    begins, middle = _share(first, year), _share(first.replace(day=15), year)
    return Month(first, _at(begins, HUB), _at(begins, RIM), _at(middle, LABELS))


def _marks(days: Sequence[datetime.date], year: int) -> tuple[Point, ...]:
    placed: list[Point] = []
    for day in days:
        places = [_at(_share(day, year), radius) for radius in RINGS]
        free = (place for place in places if all(_distance(place, other) >= CLOSE for other in placed))
        placed.append(next(free, places[-1]))
    return tuple(placed)


def _distance(one: Point, other: Point) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)


def _share(day: datetime.date, year: int) -> float:
    """Return how much of the year has passed, from 0 to 1."""
    long = 366 if calendar.isleap(year) else 365
    return (day - datetime.date(year, 1, 1)).days / long


def _at(share: float, radius: float) -> Point:
    angle = share * 2 * math.pi
    return Point(
        round(CENTRE + radius * math.sin(angle), 1),
        round(CENTRE - radius * math.cos(angle), 1),
    )
