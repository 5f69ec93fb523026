"""What the comparison page shows: put together from what was read and what is chosen, without a query."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from operator import itemgetter
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from checklists.spread import ItemSpread, in_falling_order
from comparison.cohort import Absentee, Cohort, Row, cohort, meant
from comparison.findings import (
    handed_in_finding,
    items_finding,
    percent,
    points,
    shares_finding,
    sums_finding,
)
from comparison.material import Material, Order, Ruler, order_of
from comparison.options import Chosen, Query, choose_programme, choose_rest
from comparison.over_time import Stage, over_time
from comparison.reading import places_of, read
from comparison.selection import Selection
from comparison.spread import Spread, spread
from comparison.values import ItemMoves, by_item, common_whole, moves, of_same_scale, parts_of, steps_of
from figures.swedish import round_half_up
from organisations.access import ActiveMembership

FEWEST_IN_A_BOX: Final = 3
"""Fewer have no middle half: the table has their numbers."""


@dataclass(frozen=True)
class Cell:
    """One organisation's value of one item; `change` in steps since the earlier occasion, None where there is none."""

    value: int | None
    change: int | None

    @property
    def before(self) -> int | None:
        """The value at the earlier occasion."""
        return None if self.value is None or self.change is None else self.value - self.change


@dataclass(frozen=True)
class Line:
    """One line of the heatmap; `total` is the sum in points, or as a share where points don't compare.

    Its cells are made when they are asked for: a page shows a hundred lines of thousands.
    """

    row: Row
    total: str
    has_cells: bool

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The values item by item; none where the lines were rated with different versions."""
        pairs = zip(self.row.values, self.row.changes, strict=True) if self.has_cells else ()
        return tuple(Cell(value, change) for value, change in pairs)


@dataclass(frozen=True)
class Gap:
    """A line of the heatmap for who is missing: the name, and what is known of why."""

    name: str
    words: str
    row: None = None


@dataclass(frozen=True)
class ItemLine:
    """One item over all: how many stand on each step, and how many moved which way."""

    short: str
    spread: ItemSpread
    counts: tuple[int, ...]
    moves: ItemMoves
    own: int | None


@dataclass(frozen=True)
class SpreadTexts:
    """The five numbers as text, in points or per cent."""

    spread: Spread
    lowest: str
    lower_quartile: str
    median: str
    upper_quartile: str
    highest: str


@dataclass(frozen=True)
class Box:
    """The five numbers and the reader's own on a line, as places in per cent of the width from nothing to all."""

    lowest: str
    lower_quartile: str
    median: str
    upper_quartile: str
    highest: str
    half: str
    own: str


@dataclass(frozen=True)
class Comparison:
    """All of one comparison. `maximum` is the highest possible sum in points; None where only shares compare.

    `items` stand in falling order of mean, `means` in the order of the heatmap's columns. `is_constructed`: constructed
    values may be among those that are shown or counted.
    """

    cohort: Cohort
    lines: tuple[Line, ...]
    items: tuple[ItemLine, ...]
    means: tuple[ItemSpread, ...]
    sums: SpreadTexts
    box: Box | None
    course: tuple[Stage, ...]
    maximum: int | None
    finding: str
    handed_in: str
    sums_finding: str
    is_constructed: bool

    @property
    def ruler(self) -> Ruler | None:
        """The version that all were rated with."""
        return self.cohort.ruler

    @property
    def own(self) -> Line | None:
        """The line of the reader's own organisation, to stand beside the spread of the others."""
        return next((line for line in self.lines if line.row.is_own), None)

    @cached_property
    def board(self) -> tuple[Line | Gap, ...]:
        """The lines of the heatmap with those who are missing among them, in the order of names."""
        placed: list[tuple[Order, Line | Gap]] = [
            *((order_of(line.row.top, line.row.body), line) for line in self.lines),
            *((order_of(one.body, one.body), _gap(one)) for one in self.cohort.absentees),
        ]
        return tuple(line for _key, line in sorted(placed, key=itemgetter(0)))

    @property
    def shows_movement(self) -> bool:
        """Whether some value can be set beside an earlier one."""
        return any(item.moves.compared for item in self.items)


@dataclass(frozen=True)
class Page:
    """The form, and what it chooses; no comparison where a choice is wrong or nobody has anything to show.

    `participants` are all that the selection is about; none where a choice is wrong. `is_constructed`: some of what
    the reader sees may be made up.
    """

    chosen: Chosen
    comparison: Comparison | None
    participants: frozenset[int]
    is_constructed: bool


def page_for(membership: ActiveMembership, query: Query) -> Page | None:
    """Return the page of what the address selects; None where the organisation has no part in any programme."""
    places = places_of(membership)
    if not places:
        return None
    programme = choose_programme(query, places)
    scope = [place for place in places if programme.number in {None, place.programme.pk}]
    material = read(membership, scope)
    chosen = choose_rest(query, programme, material)
    if chosen.faults:
        return Page(chosen, None, frozenset(), is_constructed=False)
    return Page(
        chosen,
        compare(material, chosen),
        meant(material, chosen.selection, timezone.localdate()),
        is_constructed=material.is_constructed,
    )


