"""The tables of how far organisations have come on the chain, as rows for a spreadsheet."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from comparison.table_answer import Cell, Rows, with_remarks
from reports.reached_page import ReachedPage
from resultchain.models import Extent

TABLES: Final = frozenset({"nivaer", "organisationer"})


def reached_rows(page: ReachedPage, table: str) -> list[list[Cell]]:
    """Return a table of TABLES with its header first and remarks last."""
    return with_remarks(_levels(page) if table == "nivaer" else _organisations(page), _remarks(page))


def _levels(page: ReachedPage) -> Rows:
    yield [_("Nivå"), *(str(one.label).capitalize() for one in (Extent.DONE, Extent.PARTLY))]
    for index, level in enumerate(page.levels):
        said = [row.said[index] for row in page.rows]
        yield [f"{level.value} {level.label}", said.count(Extent.DONE), said.count(Extent.PARTLY)]


def _organisations(page: ReachedPage) -> Rows:
    yield [_("Organisation"), *(f"{level.value} {level.label}" for level in page.levels)]
    for row in page.rows:
        yield [row.name, *(str(Extent(one).label) if one else None for one in row.said)]


def _remarks(page: ReachedPage) -> Iterator[str]:
    yield from page.figure.remarks() if page.figure else ()
    if page.silent:
        yield page.silent_remark
