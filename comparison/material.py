"""What was read for a comparison, as values free from the database: who, when, with what, and which values."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from checklists.calculations import Scale
from comparison.sizes import size_of
from comparison.values import Values

Order = tuple[str, int, bool, str, int]
"""Where an organisation or a unit stands in a list."""


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


def order_of(top: Body, body: Body) -> Order:
    """Return where a body of an organisation stands: by the organisation's name, itself before its units."""
    return (top.sort_key, top.pk, body.pk != top.pk, body.sort_key, body.pk)


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
    """One occasion of one programme. `is_shared`: meetings of other programmes hang on it, too."""

    pk: int
    programme: int
    name: str
    date: datetime.date
    ruler: int
    is_shared: bool = False


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
class Seat:
    """Where an organisation stands in a programme: whose values its own are, and of which participant."""

    rater: int
    participant: Participant


@dataclass(frozen=True)
class Material:
    """All that one reader sees in some programmes. Times stand in time order, groups and programmes as lists show them.

    By occasion: who was asked, who has handed in (shared or not), and by organisation the values (`at`), the
    assessments' ids (`sources`) and the values of those who chose to be only in the spread (`counted_at`).
    `own` are the reader's organisation and those of its units that have handed in.
    """

    own: frozenset[int]
    programmes: Mapping[int, str]
    groups: Mapping[int, str]
    rulers: Mapping[int, Ruler]
    times: tuple[Time, ...]
    participants: tuple[Participant, ...]
    bodies: Mapping[int, Body]
    asked: Mapping[int, frozenset[int]]
    handed_in: Mapping[int, frozenset[int]]
    at: Mapping[int, Mapping[int, Values]]
    sources: Mapping[int, Mapping[int, int]]
    counted_at: Mapping[int, Mapping[int, Values]] = field(default_factory=dict)

    @cached_property
    def seen(self) -> frozenset[int]:
        """The occasions at which there is something to see of those who take part."""
        return frozenset(
            time.pk
            for time in self.times
            if self.has_any(self.at, time) or self.has_any(self.counted_at, time)
        )

    def has_any(self, rated: Mapping[int, Mapping[int, Values]], time: Time) -> bool:
        """Whether some of these values, by occasion and organisation, are of somebody who takes part today."""
        return not rated.get(time.pk, {}).keys().isdisjoint(self.seats.get(time.programme, {}))

    @property
    def is_constructed(self) -> bool:
        """Whether constructed values may be among what is seen: the demo's."""
        return any(body.constructed for body in self.bodies.values())

    @property
    def assessments(self) -> list[int]:
        """The ids of all that is shown."""
        return [pk for at in self.sources.values() for pk in at.values()]

    @cached_property
    def seats(self) -> Mapping[int, Mapping[int, Seat]]:
        """Who rates in each programme: the raters, and what hangs below them."""
        raters: dict[int, dict[int, Seat]] = defaultdict(dict)
        for one in self.participants:
            for rater in one.raters:
                raters[one.programme][rater] = Seat(rater, one)
        units = [pk for pk, body in self.bodies.items() if body.parent is not None]
        return {programme: {**self._below(seats, units), **seats} for programme, seats in raters.items()}

    def top_of(self, participant: Participant, rater: int) -> Body:
        """Return the organisation of the participant that a rater is or hangs below."""
        if rater in participant.organisations:
            return self.bodies[rater]
        found = next((pk for pk in self._line(rater) if pk in participant.organisations), rater)
        return self.bodies[found]

    def _below(self, seats: Mapping[int, Seat], units: Iterable[int]) -> dict[int, Seat]:
        nearest = {unit: next((pk for pk in self._line(unit) if pk in seats), None) for unit in units}
        return {unit: seats[pk] for unit, pk in nearest.items() if pk is not None}

    def _line(self, organisation: int) -> list[int]:
        line: list[int] = []
        at: int | None = organisation
        while at is not None and at in self.bodies and at not in line:
            line.append(at)
            at = self.bodies[at].parent
        return line
