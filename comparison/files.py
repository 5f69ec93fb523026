"""The tables of a comparison as rows for a spreadsheet: what the page shows, and what it says about itself below."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from comparison.page import Comparison
from comparison.table_answer import Cell, Rows, with_remarks
from figures.swedish import round_half_up


def table_rows(comparison: Comparison, table: str, item: int | None = None) -> list[list[Cell]] | None:
    """Return a table with its header first and remarks last; None for a name that there is no table of.

    `item` is what the map shows; without it the sum.
    """
    rows = TABLES.get(table)
    if rows is None or (table in _OF_ONE_VERSION and comparison.ruler is None):
        return None
    found = _item_of_the_map(comparison, item) if table == "karta" and item is not None else rows(comparison)
    return with_remarks(found, _remarks(comparison))


def _values(comparison: Comparison) -> Rows:
    ruler = comparison.ruler
    items = [f"{n} {short}" for n, short in ruler.names.items()] if ruler else []
    yield [_("Organisation"), _("Tillfälle"), *items, _sum_name(comparison)]
    for line in comparison.lines:
        one = line.row.sum
        total = one.points if comparison.maximum else _per_cent(one.share)
        yield [line.row.name, line.row.time.name, *(cell.value for cell in line.cells), total]


def _spread(comparison: Comparison) -> Rows:
    sums = comparison.sums.spread
    write = _points if comparison.maximum else _per_cent
    yield [
        "", _("Antal"), _("Saknas"), _("Lägst"), _("Nedre kvartil"), _("Median"), _("Övre kvartil"), _("Högst"),
    ]  # fmt: skip
    numbers = (sums.lowest, sums.lower_quartile, sums.median, sums.upper_quartile, sums.highest)
    yield [_sum_name(comparison), sums.n, sums.missing, *map(write, numbers)]


def _items(comparison: Comparison) -> Rows:
    steps = comparison.ruler.scale.steps if comparison.ruler else ()
    levels = [f"{step} {label}" for step, label in steps]
    yield [_("Moment"), *levels, _("Ej tillämpligt"), _("Medel")]
    for item in comparison.items:
        name = f"{item.spread.number} {item.short}"
        yield [name, *item.counts, item.spread.not_applicable, _one_decimal(item.spread.mean)]


def _moves(comparison: Comparison) -> Rows:
    yield [_("Moment"), _("Upp"), _("Lika"), _("Ned")]
    for item in sorted(comparison.items, key=lambda one: one.spread.number):
        moved = item.moves
        ways = (moved.up, moved.still, moved.down) if moved.compared else (None, None, None)
        yield [f"{item.spread.number} {item.short}", *ways]


def _sums(comparison: Comparison) -> Rows:
    yield [
        _("Organisation"),
        _("Tidigare tillfälle"),
        _("Summa då"),
        _("Tillfälle"),
        _("Summa"),
        _("Förändring"),
    ]
    for line in comparison.lines:
        row, change = line.row, line.row.sum_change
        since = row.since.name if row.since and change is not None else None
        then = None if change is None else row.sum.points - change
        yield [row.name, since, then, row.time.name, row.sum.points, change]


def _course(comparison: Comparison) -> Rows:
    yield [_("Tillfälle"), _("Antal"), *(f"{name} (%)" for name in (_("Lägst"), _("Median"), _("Högst")))]
    for stage in comparison.course:
        shares = stage.shares
        yield [stage.time.name, shares.n, *map(_per_cent, (shares.lowest, shares.median, shares.highest))]


def _county(comparison: Comparison) -> Rows:
    yield [_("Organisation"), _("Län"), _share_name()]
    for line in comparison.lines:
        yield [line.row.name, line.row.top.county_name or None, _per_cent(line.row.sum.share)]


def _item_of_the_map(comparison: Comparison, item: int) -> Rows:
    """Return the level of the one item that the map shows."""
    ruler = comparison.ruler
    yield [_("Organisation"), _("Län"), f"{item} {ruler.names[item]}" if ruler else ""]
    for line in comparison.lines if ruler else ():
        value = line.row.values[ruler.numbers.index(item)] if ruler else None
        yield [line.row.name, line.row.top.county_name or None, value]


TABLES: Final[Mapping[str, Callable[[Comparison], Rows]]] = {
    "varden": _values,
    "spridning": _spread,
    "moment": _items,
    "rorelse": _moves,
    "forflyttning": _sums,
    "over-tid": _course,
    "karta": _county,
}
_OF_ONE_VERSION: Final = frozenset({"moment", "rorelse", "forflyttning"})


def _sum_name(comparison: Comparison) -> str:
    if comparison.maximum:
        return _("Summa av %(maximum)s") % {"maximum": comparison.maximum}
    return _share_name()


def _share_name() -> str:
    name = _("Andel av det högsta möjliga")
    return f"{name} (%)"


def _points(value: Fraction | None) -> int | Decimal | None:
    """Return whole points as they are, others with one decimal."""
    if value is None or value.denominator == 1:
        return None if value is None else int(value)
    return round_half_up(value, 1)


def _per_cent(share: Fraction | None) -> int | None:
    return None if share is None else int(round_half_up(share * 100))


def _one_decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else round_half_up(value, 1)


def _remarks(comparison: Comparison) -> Iterator[str]:
    yield comparison.finding
    yield comparison.handed_in
    yield from (ruler.title for ruler in comparison.cohort.rulers)
    yield _("Bara överenskomna värden vid det valda tillfället ingår. Inget förs över från ett tidigare.")
    for words, names in (
        (_("Har inte lämnat in: %(names)s"), comparison.cohort.missing),
        (_("Har lämnat in, men delar inte med er: %(names)s"), comparison.cohort.unshared),
        (_("Har inte lämnat in, eller delar inte med er: %(names)s"), comparison.cohort.missing_or_unshared),
    ):
        if names:
            yield words % {"names": ", ".join(names)}
    if comparison.is_constructed:
        yield _("Konstruerade exempelvärden.")