def selection_for(membership: ActiveMembership, query: Query) -> Selection | None:
    """Return the selection that the address gives; None where it asks for something that is no choice."""
    page = page_for(membership, query)
    return None if page is None or page.chosen.faults else page.chosen.selection


def _gap(one: Absentee) -> Gap:
    words = {
        "missing": _("har inte lämnat in"),
        "unshared": _("har lämnat in, men delar inte med er"),
        "either": _("har inte lämnat in, eller delar inte med er"),
    }
    return Gap(one.body.name, words[one.state])


def compare(material: Material, chosen: Chosen) -> Comparison | None:
    """Return the comparison of a selection; None where there is nothing to compare."""
    found = cohort(material, chosen.selection)
    if not found.rows and not found.counted:
        return None
    ruler = found.ruler
    all_sums = [*(row.sum for row in found.rows), *found.counted]
    maximum = all_sums[0].maximum if ruler is not None and of_same_scale(all_sums) else None
    sums = _sums(found, in_points=maximum is not None)
    spreads = by_item(ruler.numbers, [row.values for row in found.rows]) if ruler else ()
    names = ruler.names if ruler else {}
    told = sums_finding(sums, maximum) if maximum is not None else f"{shares_finding(sums)}."
    return Comparison(
        cohort=found,
        lines=tuple(
            Line(
                row, str(row.sum.points) if maximum is not None else percent(row.sum.share), ruler is not None
            )
            for row in found.rows
        ),
        items=_items(found.rows, spreads, ruler, names) if ruler else (),
        means=spreads,
        sums=_texts(sums, in_points=maximum is not None),
        box=_box(found, sums, maximum),
        course=over_time(material, chosen.selection),
        maximum=maximum,
        finding=items_finding(spreads, names) or told.rstrip("."),
        handed_in=_handed_in(found),
        sums_finding=told if items_finding(spreads, names) else "",
        is_constructed=material.is_constructed,
    )


def _handed_in(found: Cohort) -> str:
    shown = len(found.rows) + len(found.counted)
    when = found.times[0].name if len(found.times) == 1 else ""
    return handed_in_finding(shown, shown + found.absent + found.left_out, when)


def _sums(found: Cohort, *, in_points: bool) -> Spread:
    """Return the spread of sums: in points, or as shares of the highest possible."""
    rows = [row.sum for row in found.rows]
    if in_points:
        return spread(
            [one.points for one in rows],
            missing=found.absent,
            counted=[one.points for one in found.counted],
        )
    shown, counted = Counter(rows), Counter(found.counted)
    whole = common_whole({*shown, *counted})
    return spread(parts_of(shown, whole), missing=found.absent, counted=parts_of(counted, whole), whole=whole)


def _texts(sums: Spread, *, in_points: bool) -> SpreadTexts:
    write = points if in_points else percent
    return SpreadTexts(
        sums,
        write(sums.lowest),
        write(sums.lower_quartile),
        write(sums.median),
        write(sums.upper_quartile),
        write(sums.highest),
    )


def _box(found: Cohort, sums: Spread, maximum: int | None) -> Box | None:
    """Return the drawing of the spread; None with too few for quartiles, which are those of who show themselves."""
    if sums.shown < FEWEST_IN_A_BOX or sums.lower_quartile is None or sums.upper_quartile is None:
        return None
    own = next((row.sum for row in found.rows if row.is_own), None)
    shown = None if own is None else own.share if maximum is None else Fraction(own.points)
    return Box(
        lowest=_across(sums.lowest, maximum),
        lower_quartile=_across(sums.lower_quartile, maximum),
        median=_across(sums.median, maximum),
        upper_quartile=_across(sums.upper_quartile, maximum),
        highest=_across(sums.highest, maximum),
        half=_across(sums.upper_quartile - sums.lower_quartile, maximum),
        own=_across(shown, maximum),
    )


def _across(value: Fraction | None, maximum: int | None) -> str:
    return "" if value is None else f"{round_half_up(100 * value / (maximum or 1), 1)}%"


def _items(
    rows: Sequence[Row], spreads: Sequence[ItemSpread], ruler: Ruler, names: Mapping[int, str]
) -> tuple[ItemLine, ...]:
    own = next((dict(zip(ruler.numbers, row.values, strict=True)) for row in rows if row.is_own), {})
    moved = {one.number: one for one in moves(ruler.numbers, [row.changes for row in rows])}
    steps = [step for step, _label in ruler.scale.steps]
    found = []
    for one in in_falling_order(spreads):
        counts = steps_of(one, steps)
        found.append(ItemLine(names[one.number], one, counts, moved[one.number], own.get(one.number)))
    return tuple(found)
