"""A file of how many people live where: its columns, and what its rows say. Pure; all of it is read or nothing."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.files.cells import quoted
from organisations.files.columns import Column, Row
from organisations.files.faults import RowFault, in_order
from organisations.files.places import Places

COLUMNS: Final = (
    Column("kod", gettext_lazy("Kommunens eller regionens kod."), "1234", is_code=True, width=8),
    Column(
        "namn",
        gettext_lazy("Namnet, för den som läser filen. Det läses inte in."),
        "Exempelstad",
        required=False,
        width=26,
    ),
    Column("invanare", gettext_lazy("Hur många som bor där."), "17 342", width=12),
    Column("ar", gettext_lazy("Året som de räknades."), "2025", width=8),
)
MOST_ROWS: Final = 2_000
EARLIEST: Final = 1900
LONGEST_NUMBER: Final = 8
# Spaces of every kind, and the point that some countries set, between thousands.
_BETWEEN: Final = re.compile(r"[\s.](?=\d{3}(?!\d))")


@dataclass(frozen=True)
class Counted:
    """How many lived in an organisation's area in a year."""

    organisation: int
    number: int
    year: int


@dataclass(frozen=True)
class Plan:
    """What a file says; with a fault in it nothing is to be saved."""

    counted: tuple[Counted, ...]
    faults: tuple[RowFault, ...]


def make_plan(rows: Sequence[Row], places: Places, today: datetime.date) -> Plan:
    """Read rows against the municipalities and regions that there are; each of them stands once at most."""
    faults: list[RowFault] = []
    counted: dict[int, Counted] = {}
    row_of: dict[int, int] = {}
    for row in rows:
        place = places.organisation(row["kod"])
        if place is None:
            told = _(
                "Det finns ingen kommun eller region med koden %(code)s. Rätta koden eller ta bort raden."
            )
            faults.append(RowFault(row.number, "kod", told % {"code": quoted(row["kod"])}))
        elif place.id in row_of:
            told = _("%(name)s står redan på rad %(row)s. Ta bort en av raderna.")
            faults.append(RowFault(row.number, "kod", told % {"name": place.name, "row": row_of[place.id]}))
        number, year = _number(row, faults), _year(row, today, faults)
        if place is not None and number is not None and year is not None:
            counted[place.id] = Counted(place.id, number, year)
        if place is not None:
            row_of.setdefault(place.id, row.number)
    return Plan(() if faults else tuple(counted.values()), in_order(faults, COLUMNS))


def _number(row: Row, faults: list[RowFault]) -> int | None:
    text = _BETWEEN.sub("", row["invanare"])
    if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER and int(text):
        return int(text)
    told = _("%(text)s är inget antal invånare. Skriv det med siffror, till exempel 17 342.")
    faults.append(RowFault(row.number, "invanare", told % {"text": quoted(row["invanare"])}))
    return None


def _year(row: Row, today: datetime.date, faults: list[RowFault]) -> int | None:
    text = row["ar"]
    if text.isascii() and text.isdigit() and len(text) == 4 and EARLIEST <= int(text) <= today.year:
        return int(text)
    told = _("%(text)s är inget år som har varit. Skriv det med fyra siffror, till exempel %(year)s.")
    faults.append(RowFault(row.number, "ar", told % {"text": quoted(text), "year": today.year - 1}))
    return None
