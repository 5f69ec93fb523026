"""What is known before an import: organisations, checklists, occasions and ratings, frozen and without queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checklists.calculations import Answer, Scale


@dataclass(frozen=True)
class KnownOrganisation:
    """An organisation or unit. `line` holds its own id and those of all above it."""

    id: int
    name: str
    slug: str
    code: str | None
    line: tuple[int, ...]
    valid_from: datetime.date
    valid_to: datetime.date | None = None
    is_national: bool = False

    @property
    def is_root(self) -> bool:
        """Whether it stands at the top of its tree."""
        return len(self.line) == 1

    @property
    def mark(self) -> str:
        """What a file calls it: its code, or its slug when it has none."""
        return self.code or self.slug

    def in_force(self, day: datetime.date) -> bool:
        """Whether it existed that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class KnownInstrument:
    """One published version of a checklist; `items` gives the item's id by its number."""

    id: int
    key: str
    version: str
    title: str
    for_units: bool
    scale: Scale
    items: Mapping[int, int]

    def __str__(self) -> str:
        """As people name it."""
        return f"{self.title}, version {self.version}"


@dataclass(frozen=True)
class KnownOccasion:
    """An occasion that exists."""

    id: int
    owner: int
    instrument: int
    name: str
    date: datetime.date
    invited: frozenset[int]


@dataclass(frozen=True)
class Given:
    """What one row says about one item; `note` is what one is on the way with."""

    answer: Answer
    comment: str
    note: str = ""


@dataclass(frozen=True)
class KnownAssessment:
    """What an organisation has at an occasion: the version that holds, by item number; empty while it is a draft."""

    organisation: int
    occasion: int
    handed_in: bool
    given: Mapping[int, Given] = field(default_factory=dict)


@dataclass(frozen=True)
class World:
    """All that the plan looks at. `reach` names the organisation whose page it is: only it and what hangs below it.

    Without a reach every organisation may be named, and occasions that don't exist are made; `owner` then owns them.
    `discreet` keeps to itself which of the handed-in values the file says otherwise: whoever asks may not read them.
    """

    organisations: Mapping[int, KnownOrganisation]
    instruments: Mapping[int, KnownInstrument]
    occasions: tuple[KnownOccasion, ...]
    assessments: Mapping[tuple[int, int], KnownAssessment]
    reach: KnownOrganisation | None = None
    owner: KnownOrganisation | None = None
    discreet: bool = False

    def reaches(self, organisation: KnownOrganisation) -> bool:
        """Whether the file may hold assessments of it."""
        return self.reach is None or self.reach.id in organisation.line

    def is_open(self, occasion: KnownOccasion, organisation: KnownOrganisation) -> bool:
        """Whether the organisation may rate at the occasion: the same rule as Occasion.objects.open_to."""
        if (organisation.id, occasion.id) in self.assessments:
            return True
        for_units = self.instruments[occasion.instrument].for_units
        if organisation.id in occasion.invited:
            return not (organisation.is_root and for_units)
        return for_units and bool(occasion.invited & set(organisation.line[1:]))


class Places:
    """Finds organisations and units by what people write, and writes what finds them again."""

    def __init__(self, organisations: Iterable[KnownOrganisation]) -> None:
        self.marks: dict[str, KnownOrganisation] = {}
        self.numbers: defaultdict[int, set[KnownOrganisation]] = defaultdict(set)
        self.below: defaultdict[int, list[KnownOrganisation]] = defaultdict(list)
        rows = list(organisations)
        for each in rows:
            self.marks.setdefault(each.slug.casefold(), each)
            for above in each.line[1:]:
                self.below[above].append(each)
        # A code wins over somebody else's slug.
        for each in rows:
            if each.code:
                self.marks[each.code.casefold()] = each
                if each.code.isascii() and each.code.isdigit():
                    self.numbers[int(each.code)].add(each)
        self.by_id = {each.id: each for each in rows}
        self._units: dict[tuple[int, str], list[KnownOrganisation]] = {}

    def organisation(self, text: str) -> KnownOrganisation | None:
        """Find by code or slug; a code that a spreadsheet took for a number gets its noughts back."""
        exact = self.marks.get(text.casefold())
        if exact or not (text.isascii() and text.isdigit() and len(text) < 20):
            return exact
        found = self.numbers.get(int(text), set())
        return next(iter(found)) if len(found) == 1 else None

    def units(self, top: KnownOrganisation, text: str) -> list[KnownOrganisation]:
        """Find below an organisation, by slug or code, or else by name: several may have the same one."""
        key = top.id, text.casefold()
        if key not in self._units:
            self._units[key] = self._units_of(*key)
        return self._units[key]

    def _units_of(self, top: int, wanted: str) -> list[KnownOrganisation]:
        below = self.below[top]
        exact = [each for each in below if wanted in {each.slug.casefold(), (each.code or "").casefold()}]
        return exact or [each for each in below if each.name.casefold() == wanted]

    def written(self, place: KnownOrganisation) -> tuple[str, str]:
        """Return what a file writes of a place: the mark of the organisation at the top, and of the unit or nothing."""
        if place.is_root:
            return place.mark, ""
        top = self.by_id[place.line[-1]]
        for text in (place.name, place.slug):
            if self.units(top, text) == [place]:
                return top.mark, text
        return place.slug, ""
