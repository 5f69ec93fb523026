"""What an import would do, worked out before anything is written: all of it, or every fault with its row and column."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from checklists.files.cells import Item, item_of
from checklists.files.columns import COLUMNS, NAMES
from checklists.files.known import Given, KnownAssessment, KnownInstrument, KnownOccasion, World
from checklists.files.occasions import NewOccasion, Occasions
from checklists.files.targets import Target, Targets
from organisations.files.columns import Row
from organisations.files.faults import RowFault, in_order
from organisations.files.places import KnownOrganisation
from organisations.files.words import in_quotes, listing, short_date

TARGET: Final = NAMES[: NAMES.index("moment")]


@dataclass(frozen=True)
class NewAssessment:
    """An assessment that the file holds and the service does not."""

    organisation: KnownOrganisation
    instrument: KnownInstrument
    occasion: KnownOccasion | NewOccasion
    given: tuple[tuple[int, Given], ...]


@dataclass(frozen=True)
class Plan:
    """What would happen. With faults nothing does, and the rest is only what could be worked out."""

    new: tuple[NewAssessment, ...] = ()
    unchanged: int = 0
    occasions: tuple[NewOccasion, ...] = ()
    invitations: tuple[tuple[KnownOccasion | NewOccasion, int], ...] = ()
    faults: tuple[RowFault, ...] = ()


@dataclass(frozen=True)
class _Key:
    """What makes rows belong to one assessment. The name is compared without case."""

    organisation: int
    instrument: int
    name: str
    date: datetime.date


@dataclass
class _Group:
    """The rows of one assessment."""

    target: Target
    rows: list[tuple[Row, Item | None]]

    @property
    def first(self) -> Row:
        return self.rows[0][0]

    @property
    def is_whole(self) -> bool:
        return self.numbers >= set(self.target.instrument.items)

    @property
    def numbers(self) -> set[int]:
        return {item.number for _row, item in self.rows if item}


def make_plan(rows: Sequence[Row], world: World) -> Plan:
    """Work out what a file means. Pure: the same rows and the same world give the same plan."""
    faults: list[RowFault] = []
    groups, loose = _groups(rows, world, faults)
    whole = _without_slipped_dates(groups, faults)
    for group in whole:
        faults += _faults_of_items(group, loose)
    occasions = Occasions(world, [group.target for group in whole])
    new: list[NewAssessment] = []
    unchanged = 0
    for group in whole:
        occasion = occasions.of(group.target, group.first.number, faults)
        if occasion is None:
            continue
        known = _known(world, group, occasion)
        if known is None:
            given = tuple((item.number, item.given) for _row, item in group.rows if item)
            new.append(NewAssessment(group.target.organisation, group.target.instrument, occasion, given))
        else:
            differing = _faults_against(group, known, discreet=world.discreet)
            faults += differing
            unchanged += not differing
    return Plan(tuple(new), unchanged, occasions.made, occasions.invitations, in_order(faults, COLUMNS))


class _Loose:
    """Rows that could not be placed. One that differs in one cell only from an assessment is what that one lacks."""

    def __init__(self) -> None:
        self.numbers: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)

    def add(self, row: Row) -> None:
        """Remember the row's item under all that one slip of the pen could have changed."""
        for key in self._keys(row):
            self.numbers[key].add(row["moment"])

    def of(self, row: Row) -> set[str]:
        """The items of the rows that are like this one but for one cell."""
        return set().union(*(self.numbers.get(key, set()) for key in self._keys(row)))

    @staticmethod
    def _keys(row: Row) -> Iterable[tuple[str, ...]]:
        cells = [row[name].casefold() for name in TARGET]
        for place in range(len(cells)):
            yield (*cells[:place], TARGET[place], *cells[place + 1 :])


def _groups(rows: Sequence[Row], world: World, faults: list[RowFault]) -> tuple[list[_Group], _Loose]:
    """Put the rows of each assessment together; a row that can't be placed becomes faults."""
    targets, loose = Targets(world), _Loose()
    groups: dict[_Key, _Group] = {}
    for row in rows:
        target = targets.of(row, faults)
        if target is None:
            loose.add(row)
            continue
        key = _Key(target.organisation.id, target.instrument.id, target.name.casefold(), target.date)
        item = item_of(row, target.instrument, faults)
        groups.setdefault(key, _Group(target, [])).rows.append((row, item))
    return list(groups.values()), loose


