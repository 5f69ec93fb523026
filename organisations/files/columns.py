"""The columns of a file and its rows by column name; what is wrong with a header is said at once."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from organisations.files.words import listing

YES: Final = "ja"
NO: Final = "nej"


class FileRefusedError(Exception):
    """The file as a whole can't be read; the text says why and what to do. `field` is where a form tells it."""

    field = "file"


@dataclass(frozen=True)
class Column:
    """One column: its header, what it holds, and an example; then how it is read and written.

    A column that isn't `required` may be missing from the file; any cell may be empty. `width` is in letters.
    `is_code` keeps what a spreadsheet would take for a number as the text that it is.
    """

    name: str
    help: Promise
    example: str
    required: bool = True
    several_lines: bool = False
    width: int = 16
    is_code: bool = False


@dataclass(frozen=True)
class Row:
    """One row of a file, by column name. `number` is the row's number in a spreadsheet."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The text of a cell; a column that the file lacks is empty."""
        return self.cells.get(column, "")


def plain(header: str) -> str:
    """Return a header as the column's name: "På väg" → pa_vag, "Tillfälle" → tillfalle."""
    letters = unicodedata.normalize("NFD", header.strip().casefold())
    return "_".join("".join(c for c in letters if not unicodedata.combining(c)).replace("-", " ").split())


def placed(header: Sequence[str], columns: Sequence[Column]) -> dict[int, str]:
    """Return which column stands at which place. Raises FileRefusedError with every fault of the header."""
    known = [column.name for column in columns]
    found = {place: plain(text) for place, text in enumerate(header) if text.strip()}
    names = list(found.values())
    unknown = [header[place].strip()[:60] for place, name in found.items() if name not in known]
    faults = []
    if not set(names) & set(known):
        raise FileRefusedError(
            _("Första raden ska ha kolumnernas rubriker, i csv med semikolon eller komma mellan: %(names)s.")
            % {"names": ", ".join(known)}
        )
    if unknown:
        faults.append(
            _("Filen har kolumner som inte känns igen: %(names)s. Ta bort dem eller rätta rubriken.")
            % {"names": listing(unknown[:10])}
        )
    if missing := [column.name for column in columns if column.required and column.name not in names]:
        faults.append(_("Filen saknar kolumner: %(names)s.") % {"names": listing(missing)})
    if twice := [name for name in known if names.count(name) > 1]:
        faults.append(_("Samma kolumn står två gånger: %(names)s.") % {"names": listing(twice)})
    if faults:
        raise FileRefusedError(" ".join(faults))
    return found
