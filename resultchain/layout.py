"""The chain as a picture: where boxes and lines stand. Pure, and as exact as a tenth of a pixel.

Entries stand in a column for each level. A line that skips levels gets a narrow lane through each column between, so
that it passes no box. The order in the columns is the barycentre method's (Sugiyama, Tagawa and Toda 1981): a box
stands where its neighbours stand on average, sweep after sweep, and the order with the fewest crossings is kept.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from resultchain.chain import Edge
from resultchain.reach import LEVELS
from resultchain.settling import settled

WIDTH: Final = 1172
GAP: Final = 48
EMPTY: Final = 112
"""The width of a column without entries: room for its name. The others share what is left."""
WIDEST: Final = 300
SPACE: Final = 14
"""Between two boxes of a column."""
LANE: Final = 4
"""The height of a line that passes through a column."""
SWEEPS: Final = 12

Key = int | tuple[int, int]
"""An entry's id; or for a lane the number of its line and the level that it passes."""


@dataclass(frozen=True)
class Size:
    """An entry as far as the layout is concerned: its column and the height of its box."""

    id: int
    level: int
    height: int


@dataclass(frozen=True)
class Span:
    """Where a column begins and how wide it is."""

    x: int
    width: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.x + self.width


@dataclass(frozen=True)
class Spot:
    """Where an entry's box stands."""

    id: int
    x: int
    y: float
    width: int
    height: int


@dataclass(frozen=True)
class Curve:
    """A line as an SVG path. `back`: it points left."""

    edge: Edge
    path: str
    back: bool


@dataclass(frozen=True)
class Picture:
    """Boxes and lines on a sheet; `crossings` counts lines that cross, and boxes that a line has to go round."""

    height: float
    spots: Mapping[int, Spot]
    curves: tuple[Curve, ...]
    crossings: int = 0