def _without_slipped_dates(groups: list[_Group], faults: list[RowFault]) -> list[_Group]:
    """Put together what only slipped dates have parted: a spreadsheet counts a date up when one drags the cell.

    Parts that hold different items of what has the same name are one assessment. Whole ones are several occasions.
    """
    families: defaultdict[tuple[int, int, str], list[_Group]] = defaultdict(list)
    for group in groups:
        target = group.target
        families[target.organisation.id, target.instrument.id, target.name.casefold()].append(group)
    kept: list[_Group] = []
    for family in families.values():
        parts = [group for group in family if not group.is_whole]
        if len(parts) < 2 or sum(len(part.numbers) for part in parts) > len(
            set().union(*(p.numbers for p in parts))
        ):
            kept += family
            continue
        main = max(parts, key=lambda part: len(part.rows))
        for part in parts:
            if part is not main:
                faults += _date_faults(part, main)
                main.rows += part.rows
        kept += [group for group in family if group is main or group.is_whole]
    return kept


def _date_faults(group: _Group, main: _Group) -> Iterable[RowFault]:
    for row, _item in group.rows:
        yield RowFault(
            row.number,
            "datum",
            _(
                "Datumet är %(date)s, men %(occasion)s har %(other)s på rad %(row)s. Ett tillfälle har ett datum."
            )
            % {
                "date": short_date(group.target.date),
                "occasion": in_quotes(main.target.name),
                "other": short_date(main.target.date),
                "row": main.first.number,
            },
        )


def _faults_of_items(group: _Group, loose: _Loose) -> Iterable[RowFault]:
    """The same item twice, and items that are missing."""
    seen: dict[int, int] = {}
    for row, item in group.rows:
        if item is None:
            continue
        if item.number in seen:
            yield RowFault(
                row.number,
                "moment",
                _("Moment %(number)s står redan på rad %(row)s för samma skattning. Ta bort en av raderna.")
                % {"number": item.number, "row": seen[item.number]},
            )
        seen.setdefault(item.number, row.number)
    elsewhere = loose.of(group.first)
    missing = [n for n in sorted(group.target.instrument.items) if n not in seen and str(n) not in elsewhere]
    # A number that could not be read is a fault of its own, and may be the one that is missing.
    if missing and len(missing) > sum(item is None for _row, item in group.rows):
        yield RowFault(
            group.first.number,
            "moment",
            _("%(organisation)s, ”%(occasion)s”: moment %(numbers)s saknas. Alla moment ska ha en rad.")
            % {
                "organisation": group.target.organisation.name,
                "occasion": group.target.name,
                "numbers": listing([str(number) for number in missing]),
            },
        )


def _known(world: World, group: _Group, occasion: KnownOccasion | NewOccasion) -> KnownAssessment | None:
    if isinstance(occasion, NewOccasion):
        return None
    return world.assessments.get((group.target.organisation.id, occasion.id))


def _faults_against(group: _Group, known: KnownAssessment, *, discreet: bool) -> list[RowFault]:
    """What the file says otherwise than what is handed in; or that a draft is in the way."""
    target = group.target
    words = {"organisation": target.organisation.name, "occasion": target.name}
    if not known.handed_in:
        text = _(
            "Det finns ett utkast för %(organisation)s, ”%(occasion)s”. "
            "Lämna in det i tjänsten, eller ta bort raderna ur filen."
        )
        return [RowFault(group.first.number, "tillfalle", text % words)]
    faults = []
    for row, item in group.rows:
        before = known.given.get(item.number) if item else None
        if item is None or before is None:
            continue
        if column := _differs(item, before):
            text = _(
                "Skattningen är redan inlämnad med något annat här (%(organisation)s, ”%(occasion)s”, "
                "moment %(number)s). En rättelse görs på skattningens sida, inte med en fil."
            )
            faults.append(RowFault(row.number, column, text % (words | {"number": item.number})))
    if faults and discreet:
        text = _(
            "Skattningen är redan inlämnad med andra uppgifter (%(organisation)s, ”%(occasion)s”). "
            "En rättelse görs av organisationen på skattningens sida, inte med en fil."
        )
        return [RowFault(group.first.number, "varde", text % words)]
    return faults


def _differs(item: Item, before: Given) -> str | None:
    """The first column that says something else; a file without the column of being on the way says nothing of it."""
    now = item.given
    if replace(now.answer, toward=False) != replace(before.answer, toward=False):
        return "varde"
    if now.comment != before.comment:
        return "kommentar"
    if item.tells_toward and (now.answer.toward, now.note) != (before.answer.toward, before.note):
        return "pa_vag"
    return None
