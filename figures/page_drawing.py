"""A printed figure as shapes and lines of text in points, on a sheet as wide as the page's text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from figures import drawing, lettering, swedish
from figures.figure import Figure, Kind

WIDTH: Final = 470
AXIS: Final = 130
"""Where bars begin: the page's one vertical axis, 46 mm from its left margin."""
GAP: Final = 8
ROOM_FOR_VALUE: Final = 36
WIDEST_NAMES: Final = 180
ROW: Final = {"bars": 13, "dumbbell": 15, "stacked": 13}
MOST_ROWS_OF_TWO_LINES: Final = {"bars": 3, "dumbbell": 14, "stacked": 5}
UNDER_A_HEADING: Final = 370
"""What a page has room for under a chapter's heading and introduction, with the caption and the key: rows are drawn
lower so that they fit. Where they would be too low to read, they get a page of their own."""
ON_A_PAGE: Final = 550
LOWEST_ROW: Final = 9
LETTERS: Final = 9
SCALE_LETTERS: Final = 8
SCALE_LINE: Final = 10
LEADING: Final = Fraction(6, 5)
"""From one line to the next, in the size of the letters."""
BASELINE: Final = Fraction(1, 3)
"""From a line's middle down to what its letters stand on, in the size of the letters."""


@dataclass(frozen=True)
class Line:
    """One line of text; y is what the letters stand on."""

    y: str
    text: str


@dataclass(frozen=True)
class SheetPart:
    """One part of a stack, from the field's beginning."""

    role: str
    x: str
    width: str


@dataclass(frozen=True)
class SheetRow:
    """A category's name and where its marks for then and now stand; a bar's now is its length.

    The text is a bar's value, or the words that stand where there is no mark.
    """

    names: tuple[Line, ...]
    top: str
    middle: str
    bottom: str
    baseline: str
    emphasised: bool = False
    apart: bool = False
    movement: str = ""
    then: str = ""
    now: str = ""
    text: str = ""
    text_x: str = ""
    parts: tuple[SheetPart, ...] = ()


@dataclass(frozen=True)
class SheetStep:
    """A line of the scale with its label above."""

    x: str
    label: tuple[Line, ...]


@dataclass(frozen=True)
class Sheet:
    """A whole drawing: its height, the field that marks stand in, and the size of letters and (as a part) of marks."""

    height: str
    top: str
    bottom: str
    begin: str
    track: str
    letters: str
    scale: str
    rows: tuple[SheetRow, ...]
    steps: tuple[SheetStep, ...]


@dataclass(frozen=True)
class _Field:
    """Where marks stand: from begin to end, below top, in rows of this height for one line."""

    figure: Figure
    begin: Fraction
    end: Fraction
    top: Fraction
    row: Fraction

    @property
    def letters(self) -> Fraction:
        return _letters(self.row)

    @property
    def lines(self) -> int:
        """How many lines a name may have; the table has it in full."""
        return 2 if len(self.figure.categories) <= MOST_ROWS_OF_TWO_LINES[self.figure.kind] else 1

    def x(self, value: int) -> Fraction:
        """Return where a value stands. Each step of a labelled scale has a band of the same width around it."""
        scale = self.figure.scale
        edge = Fraction(self.end - self.begin, 2 * len(scale.steps)) if self.figure.kind == "dumbbell" else 0
        return self.begin + edge + (self.end - self.begin - 2 * edge) * drawing.share(value, scale)


def sheet(figure: Figure) -> Sheet:
    """Return the drawing of a figure: bars with their values, or a mark for then and one for now in each row."""
    field = _field(figure)
    rows, bottom = _rows(field)
    return Sheet(
        height=_points(bottom + 1),
        top=_points(field.top),
        bottom=_points(bottom),
        begin=_points(field.begin),
        track=_points(field.end - field.begin),
        letters=_points(field.letters),
        scale=str(swedish.round_half_up(field.row / ROW[figure.kind], 2)),
        rows=rows,
        steps=_steps(field) if figure.kind == "dumbbell" else (),
    )


def _field(figure: Figure) -> _Field:
    row = _row_height(figure)
    if figure.kind == "bars":
        return _Field(figure, Fraction(AXIS), Fraction(WIDTH - ROOM_FOR_VALUE), Fraction(0), row)
    if figure.kind == "stacked":
        sums = (lettering.width(figure.sum_text(index)) for index in range(len(figure.categories)))
        room = max(sums, default=0) * _letters(row) / 1000 + GAP
        field = _Field(figure, Fraction(AXIS), WIDTH - room, Fraction(0), row)
        return field if field.lines > 1 else replace(field, begin=_begin(figure, row))
    field = _Field(figure, _begin(figure, row), Fraction(WIDTH), Fraction(0), row)
    lines = max(len(label) for label in _labels(field))
    return replace(field, top=Fraction(lines * SCALE_LINE + 4))


