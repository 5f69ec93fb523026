"""The tables of a comparison as rows for a spreadsheet: what the page shows, and what it says about itself below."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from comparison.findings import language, percent
from comparison.page import Comparison
from figures.csv_file import csv_text
from figures.swedish import number, round_half_up

Cell = str | int | Decimal | None
Rows = Iterator[list[Cell]]


def table_rows(comparison: Comparison, table: str) -> list[list[Cell]] | None:
    """Return a table with its header first and remarks last; None for a name that there is no table of."""
    rows = TABLES.get(table)
    if rows is None or (table in _OF_ONE_VERSION and comparison.ruler is None):
        return None
    below: list[list[Cell]] = [[line] for line in _remarks(comparison)]
    return [*rows(comparison), [], *below]


def as_csv(rows: Sequence[Sequence[Cell]]) -> str:
    """Write rows as csv in the reader's language: a decimal comma in Swedish."""
    return csv_text([[_plain(cell) for cell in row] for row in rows], language())


def _plain(cell: Cell) -> str | int:
    return "" if cell is None else number(cell, 1, language()) if isinstance(cell, Decimal) else cell


def _values(comparison: Comparison) -> Rows:
    ruler = comparison.ruler
    items = [f"{n} {short}" for n, short in ruler.names.items()] if ruler else []
    yield [_("Organisation"), _("Tillfälle"), *items, _sum_name(comparison)]
    for line in comparison.lines:
        total: Cell = line.row.sum.points if comparison.maximum else line.total
        yield [line.row.name, line.row.time.name, *(cell.value for cell in line.cells), total]


def _spread(comparison: Comparison) -> Rows:
    sums = comparison.sums
    yield [
        "", _("Antal"), _("Saknas"), _("Lägst"), _("Nedre kvartil"), _("Median"), _("Övre kvartil"), _("Högst"),
    ]  # fmt: skip
    numbers = (sums.lowest, sums.lower_quartile, sums.median, sums.upper_quartile, sums.highest)
    yield [_sum_name(comparison), sums.spread.n, sums.spread.missing, *numbers]


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
    yield [_("Tillfälle"), _("Antal"), _("Lägst"), _("Median"), _("Högst")]
    for stage in comparison.course:
        shares = stage.shares
        yield [stage.time.name, shares.n, *map(percent, (shares.lowest, shares.median, shares.highest))]


def _county(comparison: Comparison) -> Rows:
    yield [_("Organisation"), _("Län"), _("Andel av det högsta möjliga")]
    for line in comparison.lines:
        yield [line.row.name, line.row.top.county_name or None, percent(line.row.sum.share)]


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
    return _("Andel av det högsta möjliga")


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
