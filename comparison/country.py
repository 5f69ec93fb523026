"""A map of Sweden made of points: everybody that is compared and shows its values, marked by its share of the possible.

Drawn by us from registered positions; who is only in the spread is no point.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comparison.cohort import Row
from comparison.findings import percent
from comparison.material import Body, Ruler
from comparison.page import Comparison
from programmes.distances import Position, Sheet, sheet

MOST_POINTS: Final = 400
MOST_NUMBERED: Final = 40
FEWEST_POINTS: Final = 2
LARGE: Final = 20.0
SMALL: Final = 9.0


@dataclass(frozen=True)
class Shade:
    """One class of what the map shows: how it is drawn, and its words."""

    number: int
    name: str


BOUNDS: Final = ((4, Fraction(80, 100)), (3, Fraction(65, 100)), (2, Fraction(50, 100)), (1, Fraction(0)))
"""The classes of shares by the lowest share of each, the highest first."""
_SHARES: Final[Mapping[int, Promise]] = {
    1: _("under 50\N{NO-BREAK SPACE}%"),
    2: _("50–64\N{NO-BREAK SPACE}%"),
    3: _("65–79\N{NO-BREAK SPACE}%"),
    4: _("minst 80\N{NO-BREAK SPACE}%"),
}
_STEPS: Final[Mapping[int, tuple[int, ...]]] = {1: (4,), 2: (1, 4), 3: (1, 2, 4), 4: (1, 2, 3, 4)}
"""How the steps of a scale of so many are drawn."""


@dataclass(frozen=True)
class Point:
    """One organisation on the map, by the middle of its mark; `number` is None where there are too many to number."""

    name: str
    value: str
    shade: int
    x: float
    y: float
    size: float
    number: int | None

    @property
    def corner(self) -> tuple[float, float]:
        """Where its mark begins."""
        return round(self.x - self.size / 2, 1), round(self.y - self.size / 2, 1)

    @property
    def label(self) -> str:
        """The name as the table has it, with the number that the mark bears."""
        return self.name if self.number is None else f"{self.number} {self.name}"


@dataclass(frozen=True)
class Country:
    """The points on their sheet, who is in each class, how many have no point, and which item it is about."""

    sheet: Sheet
    points: tuple[Point, ...]
    size: float
    classes: tuple[tuple[Shade, tuple[Point, ...]], ...]
    unplaced: int
    item: str


def country_of(comparison: Comparison, item: int | None = None) -> Country | None:
    """Return the map of one item's steps, or of shares of the possible; None with fewer than two points."""
    ruler = comparison.ruler if item is not None else None
    marked = [(line.row, _mark(line.row, ruler, item)) for line in comparison.lines]
    known = [(row, mark) for row, mark in marked if mark is not None]
    placed = [(row, mark, where) for row, mark in known if (where := _position(row.top))][:MOST_POINTS]
    if len(placed) < FEWEST_POINTS:
        return None
    is_numbered = len(placed) <= MOST_NUMBERED
    size = LARGE if is_numbered else SMALL
    drawn = sheet({index: where for index, (_row, _m, where) in enumerate(placed)}, apart=size + 2)
    if drawn is None:
        return None
    points = tuple(
        Point(
            row.name, words, shade, drawn.spots[index].x, drawn.spots[index].y, size,
            index + 1 if is_numbered else None,
        )
        for index, (row, (shade, words), _where) in enumerate(placed)
    )  # fmt: skip
    classes = tuple(
        (shade, tuple(one for one in points if one.shade == shade.number)) for shade in _shades(ruler)
    )
    title = ruler.names[item] if ruler and item is not None else ""
    return Country(drawn, points, size, classes, len(known) - len(placed), title)


def shade_of(share: Fraction) -> int:
    """Return the number of a share's class."""
    return next(number for number, at_least in BOUNDS if share >= at_least)


def _mark(row: Row, ruler: Ruler | None, item: int | None) -> tuple[int, str] | None:
    """Return the class of a row and its value in words; None where it has no value."""
    if ruler is None or item is None:
        share = row.sum.share
        return None if share is None else (shade_of(share), percent(share))
    value = row.values[ruler.numbers.index(item)]
    if value is None:
        return None
    return _STEPS[len(ruler.scale.steps)][value - ruler.scale.minimum], str(value)


def _shades(ruler: Ruler | None) -> list[Shade]:
    if ruler is None:
        return [Shade(number, str(name)) for number, name in _SHARES.items()]
    steps = ruler.scale.steps
    return [
        Shade(number, f"{step} {label}")
        for number, (step, label) in zip(_STEPS[len(steps)], steps, strict=True)
    ]


def _position(body: Body) -> Position | None:
    if body.latitude is None or body.longitude is None:
        return None
    return Position(float(body.latitude), float(body.longitude))
