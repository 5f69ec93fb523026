"""What was read for a comparison, as values free from the database: who, when, with what, and which values."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from checklists.calculations import Scale
from comparison.sizes import size_of
from comparison.values import Values

Key = tuple[int, int]
"""Who rated and when: ids of an organisation and an occasion."""


@dataclass(frozen=True)
class Body:
    """An organisation, or a unit of one."""

    pk: int
    name: str
    sort_key: str
    parent: int | None
    kind: str
    constructed: bool = False
    county: str = ""
    county_name: str = ""
    inhabitants: int | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None

    @property
    def size(self) -> str:
        """The key of its class of size; empty where nobody has registered how many live there."""
        return size_of(self.inhabitants)


@dataclass(frozen=True)
class Ruler:
    """One version of an instrument: what is rated, and on which scale. `key` is shared by its versions."""

    pk: int
    key: str
    title: str
    scale: Scale
    numbers: tuple[int, ...]
    shorts: tuple[str, ...]

    @property
    def names(self) -> Mapping[int, str]:
        """The short wording of each item, by its number."""
        return dict(zip(self.numbers, self.shorts, strict=True))


@dataclass(frozen=True)
class Time:
    """One occasion of one programme."""

    pk: int
    programme: int
    name: str
    date: datetime.date
    ruler: int


@dataclass(frozen=True)
class Spell:
    """A time in a group; `until` is None while it lasts."""

    group: int
    until: datetime.date | None


@dataclass(frozen=True)
class Participant:
    """One that is compared: its organisations, and who of them rates (the units that take part, or itself).

    `is_near`: the reader may be told that it has not handed in. `is_open`: also that it has, and does not share it.
    """

    pk: int
    programme: int
    organisations: frozenset[int]
    raters: frozenset[int]
    spells: tuple[Spell, ...] = ()
    is_near: bool = True
    is_open: bool = True

    def is_in(self, group: int, day: datetime.date) -> bool:
        """Whether it is in a group and had not left it by a day: many groups are made after the first rating."""
        return any(one.group == group and (one.until is None or one.until >= day) for one in self.spells)


@dataclass(frozen=True)
class Material:
    """All that one reader sees in some programmes. Times stand in time order, groups and programmes as lists show them.

    `own` are the reader's organisation and those of its units that have handed in; `counted` the values of those who
    chose to be only in the spread; `handed_in` who has handed in, shared or not; `sources` the assessments' ids.
    """

    own: frozenset[int]
    programmes: Mapping[int, str]
    groups: Mapping[int, str]
    rulers: Mapping[int, Ruler]
    times: tuple[Time, ...]
    participants: tuple[Participant, ...]
    bodies: Mapping[int, Body]
    asked: Mapping[int, frozenset[int]]
    handed_in: frozenset[Key]
    values: Mapping[Key, Values]
    sources: Mapping[Key, int]
    counted: Mapping[Key, Values] = field(default_factory=dict)

    @cached_property
    def seen(self) -> frozenset[int]:
        """The occasions at which there is something to see."""
        return frozenset(occasion for _organisation, occasion in (*self.values, *self.counted))

    @cached_property
    def at(self) -> Mapping[int, Mapping[int, Values]]:
        """The values of each occasion, by organisation."""
        return _by_occasion(self.values)

    @cached_property
    def counted_at(self) -> Mapping[int, Mapping[int, Values]]:
        """The same of those who chose to be only in the spread."""
        return _by_occasion(self.counted)

    @cached_property
    def raters(self) -> Mapping[Key, Participant]:
        """Who rates as which participant, by programme and rater."""
        return {(one.programme, rater): one for one in self.participants for rater in one.raters}

    def rater_of(self, programme: int, organisation: int) -> int | None:
        """Return the rater of a programme that an organisation is or hangs below."""
        if (programme, organisation) in self.raters:
            return organisation
        return next((pk for pk in self._line(organisation) if (programme, pk) in self.raters), None)

    def top_of(self, participant: Participant, rater: int) -> Body:
        """Return the organisation of the participant that a rater is or hangs below."""
        if rater in participant.organisations:
            return self.bodies[rater]
        found = next((pk for pk in self._line(rater) if pk in participant.organisations), rater)
        return self.bodies[found]

    def _line(self, organisation: int) -> list[int]:
        line: list[int] = []
        at: int | None = organisation
        while at is not None and at in self.bodies and at not in line:
            line.append(at)
            at = self.bodies[at].parent
        return line


def _by_occasion(values: Mapping[Key, Values]) -> dict[int, dict[int, Values]]:
    found: dict[int, dict[int, Values]] = defaultdict(dict)
    for (organisation, occasion), rated in values.items():
        found[occasion][organisation] = rated
    return dict(found)
