"""The first sheet of an xlsx file as rows of text. Whatever the archive claims, it is measured before it is read.

The reader in Rust lays a sheet out in full, from its first cell to its last: a file of five kilobytes with a value in
the last cell of the grid would end the process. So the archive is unpacked here under a limit, every value's place
is looked at, and only what was measured is handed on. It also makes room for as many texts as the file claims to have.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final, NoReturn
from xml.parsers import expat

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from organisations.files.columns import NO, YES, FileRefusedError
from organisations.files.words import in_digits

ZIP: Final = b"PK\x03\x04"
OLD_EXCEL: Final = bytes.fromhex("d0cf11e0")
MOST_UNPACKED: Final = 50 * 1024 * 1024
MOST_PARTS: Final = 2_000
MOST_COLUMNS: Final = 40
"""Beyond what most tables have; who has more says so."""

_PLACE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ROW: Final = re.compile(r"[0-9]{1,7}")
_COUNTS: Final = frozenset({"uniqueCount"})
_VALUES: Final = frozenset({"v", "is", "f"})
Cell = str | float | bool | datetime.date | datetime.time | datetime.timedelta


def first_sheet(content: bytes, most_rows: int, most_columns: int = MOST_COLUMNS) -> Iterator[list[str]]:
    """Yield the rows of the first worksheet that is seen, empty ones too. Raises FileRefusedError."""
    parts = _unpacked(content)
    for name, part in parts.items():
        if name.endswith(".xml"):
            _Measure(most_rows, most_columns).look_at(part)
    rows = _read(_packed(parts))
    return ([_text(cell) for cell in row] for row in rows)


def _unpacked(content: bytes) -> dict[str, bytes]:
    """The XML parts of the archive, unpacked under the limit."""
    broken = _("Filen går inte att läsa som Excel-fil. Öppna den i Excel och spara den på nytt som xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            _refuse_other_kinds({info.filename for info in infos}, broken)
            if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
                raise FileRefusedError(_too_large())
            wanted = [info for info in infos if info.filename.endswith((".xml", ".rels"))]
            return {info.filename: _part(archive, info) for info in wanted}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise FileRefusedError(broken) from error


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as file:
        # Never more than it says that it holds, and that was counted.
        return file.read(info.file_size)


def _refuse_other_kinds(names: set[str], broken: str) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefusedError(_("Filen har makron (xlsm). Spara den som en vanlig Excel-fil, xlsx."))
    if "xl/workbook.bin" in names:
        raise FileRefusedError(_("Filen är en binär Excel-fil (xlsb). Spara den som xlsx."))
    if "content.xml" in names:
        raise FileRefusedError(_("Filen är ett OpenDocument-kalkylblad (ods). Spara den som xlsx eller csv."))
    if not any(name.lower().startswith("xl/") for name in names):
        raise FileRefusedError(broken)


def _too_large() -> str:
    return _("Filen är för stor när den packas upp. Spara bara bladet med tabellen i en egen fil.")


def _packed(parts: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return whole.getvalue()


class _Measure:
    """Walks through one XML part and refuses values outside the grid that a table can fill."""

    def __init__(self, most_rows: int, most_columns: int) -> None:
        # Beside the rows a header, and empty ones that people leave.
        self.most_rows, self.told_rows = most_rows + 1_000, most_rows
        self.most_columns = most_columns
        self.row = self.column = self.size = 0

    def look_at(self, part: bytes) -> None:
        """Raise FileRefusedError for a value too far out, for declared entities, and for what is no XML."""
        self.size = len(part)
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(part, True)  # noqa: FBT003  positional only
        except expat.ExpatError as error:
            raise FileRefusedError(
                _("Filen går inte att läsa som Excel-fil. Öppna den i Excel och spara den på nytt som xlsx.")
            ) from error

    def _refuse(self, *_args: Any) -> NoReturn:
        raise FileRefusedError(
            _("Filen går inte att läsa som Excel-fil. Öppna den i Excel och spara den på nytt som xlsx.")
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "row":
            told = attributes.get("r", str(self.row + 1))
            self.row, self.column = int(self._matched(_ROW, told)[0]), 0
        elif tag == "c":
            self._at(attributes.get("r"))
        elif any(self._is_too_many(told) for name, told in attributes.items() if name in _COUNTS):
            self._refuse()
        elif tag in _VALUES:
            self._refuse_far_out()

    def _refuse_far_out(self) -> None:
        if self.row > self.most_rows:
            told = _(
                "Kalkylbladet har fler än %(rows)s rader, eller något långt nedanför tabellen. "
                "Dela upp filen eller ta bort det."
            )
            raise FileRefusedError(told % {"rows": in_digits(self.told_rows)})
        if self.column > self.most_columns:
            raise FileRefusedError(
                _(
                    "Kalkylbladet har något långt till höger om tabellen. "
                    "Ta bort det, eller kopiera tabellen till en ny fil."
                )
            )

    def _is_too_many(self, told: str) -> bool:
        """Whether a part says that it holds more things than it has room for: the reader would believe it."""
        return not (told.isascii() and told.isdigit()) or int(told[:18]) > self.size

    def _matched(self, pattern: re.Pattern[str], told: str) -> re.Match[str]:
        """A place that only one of the two readers understands would let a value slip through."""
        found = pattern.fullmatch(told)
        return found or self._refuse()

    def _at(self, place: str | None) -> None:
        if place is None:
            self.column += 1
            return
        found = self._matched(_PLACE, place)
        self.column = 0
        for letter in found[1]:
            self.column = self.column * 26 + ord(letter) - ord("A") + 1
        self.row = int(found[2])


def _read(whole: bytes) -> list[list[Any]]:
    broken = _("Filen går inte att läsa som Excel-fil. Öppna den i Excel och spara den på nytt som xlsx.")
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(whole)) as book:
            sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
            seen = [each for each in sheets if each.visible == SheetVisibleEnum.Visible]
            if sheets:
                first = (seen or sheets)[0]
                return book.get_sheet_by_name(first.name).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, KeyError) as error:
        raise FileRefusedError(broken) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # what Rust did not expect is no Exception in Python
            raise FileRefusedError(broken) from error
        raise
    raise FileRefusedError(broken)


def _text(cell: Cell) -> str:
    """Return what a person would have typed: 2 for 2.0, the day for a moment at midnight."""
    if isinstance(cell, bool):
        return YES if cell else NO
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, datetime.date | datetime.time) else str(cell)