def _begin(figure: Figure, row: Fraction) -> Fraction:
    """Return where marks begin so that every name has room on one line, as far as the sheet has any."""
    widest = max((lettering.width(name) for name in figure.drawn_names), default=0)
    return min(max(widest * _letters(row) / 1000 + GAP, Fraction(AXIS)), Fraction(WIDEST_NAMES))


def _row_height(figure: Figure) -> Fraction:
    count = max(len(figure.categories), 1)
    fitting = Fraction(UNDER_A_HEADING if count * LOWEST_ROW <= UNDER_A_HEADING else ON_A_PAGE, count)
    return min(Fraction(ROW[figure.kind]), fitting)


def _letters(row: Fraction) -> Fraction:
    return min(Fraction(LETTERS), row * Fraction(7, 10))


def _labels(field: _Field) -> list[tuple[str, ...]]:
    """Return each step's number and words as lines that fit above its band."""
    scale = field.figure.scale
    room = int((field.end - field.begin) / len(scale.steps) - GAP) * 1000 // SCALE_LETTERS
    words = scale.labels or ("",) * len(scale.steps)
    return [lettering.fitted(f"{step} {label}", room) for step, label in zip(scale.steps, words, strict=True)]


def _steps(field: _Field) -> tuple[SheetStep, ...]:
    return tuple(
        SheetStep(
            _points(field.x(value)),
            tuple(
                Line(_points(field.top - 4 - (len(label) - 1 - index) * SCALE_LINE), text)
                for index, text in enumerate(label)
            ),
        )
        for value, label in zip(field.figure.scale.steps, _labels(field), strict=True)
    )


def _rows(field: _Field) -> tuple[tuple[SheetRow, ...], Fraction]:
    """Return the rows from top to bottom, and where the last of them ends."""
    figure, top = field.figure, field.top
    room = int((field.begin - GAP) * 1000 / field.letters)
    found: list[SheetRow] = []
    for line, name in zip(_DRAWN[figure.kind](figure), figure.drawn_names, strict=True):
        if isinstance(line, drawing.BarRow) and line.apart == "first":
            top += GAP
        names = lettering.fitted(name, room, field.lines)
        height = field.row + max(len(names) - 1, 0) * field.letters * LEADING
        row = _empty_row(names, top, height, field.letters)
        found.append(_marked(row, line, field))
        top += height
    return tuple(found), top


_Drawn = drawing.BarRow | drawing.DumbbellRow | drawing.StackRow
_DRAWN: Final[Mapping[Kind, Callable[[Figure], Sequence[_Drawn]]]] = {
    "bars": drawing.bars,
    "dumbbell": drawing.dumbbells,
    "stacked": drawing.stacks,
}


def _marked(row: SheetRow, line: _Drawn, field: _Field) -> SheetRow:
    if isinstance(line, drawing.StackRow):
        return _stack(row, line, field)
    return _bar(row, line, field) if isinstance(line, drawing.BarRow) else _dumbbell(row, line, field)


def _empty_row(names: tuple[str, ...], top: Fraction, height: Fraction, letters: Fraction) -> SheetRow:
    baseline = top + height / 2 + letters * BASELINE
    first = baseline - (len(names) - 1) * letters * LEADING / 2
    return SheetRow(
        names=tuple(Line(_points(first + i * letters * LEADING), name) for i, name in enumerate(names)),
        top=_points(top),
        middle=_points(top + height / 2),
        bottom=_points(top + height),
        baseline=_points(baseline),
    )


def _bar(row: SheetRow, line: drawing.BarRow, field: _Field) -> SheetRow:
    row = replace(row, emphasised=line.emphasised, apart=bool(line.apart))
    if line.bar is None:
        return replace(row, text=line.row.cells[0], text_x=_points(field.begin + 4))
    end = field.x(line.bar.value)
    return replace(row, now=_points(end - field.begin), text=line.bar.text, text_x=_points(end + 4))


def _stack(row: SheetRow, line: drawing.StackRow, field: _Field) -> SheetRow:
    parts, end = [], field.figure.scale.minimum
    for part in line.parts:
        start, end = field.x(end), end + part.value
        parts.append(SheetPart(part.role, _points(start - field.begin), _points(field.x(end) - start)))
    return replace(row, parts=tuple(parts), text=line.text, text_x=_points(field.x(end) + 4))


def _dumbbell(row: SheetRow, line: drawing.DumbbellRow, field: _Field) -> SheetRow:
    if line.then is None and line.now is None:
        steps = len(field.figure.scale.steps)
        between_steps = field.begin + (field.end - field.begin) * Fraction(steps // 2, steps)
        return replace(row, text=line.row.cells[0], text_x=_points(between_steps))
    then, now = (_points(field.x(mark.value)) if mark else "" for mark in (line.then, line.now))
    return replace(row, movement=line.movement, then=then, now=now)


def _points(value: Fraction | int) -> str:
    return str(swedish.round_half_up(value, 1))
