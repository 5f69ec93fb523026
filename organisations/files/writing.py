"""Records as a file with given columns: written, read in and written again they are the same.

In csv a text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return) gets an
apostrophe before it, and so does a text that has such an apostrophe already. The import takes one away. In xlsx the
cells say that they are text, so nothing is added.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

import xlsxwriter
from django.utils import timezone

from organisations.files.columns import Column

Value = str | int | datetime.date | None
Record = tuple[Value, ...]
BEGINNING: Final = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""Stands as the file's date when there is nothing in it that has one."""

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_WRAPPED_FROM: Final = 31
"""Columns as wide as this hold long texts, which are broken into lines."""


def as_csv(records: Iterable[Record], columns: Sequence[Column]) -> bytes:
    """Write with semicolons and a byte order mark, as Swedish spreadsheets open it."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([_plain(value) for value in record] for record in records)
    return file.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    return "" if value is None else str(value)


def as_xlsx(
    records: Iterable[Record],
    columns: Sequence[Column],
    *,
    sheet_name: str,
    title: str,
    created: datetime.datetime,
) -> bytes:
    """Write one sheet; the same records and time give the same bytes."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": title, "created": timezone.localtime(created).replace(tzinfo=None)})
        _Sheet(book, sheet_name, columns).write(records)
    return file.getvalue()


def table_as_xlsx(rows: Iterable[Sequence[str | int | Decimal | None]], *, name: str, title: str) -> bytes:
    """Write what a page shows as one sheet: the first row is its header, and rows may be of different lengths."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": title, "created": timezone.localtime(BEGINNING).replace(tzinfo=None)})
        sheet, head = book.add_worksheet(name), book.add_format({"bold": True, "bottom": 1})
        sheet.set_column(0, 0, _WRAPPED_FROM)
        sheet.freeze_panes(1, 1)
        for row, cells in enumerate(rows):
            for place, value in enumerate(cells):
                if isinstance(value, int | Decimal):
                    sheet.write_number(row, place, value, None if row else head)
                elif value:
                    sheet.write_string(row, place, value, None if row else head)
    return file.getvalue()


class _Sheet:
    """One sheet with its formats."""

    def __init__(self, book: Any, name: str, columns: Sequence[Column]) -> None:
        self.sheet = book.add_worksheet(name)
        self.columns = columns
        self.head = book.add_format({"bold": True, "bottom": 1})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self.text = book.add_format({"num_format": "@"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def write(self, records: Iterable[Record]) -> None:
        """Write the headers and below them every record."""
        for place, column in enumerate(self.columns):
            self.sheet.set_column(place, place, column.width, self._format(column))
            self.sheet.write_string(0, place, column.name, self.head)
        self.sheet.freeze_panes(1, 0)
        for row, record in enumerate(records, start=1):
            for place, (column, value) in enumerate(zip(self.columns, record, strict=True)):
                self._write(row, place, column, value)

    def _format(self, column: Column) -> Any:
        if column.width >= _WRAPPED_FROM:
            return self.wrapped
        return self.text if column.is_code else None

    def _write(self, row: int, place: int, column: Column, value: Value) -> None:
        if isinstance(value, datetime.date):
            moment = datetime.datetime.combine(value, datetime.time())
            self.sheet.write_datetime(row, place, moment, self.day)
        elif isinstance(value, int):
            self.sheet.write_number(row, place, value)
        elif value:
            self.sheet.write_string(row, place, value, self.text if column.is_code else None)
