"""Whose a row is: the columns that name an organisation and its unit, read against what the file may touch."""

import datetime
from typing import Final

from django.utils.translation import gettext as _

from organisations.files.columns import Row
from organisations.files.faults import RowFault
from organisations.files.places import KnownOrganisation, Places
from organisations.files.words import listing, short_date

ORGANISATION: Final = "organisationskod"
UNIT: Final = "enhet"


class Placing:
    """Reads the two columns. With a reach only that organisation and what hangs below it may be named."""

    def __init__(self, places: Places, reach: KnownOrganisation | None) -> None:
        self.places = places
        self.reach = reach

    def of(self, row: Row, date: datetime.date | None, faults: list[RowFault]) -> KnownOrganisation | None:
        """Return whose the row is, or None and what is wrong. On the date it must have existed."""
        mark, unit = row[ORGANISATION], row[UNIT]
        found = self.places.organisation(mark)
        if not mark:
            self._say(faults, row, ORGANISATION, _("Organisationens kod saknas."))
        elif found is None and self.reach is None:
            text = _("Det finns ingen organisation med koden ”%(mark)s”.") % {"mark": mark[:40]}
            self._say(faults, row, ORGANISATION, text)
        elif found is None or (self.reach and not unit and not self._reaches(found)):
            self._say(faults, row, ORGANISATION, self._beyond())
        elif unit:
            return self._unit(row, found, date, faults)
        else:
            return self._in_force(row, ORGANISATION, found, date, faults)
        return None

    def _reaches(self, organisation: KnownOrganisation) -> bool:
        return self.reach is None or organisation.is_within(self.reach)

    @staticmethod
    def _say(faults: list[RowFault], row: Row, column: str, text: str) -> None:
        faults.append(RowFault(row.number, column, text))

    def _beyond(self) -> str:
        assert self.reach  # noqa: S101  only said where there is one
        return _(
            "Raden gäller en annan organisation. Här kan du bara läsa in rader för %(name)s "
            "(%(mark)s) och enheterna under."
        ) % {"name": self.reach.name, "mark": " ".join(filter(None, self.places.written(self.reach)))}

    def _unit(
        self, row: Row, top: KnownOrganisation, date: datetime.date | None, faults: list[RowFault]
    ) -> KnownOrganisation | None:
        found = [each for each in self.places.units(top, row[UNIT]) if self._reaches(each)]
        if len(found) > 1 and date:
            found = [each for each in found if each.in_force(date)] or found
        words = {"unit": row[UNIT][:60], "top": top.name}
        if not found:
            if self.reach and not self._reaches(top):
                self._say(faults, row, UNIT, self._beyond())
                return None
            text = _(
                "%(top)s har ingen enhet som heter ”%(unit)s”. Lägg till enheten först, eller rätta namnet."
            )
            self._say(faults, row, UNIT, text % words)
            return None
        if len(found) > 1:
            text = _(
                "%(top)s har flera enheter som heter ”%(unit)s”. Skriv någon av dessa i stället: %(choices)s."
            )
            words["choices"] = listing([each.mark for each in found])
            self._say(faults, row, UNIT, text % words)
            return None
        return self._in_force(row, UNIT, found[0], date, faults)

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
