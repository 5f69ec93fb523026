"""How far apart places lie, and where they stand on a sheet of paper. Pure; degrees in WGS 84, distances in km."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import asin, cos, hypot, radians, sin, sqrt
from typing import Final

EARTH: Final = 6371.0
"""The mean radius of the earth (IUGG)."""
KM_A_DEGREE: Final = EARTH * radians(1)
WIDTH: Final = 300.0
TALLEST: Final = 540.0
EDGE: Final = 24.0
APART: Final = 27.0
"""How far apart two marks must stand to be read."""
SWEEPS: Final = 60
MOST_PUSHES: Final = 6_000
"""Hundreds of marks are pushed apart in fewer sweeps: what is left of overlap is small."""
STEPS: Final = (200, 100, 50, 20, 10, 5)
"""Lengths of the scale, in km."""


@dataclass(frozen=True)
class Position:
    """A place on earth."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Spot:
    """A place on the sheet."""

    x: float
    y: float


@dataclass(frozen=True)
class Sheet:
    """Places drawn to scale, north upwards. `moved`: some were moved apart, since they would cover each other."""

    width: float
    height: float
    spots: Mapping[int, Spot]
    scale_km: int
    scale_length: float
    moved: bool


def distance(one: Position, other: Position) -> float:
    """Return the distance as the crow flies, by the haversine formula (Sinnott 1984)."""
    rise = radians(other.latitude - one.latitude) / 2
    turn = radians(other.longitude - one.longitude) / 2
    part = sin(rise) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(turn) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(part)))


def middle(positions: Sequence[Position]) -> Position | None:
    """Return the middle of several places, or None without any."""
    if not positions:
        return None
    count = len(positions)
    return Position(
        sum(each.latitude for each in positions) / count, sum(each.longitude for each in positions) / count
    )


def nearest(own: Position, others: Mapping[int, Position], most: int) -> list[tuple[int, float]]:
    """Return the keys of the nearest places with their distances, nearest first; ties by key."""
    found = sorted((distance(own, other), key) for key, other in others.items())
    return [(key, length) for length, key in found[:most]]


def sheet(places: Mapping[int, Position], *, apart: float = APART) -> Sheet | None:
    """Draw the places to one scale on a sheet, their marks so far apart; None without places.

    A degree of longitude is as long as it is at the middle latitude, which is near enough for one country.
    """
    centre = middle(list(places.values()))
    if centre is None:
        return None
    shrink = cos(radians(centre.latitude))
    east = {key: one.longitude * shrink * KM_A_DEGREE for key, one in places.items()}
    south = {key: -one.latitude * KM_A_DEGREE for key, one in places.items()}
    wide, tall = _span(east), _span(south)
    scale = min((WIDTH - 2 * EDGE) / max(wide, 1.0), (TALLEST - 2 * EDGE) / max(tall, 1.0))
    left, top = min(east.values()), min(south.values())
    indent = (WIDTH - wide * scale) / 2
    exact = {
        key: Spot(indent + (east[key] - left) * scale, EDGE + (south[key] - top) * scale) for key in places
    }
    height = max(tall * scale + 2 * EDGE, 4 * EDGE)
    spots = _apart(exact, height, apart)
    km = next((step for step in STEPS if step * scale <= WIDTH / 2), STEPS[-1])
    rounded = {key: Spot(round(one.x, 1), round(one.y, 1)) for key, one in spots.items()}
    return Sheet(WIDTH, round(height, 1), rounded, km, round(min(km * scale, WIDTH), 1), spots != exact)


def _span(values: Mapping[int, float]) -> float:
    return max(values.values()) - min(values.values())


def _apart(exact: Mapping[int, Spot], height: float, apart: float) -> dict[int, Spot]:
    """Push marks that cover each other apart, little by little, within the sheet."""
    spots = dict(exact)
    for _sweep in range(min(SWEEPS, MOST_PUSHES // len(spots) + 1)):
        still = True
        for one, other in _neighbours(spots, apart):
            a, b = spots[one], spots[other]
            length = hypot(b.x - a.x, b.y - a.y)
            if length >= apart - 0.5:
                continue
            still = False
            # Two at the same spot are parted sidewards.
            x, y = ((b.x - a.x) / length, (b.y - a.y) / length) if length else (1.0, 0.0)
            push = (apart - length) / 2
            spots[one] = _within(a.x - x * push, a.y - y * push, height, apart / 2)
            spots[other] = _within(b.x + x * push, b.y + y * push, height, apart / 2)
        if still:
            break
    return spots


def _neighbours(spots: Mapping[int, Spot], apart: float) -> list[tuple[int, int]]:
    """Return the pairs that may be nearer each other than `apart`: those in squares of that side beside each other."""
    squares: dict[tuple[int, int], list[int]] = defaultdict(list)
    for key in sorted(spots):
        squares[int(spots[key].x // apart), int(spots[key].y // apart)].append(key)
    pairs: list[tuple[int, int]] = []
    for (column, row), keys in squares.items():
        pairs += combinations(keys, 2)
        for beside in ((column + 1, row), (column - 1, row + 1), (column, row + 1), (column + 1, row + 1)):
            pairs += product(keys, squares.get(beside, ()))
    return pairs


def _within(x: float, y: float, height: float, half: float) -> Spot:
    return Spot(min(max(x, half), WIDTH - half), min(max(y, half), height - half))
