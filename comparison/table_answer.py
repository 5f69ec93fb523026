"""A table of a page as a file: csv in the reader's language, or a workbook; the page's finding is its title."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from django.http import HttpResponse

from comparison.findings import language
from figures.csv_file import BYTE_ORDER_MARK, csv_text
from figures.swedish import number
from organisations.answers import table_file
from organisations.files.writing import table_as_xlsx
from organisations.models import Organisation

Cell = str | int | Decimal | None
Rows = Iterator[list[Cell]]
Ending = Literal["csv", "xlsx"]


def table_answer(
    rows: Sequence[Sequence[Cell]], organisation: Organisation, *, name: str, sheet: str, ending: Ending
) -> HttpResponse:
    """Hand out rows with their header first; what the table says about itself stands below an empty row."""
    if ending == "csv":
        content = f"{BYTE_ORDER_MARK}{_as_csv(rows)}".encode()
    else:
        content = table_as_xlsx(rows, name=sheet, title=_title(rows) or sheet)
    return table_file(content, organisation, f"{name}.{ending}", of_values=True)


def with_remarks(rows: Rows, remarks: Iterator[str]) -> list[list[Cell]]:
    """Return the rows of a table, and below an empty row what it says about itself."""
    below: list[list[Cell]] = [[line] for line in remarks if line]
    return [*rows, [], *below]


def _title(rows: Sequence[Sequence[Cell]]) -> str:
    """Return the first line below the table."""
    below = [row for row in rows[list(rows).index([]) + 1 :] if row]
    return str(below[0][0]) if below else ""


def _as_csv(rows: Sequence[Sequence[Cell]]) -> str:
    """Write rows as csv in the reader's language: a decimal comma in Swedish."""
    return csv_text([[_plain(cell) for cell in row] for row in rows], language())


def _plain(cell: Cell) -> str | int:
    return "" if cell is None else number(cell, 1, language()) if isinstance(cell, Decimal) else cell
