"""From bytes to rows: csv as spreadsheets write it, and xlsx. What a file may cost is bounded before it is read."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from django.utils.translation import gettext as _

from figures.text import clean_line, clean_text
from organisations.files.columns import Column, FileRefusedError, Row, placed, plain
from organisations.files.sheets import MOST_COLUMNS, OLD_EXCEL, ZIP, first_sheet
from organisations.files.words import in_digits

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_ROWS: Final = 100_000
LONGEST_CELL: Final = 32_767
"""As in Excel."""

_FIRST_MARK: Final = "\u0300"
_PREFIXED: Final = re.compile(r"'+[=+\-@\t\r]")
_SEPARATOR_LINE: Final = re.compile(r"sep=(.?)\s*", re.IGNORECASE)
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
Place = Callable[[Sequence[str], Sequence[Column]], dict[int, str]]


def read(
    content: bytes, columns: Sequence[Column], *, place: Place = placed, most_rows: int | None = None
) -> list[Row]:
    """Return the rows that hold something, their texts cleaned. Raises FileRefusedError.

    The kind of file is told by its content, not by its name. `place` reads the header, as columns.placed does. Whoever
    has more than some forty columns gives a lower number of rows, or the table has no room in memory.
    """
    most_rows = most_rows or MOST_ROWS
    if len(content) > MOST_BYTES:
        raise FileRefusedError(_("Filen är för stor: högst 10 MB. Dela upp den i flera filer."))
    if content.startswith(OLD_EXCEL):
        raise FileRefusedError(
            _("Filen är en äldre Excel-fil (xls) eller har lösenord. Spara den som xlsx utan lösenord.")
        )
    if content.startswith(ZIP):
        # A column too many is named by whoever places them.
        records = first_sheet(content, most_rows, max(MOST_COLUMNS, 2 * len(columns)))
        return _rows(records, columns, place, most_rows, prefixed=False)
    return _rows(_csv_records(_decoded(content), columns), columns, place, most_rows, prefixed=True)


def _decoded(content: bytes) -> str:
    if content.startswith(_UTF_16):
        raise FileRefusedError(_("Filen är sparad som Unicode-text. Spara den som CSV UTF-8 eller som xlsx."))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefusedError(_("Filen går inte att läsa som text. Spara den som CSV UTF-8 eller som xlsx."))


def _csv_records(text: str, columns: Sequence[Column]) -> Iterable[list[str]]:
    first, end, rest = text.partition("\n")
    told = _SEPARATOR_LINE.fullmatch(first.strip("\r"))
    # A spreadsheet shows no row for this line, so it is not counted.
    body = rest if told and end else text
    delimiter = told[1] if told and told[1] in {";", ","} else _delimiter(body, columns)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileRefusedError(
                _("Rad %(row)s går inte att läsa: ett citattecken saknas eller står fel. Rätta raden.")
                % {"row": number}
            ) from error
        yield record


def _delimiter(text: str, columns: Sequence[Column]) -> str:
    """Return what parts the headers; the rows below may hold any sign."""
    names = {column.name for column in columns}
    header = next((line for line in text.splitlines() if line.strip(" \t;,")), "")

    def known(delimiter: str) -> int:
        return sum(plain(part.strip('"')) in names for part in header.split(delimiter))

    return max(";,", key=known)


def _rows(
    records: Iterable[Sequence[str]],
    columns: Sequence[Column],
    place: Place,
    most_rows: int,
    *,
    prefixed: bool,
) -> list[Row]:
    names: dict[int, str] | None = None
    rows: list[Row] = []
    texts = _Texts(columns, prefixed=prefixed)
    for number, record in enumerate(records, start=1):
        if not any(cell.strip() for cell in record):
            continue
        if names is None:
            names = place(record, columns)
            continue
        if len(rows) == most_rows:
            told = _("Filen har för många rader: högst %(rows)s. Dela upp den i flera filer.")
            raise FileRefusedError(told % {"rows": in_digits(most_rows)})
        rows.append(Row(number, _cells(names, record, number, texts)))
    if names is None:
        raise FileRefusedError(_("Filen är tom."))
    if not rows:
        raise FileRefusedError(_("Filen har rubriker men inga rader under dem."))
    return rows


def _cells(names: dict[int, str], record: Sequence[str], number: int, texts: "_Texts") -> dict[str, str]:
    cells = dict.fromkeys(names.values(), "")
    for place, text in enumerate(record):
        if place in names:
            cells[names[place]] = texts.of(names[place], text)
        elif text.strip():
            raise FileRefusedError(
                _("Rad %(row)s har text i en kolumn utan rubrik. Ta bort texten eller sätt en rubrik.")
                % {"row": number}
            )
    return cells


class _Texts:
    """Cleans cells. Most columns say the same on many rows, so what is cleaned is remembered for the file."""

    def __init__(self, columns: Sequence[Column], *, prefixed: bool) -> None:
        self.several_lines = frozenset(column.name for column in columns if column.several_lines)
        self.prefixed = prefixed
        self._lines: dict[str, str] = {}

    def of(self, column: str, text: str) -> str:
        """Return a cell as its column holds it."""
        return self._long(text) if column in self.several_lines else self._line(text)

    def _line(self, text: str) -> str:
        if text not in self._lines:
            short = text[: LONGEST_CELL + 1]
            self._lines[text] = self._bare(" ".join(short.split()) if _is_clean(short) else clean_line(short))
        return self._lines[text]

    def _long(self, text: str) -> str:
        short = text[: LONGEST_CELL + 1]
        return self._bare(short.strip() if _is_clean(short) else clean_text(short))

    def _bare(self, text: str) -> str:
        """Take away the apostrophe that writing.py puts before what looks like a formula."""
        return text[1:] if self.prefixed and _PREFIXED.match(text) else text


def _is_clean(text: str) -> bool:
    """Whether it is one line of ordinary Western letters, to which cleaning only trims spaces: most cells are."""
    return not text or (text.isprintable() and max(text) < _FIRST_MARK)
