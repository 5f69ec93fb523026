"""Rows as a file for a spreadsheet: semicolons in Swedish, commas in English, and nothing that runs as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

BYTE_ORDER_MARK: Final = "\ufeff"
"""Excel takes a file without it for another encoding."""
# A spreadsheet would run a cell that begins like this as a formula.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int


def csv_text(rows: Iterable[Sequence[Cell]], language: str) -> str:
    """Write the rows; text that looks like a formula gets an apostrophe before it, numbers stay numbers."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter="," if language == "en" else ";", lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return file.getvalue()


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
