"""The movement page's tables as files for a spreadsheet: one row a fact, so that they can be sorted and filtered."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklists.calculations import Answer
from checklists.movement_page import MovementPage
from figures.csv_file import Cell, csv_text
from figures.swedish import chosen

Rows = Iterator[list[Cell]]


def movement_file(page: MovementPage, table: str) -> str | None:
    """Return one of the page's tables; None for a name that it has no table of."""
    if table == "andelar":
        return page.shares.csv() if page.shares else None
    if table == "summor":
        return page.figure.csv()
    rows = TABLES.get(table)
    if rows is None:
        return None
    language = chosen(get_language())
    return csv_text([*rows(page), [], *([line] for line in _remarks(page))], language)


def _remarks(page: MovementPage) -> Iterator[str]:
    yield str(page.version.instrument)
    if page.figure.constructed:
        yield page.figure.words["constructed"]


def _items(page: MovementPage) -> Rows:
    yield [
        _("Moment"),
        _("Lydelse"),
        _("Tillfälle"),
        _("Datum"),
        _("Nivå"),
        _("Förändring sedan förra gången"),
        _("På väg mot nästa nivå"),
    ]
    for row in page.rows:
        for time, step in zip(page.version.times, row.over_time.steps, strict=True):
            yield [
                row.item.number,
                row.item.wording,
                time.round.name,
                time.round.date.isoformat(),
                _value(step.answer),
                "" if step.change is None else step.change,
                _("ja") if step.answer.toward else "",
            ]


def _changes(page: MovementPage) -> Rows:
    yield [
        _("Tillfälle"),
        _("Datum"),
        _("Moment"),
        _("Lydelse"),
        _("Från"),
        _("Till"),
        _("Kommentar"),
    ]
    for group in page.changes:
        for change in group.changes.items:
            yield [
                group.time.round.name,
                group.time.round.date.isoformat(),
                change.number,
                page.items[change.number].wording,
                _value(change.step.before) if change.step.before else "",
                _value(change.step.answer),
                change.comment,
            ]


def _people(page: MovementPage) -> Rows:
    yield [_("Tillfälle"), _("Datum"), _("Funktion"), _("Antal")]
    for time in page.version.times:
        for function, number in time.round.participants.items():
            yield [time.round.name, time.round.date.isoformat(), function, number]


def _value(answer: Answer) -> Cell:
    if answer.not_applicable:
        return _("ej tillämpligt")
    return "" if answer.value is None else answer.value


TABLES: Final[Mapping[str, Callable[[MovementPage], Rows]]] = {
    "moment": _items,
    "andringar": _changes,
    "deltagare": _people,
}