def spans(levels: Iterable[int]) -> dict[int, Span]:
    """Return the columns when these levels have entries."""
    used = set(levels)
    left = WIDTH - (len(LEVELS) - 1) * GAP - (len(LEVELS) - len(used)) * EMPTY
    width = min(left // max(len(used), 1), WIDEST)
    found, x = {}, 0
    for level in LEVELS:
        found[level] = Span(x, width if level in used else EMPTY)
        x = found[level].end + GAP
    return found


@dataclass
class _Grid:
    """The columns with boxes and lanes in order, and which of them hang together."""

    columns: dict[int, list[Key]]
    heights: dict[Key, int]
    right: defaultdict[Key, list[Key]] = field(default_factory=lambda: defaultdict(list))
    left: defaultdict[Key, list[Key]] = field(default_factory=lambda: defaultdict(list))
    beside: defaultdict[Key, list[Key]] = field(default_factory=lambda: defaultdict(list))
    steps: list[list[Key]] = field(default_factory=list)
    """For each line the boxes and lanes that it passes, from the lower level to the higher."""

    def places(self, level: int) -> dict[Key, int]:
        return {key: place for place, key in enumerate(self.columns[level])}


def layout(sizes: Sequence[Size], edges: Sequence[Edge]) -> Picture:
    """Place the boxes, given in the order wished for, and draw the lines between them."""
    grid = _grid(sizes, edges)
    crossings = _sort(grid)
    tops = _settle(grid)
    columns = spans(size.level for size in sizes)
    spots = {
        size.id: Spot(
            size.id, columns[size.level].x, round(tops[size.id], 1), columns[size.level].width, size.height
        )
        for size in sizes
    }
    levels = {size.id: size.level for size in sizes}
    middles = {key: top + grid.heights[key] / 2 for key, top in tops.items()}
    curves = tuple(
        Curve(
            edge, _path(edge, steps, levels, columns, middles), back=levels[edge.target] < levels[edge.source]
        )
        for edge, steps in zip(edges, grid.steps, strict=True)
    )
    bottom = max((tops[key] + grid.heights[key] for key in tops), default=0)
    return Picture(round(bottom, 1), spots, curves, crossings)


def _grid(sizes: Sequence[Size], edges: Sequence[Edge]) -> _Grid:
    levels = {size.id: size.level for size in sizes}
    linked = {end for edge in edges for end in (edge.source, edge.target)}
    grid = _Grid({level: [] for level in LEVELS}, {size.id: size.height for size in sizes})
    for size in sorted(sizes, key=lambda size: size.id not in linked):
        grid.columns[size.level].append(size.id)
    for number, edge in enumerate(edges):
        low, high = sorted((edge.source, edge.target), key=lambda end: levels[end])
        lanes: list[Key] = [(number, level) for level in range(levels[low] + 1, levels[high])]
        for lane, level in zip(lanes, range(levels[low] + 1, levels[high]), strict=True):
            grid.heights[lane] = LANE
            grid.columns[level].append(lane)
        steps = [low, *lanes, high]
        grid.steps.append(steps)
        if levels[low] == levels[high]:
            grid.beside[low].append(high)
            grid.beside[high].append(low)
            continue
        for before, after in pairwise(steps):
            grid.right[before].append(after)
            grid.left[after].append(before)
    return grid


def _sort(grid: _Grid) -> int:
    """Put each column in order; return how many crossings are left."""
    best, fewest = {level: [*keys] for level, keys in grid.columns.items()}, _crossings(grid)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        if sweep % 2 == 0:
            _sweep(grid, LEVELS[1:], grid.left, -1)
        else:
            _sweep(grid, LEVELS[-2::-1], grid.right, 1)
        crossings = _crossings(grid)
        if crossings < fewest:
            best, fewest = {level: [*keys] for level, keys in grid.columns.items()}, crossings
    grid.columns = best
    return fewest


def _sweep(grid: _Grid, levels: Iterable[int], neighbours: Mapping[Key, list[Key]], side: int) -> None:
    for level in levels:
        there, here = grid.places(level + side), grid.places(level)
        scale = len(here) / max(len(there), 1)
        wished: dict[Key, float] = {}
        for key, place in here.items():
            found = [there[other] * scale for other in neighbours.get(key, ())]
            has_line = key in grid.left or key in grid.right or key in grid.beside
            wished[key] = sum(found) / len(found) if found else place if has_line else len(here) + place
        groups = _groups(grid, here)
        middles = {
            first: sum(wished[key] for key in members) / len(members) for first, members in groups.items()
        }
        grid.columns[level] = [
            key
            for first in sorted(groups, key=lambda first: middles[first])
            for key in sorted(groups[first], key=lambda key: wished[key])
        ]


def _groups(grid: _Grid, here: Iterable[Key]) -> dict[Key, list[Key]]:
    """Return what hangs together within a column, by its first member: a group stays together wherever it goes."""
    first: dict[Key, Key] = {}
    groups: dict[Key, list[Key]] = {}
    for key in here:
        waiting = [] if key in first else [key]
        while waiting:
            member = waiting.pop()
            if member not in first:
                first[member] = key
                waiting.extend(grid.beside.get(member, ()))
        groups.setdefault(first[key], []).append(key)
    return groups


def _crossings(grid: _Grid) -> int:
    count = 0
    for level in LEVELS[:-1]:
        there = grid.places(level + 1)
        seen: list[int] = []
        for key in grid.columns[level]:
            ends = sorted(there[other] for other in grid.right.get(key, ()))
            count += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return count + sum(_gone_round(grid, level) for level in LEVELS)


def _gone_round(grid: _Grid, level: int) -> int:
    """Count the boxes between the ends of each line that stays in its column."""
    here = grid.places(level)
    ends = [(place, here[other]) for key, place in here.items() for other in grid.beside.get(key, ())]
    return sum(abs(one - other) - 1 for one, other in ends) // 2


def _settle(grid: _Grid) -> dict[Key, float]:
    """Return the top of every box and lane: each as near the middle of its neighbours as the order allows."""
    tops: dict[Key, float] = {}
    for keys in grid.columns.values():
        top = 0.0
        for key in keys:
            tops[key] = top
            top += grid.heights[key] + SPACE
    for turn in range(6):
        for level in LEVELS if turn % 2 == 0 else LEVELS[::-1]:
            keys = grid.columns[level]
            wishes = [_wish(grid, key, tops) for key in keys]
            found = settled(wishes, [grid.heights[key] + SPACE for key in keys])
            tops.update(zip(keys, found, strict=True))
    highest = min(tops.values(), default=0)
    return {key: top - highest for key, top in tops.items()}


def _wish(grid: _Grid, key: Key, tops: Mapping[Key, float]) -> tuple[float, float]:
    """Return where a box would like its top to be, and how much it minds."""
    others = [*grid.left.get(key, ()), *grid.right.get(key, ())] or grid.beside.get(key, [])
    if not others:
        return 0.0, 0.01
    middle = sum(tops[other] + grid.heights[other] / 2 for other in others) / len(others)
    return middle - grid.heights[key] / 2, 1.0


def _path(
    edge: Edge,
    steps: Sequence[Key],
    levels: Mapping[int, int],
    columns: Mapping[int, Span],
    middles: Mapping[Key, float],
) -> str:
    start, end = levels[edge.source], levels[edge.target]
    if start == end:
        return _loop(columns[start].end, middles[edge.source], middles[edge.target])
    points: list[tuple[int, float]] = []
    for index, key in enumerate(steps):
        column = columns[min(start, end) + index]
        points += [(column.x, middles[key]), (column.end, middles[key])]
    points = points[1:-1]
    if end < start:
        points.reverse()
    return _through(points)


def _through(points: Sequence[tuple[int, float]]) -> str:
    """Return a path that bends between columns and runs straight through them."""
    (x, y), *rest = points
    parts = [f"M{x} {y:.1f}"]
    for index, (to_x, to_y) in enumerate(rest):
        half = (x + to_x) / 2
        bend = f"C{half:.1f} {y:.1f} {half:.1f} {to_y:.1f} {to_x} {to_y:.1f}"
        parts.append(bend if index % 2 == 0 else f"L{to_x} {to_y:.1f}")
        x, y = to_x, to_y
    return " ".join(parts)


def _loop(x: int, start: float, end: float) -> str:
    """Return a path from a box to another one of its column, out on the right and back."""
    out = x + GAP * 0.7
    return f"M{x} {start:.1f} C{out:.1f} {start:.1f} {out:.1f} {end:.1f} {x} {end:.1f}"
