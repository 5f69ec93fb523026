"""The columns of a file of assessments: one row is one item of one assessment."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from figures.swedish import listing

NOT_APPLICABLE: Final = "ej tillämpligt"
YES: Final = "ja"
NO: Final = "nej"


class FileRefusedError(Exception):
    """The file as a whole can't be read; the text says why and what to do."""


@dataclass(frozen=True)
class Column:
    """One column: its header, what it holds, and an example. `also` are headers that mean the same."""

    name: str
    help: Promise
    example: str
    required: bool = True


COLUMNS: Final = (
    Column(
        "organisationskod",
        gettext_lazy(
            "Organisationens kod, till exempel kommunkoden. Saknas kod: sista delen av sidans adress."
        ),
        "0180",
    ),
    Column(
        "enhet",
        gettext_lazy("Nämnden eller förvaltningen, när det är den som har skattat. Annars tomt."),
        "Skolnämnden",
        required=False,
    ),
    Column("checklista", gettext_lazy("Checklistans namn eller nyckel."), "skr-jamstalldhetsintegrering"),
    Column("version", gettext_lazy("Checklistans version."), "2018"),
    Column("tillfalle", gettext_lazy("Tillfällets namn."), "Inför träff 1"),
    Column("datum", gettext_lazy("Tillfällets datum: år-månad-dag."), "2027-03-15"),
    Column("moment", gettext_lazy("Momentets nummer. Varje moment har en egen rad."), "1"),
    Column(
        "varde",
        gettext_lazy("Ett steg i skalan, eller ”ej tillämpligt” där checklistan har det."),
        "2",
    ),
    Column("kommentar", gettext_lazy("Varför det blev så. Kan vara tom."), "Beslut i fullmäktige i juni"),
    Column(
        "pa_vag",
        gettext_lazy("Är ni på väg mot nästa nivå? Tomt eller ”nej”, ”ja”, eller det ni är på väg med."),
        "Mall för ärenden prövas i två nämnder",
        required=False,
    ),
)
NAMES: Final = tuple(column.name for column in COLUMNS)
REQUIRED: Final = tuple(column.name for column in COLUMNS if column.required)


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


def placed(header: Sequence[str]) -> dict[int, str]:
    """Return which column stands at which place. Raises FileRefusedError with every fault of the header."""
    found = {place: plain(text) for place, text in enumerate(header) if text.strip()}
    names = list(found.values())
    unknown = [header[place].strip()[:60] for place, name in found.items() if name not in NAMES]
    faults = []
    if not set(names) & set(NAMES):
        raise FileRefusedError(
            _("Första raden ska ha kolumnernas rubriker, i csv med semikolon eller komma mellan: %(names)s.")
            % {"names": ", ".join(NAMES)}
        )
    if unknown:
        faults.append(
            _("Filen har kolumner som inte känns igen: %(names)s. Ta bort dem eller rätta rubriken.")
            % {"names": listing(unknown[:10])}
        )
    if missing := [name for name in REQUIRED if name not in names]:
        faults.append(_("Filen saknar kolumner: %(names)s.") % {"names": listing(missing)})
    if twice := [name for name in NAMES if names.count(name) > 1]:
        faults.append(_("Samma kolumn står två gånger: %(names)s.") % {"names": listing(twice)})
    if faults:
        raise FileRefusedError(" ".join(faults))
    return found
