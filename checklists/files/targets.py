"""Which assessment a row belongs to: organisation and unit, checklist and version, the occasion's name and date."""

import datetime
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from checklists.files.known import KnownInstrument, World
from organisations.files.cells import day
from organisations.files.columns import Row
from organisations.files.faults import RowFault
from organisations.files.places import KnownOrganisation, Places
from organisations.files.placing import Placing
from organisations.files.words import listing

MAX_NAME: Final = 80


@dataclass(frozen=True)
class Target:
    """Whose assessment, with what, when."""

    organisation: KnownOrganisation
    instrument: KnownInstrument
    name: str
    date: datetime.date


class Targets:
    """Reads the part of a row that many rows share; the same cells are looked up once and said of every row."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.placing = Placing(Places(world.organisations.values()), world.reach)

    def of(self, row: Row, faults: list[RowFault]) -> Target | None:
        """Return the row's target, or None and everything that is wrong with it."""
        before = len(faults)
        date = day(row, "datum", faults)
        organisation = self.placing.of(row, date, faults)
        instrument = self._instrument(row, faults)
        name = row["tillfalle"]
        if not name:
            self._say(faults, row, "tillfalle", _("Skriv vad tillfället heter."))
        elif len(name) > MAX_NAME:
            text = _("Tillfällets namn har %(length)s tecken. Korta det till högst %(most)s.")
            self._say(faults, row, "tillfalle", text % {"length": len(name), "most": MAX_NAME})
        if organisation and instrument and instrument.for_units and organisation.is_root:
            text = _("%(instrument)s är till för nämnder och förvaltningar. Skriv vilken i kolumnen enhet.")
            self._say(faults, row, "enhet", text % {"instrument": instrument})
        if len(faults) > before or not (organisation and instrument and date):
            return None
        return Target(organisation, instrument, name, date)

    @staticmethod
    def _say(faults: list[RowFault], row: Row, column: str, text: str) -> None:
        faults.append(RowFault(row.number, column, text))

    def _instrument(self, row: Row, faults: list[RowFault]) -> KnownInstrument | None:
        wanted, version = row["checklista"].casefold(), row["version"]
        every = self.world.instruments.values()
        named = [each for each in every if wanted in {each.key.casefold(), each.title.casefold()}]
        if not named:
            choices = listing(sorted({each.key for each in every}))
            text = _("Det finns ingen checklista ”%(text)s”. De som finns är: %(choices)s.")
            self._say(
                faults, row, "checklista", text % {"text": row["checklista"][:60], "choices": choices or "–"}
            )
            return None
        found = [each for each in named if each.version == version] or [
            each for each in named if _same_number(each.version, version)
        ]
        if len(found) == 1:
            return found[0]
        choices = listing(sorted({each.version for each in named}))
        text = _("%(title)s har ingen version ”%(text)s”. De som finns är: %(choices)s.")
        if found:
            choices = listing(sorted({each.key for each in found}))
            text = _("Flera checklistor heter %(title)s. Skriv checklistans nyckel i stället: %(choices)s.")
        self._say(
            faults,
            row,
            "checklista" if found else "version",
            text % {"title": named[0].title, "text": version[:40], "choices": choices},
        )
        return None


def _same_number(one: str, other: str) -> bool:
    """Whether a spreadsheet would show both alike: version 1.0 becomes 1."""
    try:
        return float(one) == float(other)
    except ValueError:
        return False
