"""Where marks stand in a drawn figure, in exact tenths of a per cent; page_drawing has print's points."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from figures import swedish
from figures.figure import Figure, Row, Scale, Series

SCREEN_EDGE = 12
"""Per cent of the width that is left beside the outermost marks on the screen."""
UPRIGHT_EDGE = 8
"""Per cent of the height that is left above and below an upright figure."""


@dataclass(frozen=True)
class Mark:
    """A value, where it stands, and the same value as text."""

    value: int
    text: str
    position: str


@dataclass(frozen=True)
class DumbbellRow:
    """A category with its two marks; movement is "up", "down", "same" or empty where one is missing."""

    row: Row
    then: Mark | None
    now: Mark | None
    movement: str
    line_start: str
    line_end: str
    line_width: str


@dataclass(frozen=True)
class BarRow:
    """A category with its bar from the scale's beginning; emphasised where the title speaks of it.

    Apart is "first" or "more" where it is no step of the scale.
    """

    row: Row
    bar: Mark | None
    emphasised: bool
    apart: str = ""


@dataclass(frozen=True)
class GroupRow:
    """A category with a bar for each series, by role."""

    row: Row
    bars: tuple[tuple[str, Mark | None], ...]
    apart: str


@dataclass(frozen=True)
class Part:
    """One part of a stack: its role, where it begins and how long it is."""

    role: str
    value: int
    start: str
    length: str


@dataclass(frozen=True)
class StackRow:
    """A category with its parts from left to right, where they end, and their sum in words; none without values."""

    row: Row
    parts: tuple[Part, ...]
    end: str
    text: str


@dataclass(frozen=True)
class Dot:
    """A value of a line: where it stands, where the one before it stood, and whether its number stands below it."""

    x: str
    y: str
    text: str
    before: tuple[str, str] | None
    is_below: bool


@dataclass(frozen=True)
class Line:
    """One series from left to right; only the dots that have a value."""

    role: str
    name: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Step:
    """A line of the axis with its label."""

    value: int
    label: str
    position: str


def position(value: int, scale: Scale, edge: int = 0) -> str:
    """Return where a value stands, in per cent of the width with one decimal point: "50.0%"."""
    return _percent(edge + (100 - 2 * edge) * share(value, scale))


def steps(figure: Figure, edge: int = 0) -> tuple[Step, ...]:
    """Return the axis' lines from left to right."""
    labels = figure.scale.labels or ("",) * len(figure.scale.steps)
    return tuple(
        Step(value, label, position(value, figure.scale, edge))
        for value, label in zip(figure.scale.steps, labels, strict=True)
    )


def dumbbells(figure: Figure, edge: int = 0) -> tuple[DumbbellRow, ...]:
    """Return a row of marks for each category, in the figure's own order."""
    rows = figure.table().rows
    return tuple(_dumbbell(figure, index, row, edge) for index, row in enumerate(rows))


def _dumbbell(figure: Figure, index: int, row: Row, edge: int) -> DumbbellRow:
    then, now = (_mark(figure, role, index, edge) for role in ("then", "now"))
    start, end, width, movement = "", "", "", ""
    if then and now:
        movement = "same" if then.value == now.value else "up" if now.value > then.value else "down"
        lower, upper = sorted((then.value, now.value))
        start, end = position(lower, figure.scale, edge), position(upper, figure.scale, edge)
        width = _percent((100 - 2 * edge) * (share(upper, figure.scale) - share(lower, figure.scale)))
    return DumbbellRow(row, then, now, movement, start, end, width)


def movements(figure: Figure) -> frozenset[str]:
    """Return the kinds of movement that occur, so that the key explains only what is drawn."""
    return frozenset(row.movement for row in dumbbells(figure))


def _mark(figure: Figure, role: str, index: int, edge: int) -> Mark | None:
    series = next((series for series in figure.series if series.role == role), None)
    value = series.values[index] if series else None
    if value is None:
        return None
    return Mark(value, figure.text(value), position(value, figure.scale, edge))


def bars(figure: Figure) -> tuple[BarRow, ...]:
    """Return a bar for each category, in the figure's own order."""
    rows = figure.table().rows
    return tuple(
        BarRow(
            row=row,
            bar=_mark(figure, figure.series[0].role, index, 0),
            emphasised=index in figure.emphasis,
            apart=_apart(figure, index),
        )
        for index, row in enumerate(rows)
    )


def groups(figure: Figure) -> tuple[GroupRow, ...]:
    """Return the bars of each category, one a series, in the figure's own order."""
    return tuple(
        GroupRow(
            row,
            tuple((series.role, _mark(figure, series.role, index, 0)) for series in figure.series),
            _apart(figure, index),
        )
        for index, row in enumerate(figure.table().rows)
    )


def _apart(figure: Figure, index: int) -> str:
    if index not in figure.apart:
        return ""
    return "first" if index == figure.apart[0] else "more"


def stacks(figure: Figure) -> tuple[StackRow, ...]:
    """Return a stack for each category, in the figure's own order; parts of nothing are left out."""
    return tuple(_stack(figure, index, row) for index, row in enumerate(figure.table().rows))


def _stack(figure: Figure, index: int, row: Row) -> StackRow:
    parts, end = [], figure.scale.minimum
    for series in figure.series:
        value = series.values[index] or 0
        if value:
            parts.append(
                Part(
                    series.role,
                    value,
                    position(end, figure.scale),
                    _percent(100 * (share(end + value, figure.scale) - share(end, figure.scale))),
                )
            )
        end += value
    text = row.cells[0] if row.hidden else figure.sum_text(index)
    return StackRow(row, tuple(parts), position(end, figure.scale), text)


def lines(figure: Figure) -> tuple[Line, ...]:
    """Return a line for each series, with the scale upwards."""
    return tuple(Line(series.role, series.name, tuple(_dots(figure, series))) for series in figure.series)


def heights(figure: Figure) -> tuple[Step, ...]:
    """Return the axis' lines of an upright figure."""
    return tuple(
        Step(value, figure.text(value), _height(value, figure.scale)) for value in figure.scale.steps
    )


def stands_below(figure: Figure, series: Series, index: int) -> bool:
    """Say whether a line's number has more room below its mark than above it, between the other lines."""
    value = series.values[index]
    others = [one.values[index] for one in figure.series if one is not series]
    if value is None:
        return False
    above = [other - value for other in others if other is not None and other >= value]
    below = [value - other for other in others if other is not None and other <= value]
    room = figure.scale.maximum - figure.scale.minimum
    return min(above, default=room) < min(below, default=room)


def _dots(figure: Figure, series: Series) -> Iterator[Dot]:
    before: tuple[str, str] | None = None
    for index, value in enumerate(series.values):
        if value is None:
            before = None
            continue
        at = (_percent(100 * Fraction(2 * index + 1, 2 * len(series.values))), _height(value, figure.scale))
        yield Dot(*at, figure.text(value), before, stands_below(figure, series, index))
        before = at


def _height(value: int, scale: Scale) -> str:
    return _percent(100 - UPRIGHT_EDGE - (100 - 2 * UPRIGHT_EDGE) * share(value, scale))


def share(value: int, scale: Scale) -> Fraction:
    """Return how far along the scale a value stands, from 0 to 1."""
    return Fraction(value - scale.minimum, scale.maximum - scale.minimum)


def _percent(value: Fraction | int) -> str:
    return f"{swedish.round_half_up(value, 1)}%"
