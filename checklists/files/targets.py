"""Which assessment a row belongs to: organisation and unit, checklist and version, the occasion's name and date."""

import datetime
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from checklists.files.cells import RowFault
from checklists.files.columns import Row
from checklists.files.known import KnownInstrument, KnownOrganisation, Places, World
from figures.swedish import listing, short_date

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
        self.places = Places(world.organisations.values())

    def of(self, row: Row, faults: list[RowFault]) -> Target | None:
        """Return the row's target, or None and everything that is wrong with it."""
        before = len(faults)
        date = self._date(row, faults)
        organisation = self._organisation(row, date, faults)
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

    def _date(self, row: Row, faults: list[RowFault]) -> datetime.date | None:
        text = row["datum"].removesuffix(" 00:00:00")
        try:
            # Only this way of writing a day can't be read as another day.
            return datetime.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            said = (
                _("Datumet ”%(text)s” går inte att läsa.") % {"text": text[:40]}
                if text
                else _("Datumet saknas.")
            )
            help_text = _("Skriv år-månad-dag, till exempel 2027-03-15.")
            self._say(faults, row, "datum", f"{said} {help_text}")
            return None

    def _organisation(
        self, row: Row, date: datetime.date | None, faults: list[RowFault]
    ) -> KnownOrganisation | None:
        mark, unit = row["organisationskod"], row["enhet"]
        found = self.places.organisation(mark)
        reach = self.world.reach
        if not mark:
            self._say(faults, row, "organisationskod", _("Organisationens kod saknas."))
        elif found is None and reach is None:
            text = _("Det finns ingen organisation med koden ”%(mark)s”.") % {"mark": mark[:40]}
            self._say(faults, row, "organisationskod", text)
        elif found is None or (reach and not unit and not self.world.reaches(found)):
            self._say(faults, row, "organisationskod", self._beyond())
        elif unit:
            return self._unit(row, found, date, faults)
        else:
            return self._in_force(row, "organisationskod", found, date, faults)
        return None

    def _beyond(self) -> str:
        assert self.world.reach  # noqa: S101  only said where there is one
        return _(
            "Raden gäller en annan organisation. Här kan du bara läsa in skattningar för %(name)s "
            "(%(mark)s) och enheterna under."
        ) % {
            "name": self.world.reach.name,
            "mark": " ".join(filter(None, self.places.written(self.world.reach))),
        }

    def _unit(
        self, row: Row, top: KnownOrganisation, date: datetime.date | None, faults: list[RowFault]
    ) -> KnownOrganisation | None:
        found = [each for each in self.places.units(top, row["enhet"]) if self.world.reaches(each)]
        if len(found) > 1 and date:
            found = [each for each in found if each.in_force(date)] or found
        words = {"unit": row["enhet"][:60], "top": top.name}
        if not found:
            if self.world.reach and not self.world.reaches(top):
                self._say(faults, row, "enhet", self._beyond())
                return None
            text = _(
                "%(top)s har ingen enhet som heter ”%(unit)s”. Lägg till enheten först, eller rätta namnet."
            )
            self._say(faults, row, "enhet", text % words)
            return None
        if len(found) > 1:
            text = _(
                "%(top)s har flera enheter som heter ”%(unit)s”. Skriv någon av dessa i stället: %(choices)s."
            )
            words["choices"] = listing([each.mark for each in found])
            self._say(faults, row, "enhet", text % words)
            return None
        return self._in_force(row, "enhet", found[0], date, faults)

    def _in_force(
        self,
        row: Row,
        column: str,
        found: KnownOrganisation,
        date: datetime.date | None,
        faults: list[RowFault],
    ) -> KnownOrganisation | None:
        if date is None or found.in_force(date):
            return found
        words = {"name": found.name, "date": short_date(date), "first": short_date(found.valid_from)}
        if date < found.valid_from:
            text = _("%(name)s fanns inte %(date)s, utan först %(first)s. Rätta datumet eller raden.")
        else:
            text = _(
                "%(name)s fanns inte längre %(date)s: sista dagen var %(last)s. Rätta datumet eller raden."
            )
            words["last"] = short_date(found.valid_to) if found.valid_to else ""
        self._say(faults, row, column, text % words)
        return None

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
