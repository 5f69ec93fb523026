"""At which occasion the rows of a file belong: one that is open, one that they are added to, or a new one."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from checklists.files.known import KnownInstrument, KnownOccasion, World
from checklists.files.targets import Target
from organisations.files.faults import RowFault
from organisations.files.places import KnownOrganisation
from organisations.files.words import listing, short_date


@dataclass(frozen=True)
class NewOccasion:
    """An occasion that the import makes."""

    owner: KnownOrganisation
    instrument: int
    name: str
    date: datetime.date


class Occasions:
    """Decides once for each occasion of a file, and remembers what must be made and who must be invited."""

    def __init__(self, world: World, targets: Iterable[Target]) -> None:
        self.world = world
        self.known: defaultdict[tuple[int, str, datetime.date], list[KnownOccasion]] = defaultdict(list)
        for occasion in world.occasions:
            self.known[occasion.instrument, occasion.name.casefold(), occasion.date].append(occasion)
        self.roots: defaultdict[tuple[int, str, datetime.date], set[int]] = defaultdict(set)
        for target in targets:
            self.roots[_key(target)].add(target.organisation.line[-1])
        self._new: dict[tuple[int, str, datetime.date], NewOccasion] = {}
        self._invited: dict[tuple[KnownOccasion | NewOccasion, int], None] = {}
        self.national = [each for each in world.organisations.values() if each.is_national]

    @property
    def made(self) -> tuple[NewOccasion, ...]:
        """The occasions to make, in the order of the file."""
        return tuple(self._new.values())

    @property
    def invitations(self) -> tuple[tuple[KnownOccasion | NewOccasion, int], ...]:
        """Who must be invited where, in the order of the file."""
        return tuple(self._invited)

    def of(self, target: Target, row: int, faults: list[RowFault]) -> KnownOccasion | NewOccasion | None:
        """Return the occasion of one assessment, or None and what is wrong, said of its first row."""
        same = self.known[_key(target)]
        is_open = [each for each in same if self.world.is_open(each, target.organisation)]
        if len(is_open) > 1:
            is_open = self._rated(is_open, target) or self._own(is_open, target) or is_open
        if len(is_open) == 1:
            return is_open[0]
        if is_open:
            text = _(
                "Flera tillfällen heter ”%(name)s” den %(date)s. Skatta på sidan i stället för med en fil."
            )
            faults.append(RowFault(row, "tillfalle", text % _words(target)))
            return None
        if self.world.reach is not None:
            faults.append(RowFault(row, "tillfalle", self._missing(target)))
            return None
        return self._joined(same, target, row, faults)

    def _rated(self, among: list[KnownOccasion], target: Target) -> list[KnownOccasion]:
        return [each for each in among if (target.organisation.id, each.id) in self.world.assessments]

    @staticmethod
    def _own(among: list[KnownOccasion], target: Target) -> list[KnownOccasion]:
        return [each for each in among if each.owner in target.organisation.line]

    def _missing(self, target: Target) -> str:
        others = [
            each.date
            for each in self.world.occasions
            if each.instrument == target.instrument.id
            and each.name.casefold() == target.name.casefold()
            and self.world.is_open(each, target.organisation)
        ]
        if others:
            text = _("Tillfället ”%(name)s” har datumet %(others)s, inte %(date)s. Rätta datumet.")
            return text % (_words(target) | {"others": listing([short_date(day) for day in sorted(others)])})
        text = _(
            "%(organisation)s har inget tillfälle ”%(name)s” den %(date)s med %(instrument)s. "
            "Skapa tillfället först, och läs sedan in filen."
        )
        return text % _words(target)

    def _joined(
        self, same: list[KnownOccasion], target: Target, row: int, faults: list[RowFault]
    ) -> KnownOccasion | NewOccasion | None:
        """Add the organisation to an occasion of the same owner or of the national one, or make the occasion."""
        owner = self._owner(target)
        owners = [owner.id] if owner else []
        if self.world.owner is None:
            owners += [each.id for each in self.national]
        occasion: KnownOccasion | NewOccasion | None = next(
            (each for owner_id in owners for each in same if each.owner == owner_id), None
        )
        if occasion is None and owner is None:
            text = _(
                "Tillfället ”%(name)s” den %(date)s finns inte, och det går inte att veta vem som ska äga det. "
                "Ange ägaren (i kommandot --owner), eller skapa tillfället först."
            )
            faults.append(RowFault(row, "tillfalle", text % _words(target)))
            return None
        if occasion is None and owner is not None:
            made = NewOccasion(owner, target.instrument.id, target.name, target.date)
            occasion = self._new.setdefault(_key(target), made)
        if occasion is not None:
            self._invited[occasion, _guest(target.organisation, target.instrument)] = None
        return occasion

    def _owner(self, target: Target) -> KnownOrganisation | None:
        """Return who owns a new occasion: who is told, else the only organisation at it, else the only national one."""
        roots = self.roots[_key(target)]
        if self.world.owner is not None:
            return self.world.owner
        if len(roots) == 1:
            return self.world.organisations[next(iter(roots))]
        return self.national[0] if len(self.national) == 1 else None


def _guest(organisation: KnownOrganisation, instrument: KnownInstrument) -> int:
    """Return whom to invite: for a checklist of boards the organisation above them, so that all its boards may rate."""
    return organisation.line[-1] if instrument.for_units else organisation.id


def _key(target: Target) -> tuple[int, str, datetime.date]:
    return target.instrument.id, target.name.casefold(), target.date


def _words(target: Target) -> dict[str, object]:
    return {
        "organisation": target.organisation.name,
        "name": target.name,
        "date": short_date(target.date),
        "instrument": target.instrument,
    }
