"""The rows of a file put against what exists: whose each is, and which entry it means."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from organisations.files.cells import quoted
from organisations.files.columns import Row
from organisations.files.faults import RowFault
from organisations.files.places import KnownOrganisation, Places
from organisations.files.placing import ORGANISATION, UNIT, Placing
from organisations.files.words import listing
from resultchain.files.cells import given_of
from resultchain.files.columns import BETWEEN, ID
from resultchain.files.ids import KnownIds, ours
from resultchain.files.known import Given, KnownEntry, World

MAX_ID = 40
# What tells two things apart that have the same name, also when the file has no such column.
ALWAYS = frozenset({"status", "fran", "till"})


@dataclass
class Line:
    """One row: what it says, whose it is, and the entry that it means when that exists."""

    row: Row
    place: KnownOrganisation | None
    given: Given
    sound: bool
    known: KnownEntry | None = None

    @property
    def mark(self) -> str:
        """The row's own id."""
        return self.row[ID]

    @property
    def node(self) -> int:
        """A number for its entry: the id of one that exists, or minus the row of a new one."""
        return self.known.id if self.known else -self.row.number


class Lines:
    """All rows that say something. Faults are gathered on the way."""

    def __init__(self, rows: Sequence[Row], world: World) -> None:
        self.world = world
        self.faults: list[RowFault] = []
        self.placing = Placing(Places(world.organisations.values()), world.reach)
        self.tops = {place.id: place.line[-1] for place in world.organisations.values()}
        self.known = KnownIds(world.entries, self.tops)
        self.lines = [self._line(row) for row in rows if _says_something(row)]
        self.by_mark: dict[tuple[int, str], Line] = {}
        self.claimed: dict[int, Line] = {}
        self.loose = {line.mark.casefold() for line in self.lines if line.place is None}
        self._by_id()
        self._by_content()

    def say(self, line: Line, column: str, text: str) -> None:
        """Add a fault of a row."""
        self.faults.append(RowFault(line.row.number, column, text))

    def _line(self, row: Row) -> Line:
        before = len(self.faults)
        given = given_of(row, self.world, self.faults)
        place = self._place(row, given.last or given.first)
        return Line(row, place, given, sound=len(self.faults) == before)

    def _place(self, row: Row, date: datetime.date | None) -> KnownOrganisation | None:
        """The day tells units of one name apart. It refuses none: history is often older than a unit's own dates."""
        return self.placing.of(row, date, []) or self.placing.of(row, None, self.faults)

    def _by_id(self) -> None:
        for line in self.lines:
            if not line.mark or line.place is None:
                continue
            if len(line.mark) > MAX_ID or BETWEEN in line.mark:
                self.say(line, ID, _("Id:t kan ha högst 40 tecken och inget |. Skriv ett kortare id."))
                continue
            key = line.place.line[-1], line.mark.casefold()
            if key in self.by_mark:
                text = _("Id:t %(id)s står redan på rad %(row)s. Skriv ett annat id på en av raderna.")
                other = self.by_mark[key].row.number
                self.say(line, ID, text % {"id": quoted(line.mark), "row": other})
                continue
            self.by_mark[key] = line
            self._meant(line, line.place)

    def _meant(self, line: Line, place: KnownOrganisation) -> None:
        found = self.known.found(line.mark, place)
        if len(found) > 1:
            text = _("Flera poster har id:t %(id)s. Skriv tjänstens eget id i stället: %(choices)s.")
            choices = listing([ours(entry) for entry in found[:10]])
            self.say(line, ID, text % {"id": quoted(line.mark), "choices": choices})
        elif found and found[0].id in self.claimed:
            text = _("Raden är samma post som rad %(row)s. Ta bort en av dem.")
            self.say(line, ID, text % {"row": self.claimed[found[0].id].row.number})
        elif found:
            line.known = found[0]
            self.claimed[found[0].id] = line
            if line.sound:
                self._faults_against(line, place, found[0])

    def _faults_against(self, line: Line, place: KnownOrganisation, known: KnownEntry) -> None:
        now, before = line.given.told(), known.given.told()
        columns = [name for name in now if name in line.row.cells and now[name] != before[name]]
        if place.id != known.organisation:
            columns.insert(0, UNIT if UNIT in line.row.cells else ORGANISATION)
        if columns and self.world.discreet:
            text = _(
                "Det finns redan en post med id:t %(id)s och andra uppgifter. Organisationen ändrar den på dess "
                "sida, inte med en fil. Är raden en annan post: skriv ett annat id."
            )
            self.say(line, ID, text % {"id": quoted(line.mark)})
            return
        for column in columns:
            text = _(
                "Posten med id:t %(id)s finns redan, med något annat här. Ändra den på dess sida, inte med en fil. "
                "Är raden en annan post: skriv ett annat id."
            )
            self.say(line, column, text % {"id": quoted(line.mark)})

    def _by_content(self) -> None:
        """Rows without an id mean an entry that says the same, each entry once; a second such row is a new one."""
        plain = [line for line in self.lines if not line.mark and line.place and line.sound]
        if not plain:
            return
        columns = [name for name in plain[0].given.told() if name in ALWAYS or name in plain[0].row.cells]
        waiting: defaultdict[object, list[KnownEntry]] = defaultdict(list)
        for entry in self.world.entries:
            if entry.id not in self.claimed:
                waiting[_key(entry.organisation, entry.given, columns)].append(entry)
        for line in plain:
            assert line.place  # noqa: S101  only those that have one are looked at
            same = waiting.get(_key(line.place.id, line.given, columns))
            if same:
                line.known = same.pop(0)


def _says_something(row: Row) -> bool:
    """Whether a row says more than whose it is: the template has such a row for each unit."""
    return any(text for name, text in row.cells.items() if name not in {ORGANISATION, UNIT})


def _key(organisation: int, given: Given, columns: Iterable[str]) -> object:
    told = given.told()
    return organisation, tuple(told[column] for column in columns)
