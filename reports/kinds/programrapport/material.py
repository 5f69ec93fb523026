"""What a programme report is made from, free from the database and cleaned of what can't be printed."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from checklists.calculations import Scale
from checklists.spread import ItemSpread
from comparison.spread import Spread
from comparison.values import ItemMoves
from resultchain.periods import Period


@dataclass(frozen=True)
class Taking:
    """Somebody in a group; who has left stands in brackets. `organisations`: how many take part as one."""

    name: str
    has_left: bool = False
    organisations: int = 1


@dataclass(frozen=True)
class GroupLine:
    """One group and who is in it. Without a name: those who are in no group."""

    name: str
    participants: tuple[Taking, ...] = ()
    mentors: tuple[Taking, ...] = ()
    supports: tuple[Taking, ...] = ()


@dataclass(frozen=True)
class Moved:
    """How many sums went up, down or stood still between two occasions, and the same item by item."""

    since: str
    since_day: datetime.date
    up: int
    down: int
    still: int
    items: tuple[ItemMoves, ...]

    @property
    def compared(self) -> int:
        """How many have a sum at both occasions."""
        return self.up + self.down + self.still


@dataclass(frozen=True)
class Rated:
    """The agreed values of one occasion. `missing` are names; `left_out` counts who is too few to be counted."""

    checklist: str
    source: str
    scale: Scale
    wordings: Mapping[int, str]
    shorts: Mapping[int, str]
    occasion: str
    day: datetime.date
    n: int
    items: tuple[ItemSpread, ...]
    sums: Spread
    maximum: int | None
    missing: tuple[str, ...] = ()
    left_out: int = 0
    moved: Moved | None = None


@dataclass(frozen=True)
class Example:
    """One thing that a handed-in report tells."""

    level: int
    what: str
    when: str
    unit: str = ""
    quote: str = ""
    source: str = ""


@dataclass(frozen=True)
class Stands:
    """One level in a handed-in report: what the organisation says of itself, and how much it has logged as done."""

    level: int
    said: str
    done: int


@dataclass(frozen=True)
class HandedIn:
    """A result report that the lead may read. Only what everybody may read is told with a name; `texts` by part."""

    name: str
    is_open: bool
    examples: tuple[Example, ...] = ()
    stands: tuple[Stands, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Underlay:
    """What a part is based on: reports of how many, meetings by kind. `late` and `missing` are names."""

    expected: int
    handed_in: int
    mentors_handed_in: int
    missing: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    meetings: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Goal:
    """An expected result and its judgement; what nobody has judged has no verdict. `retold`: the day is not known."""

    text: str
    for_whom: str
    verdict: str = ""
    grounds: str = ""
    evidence: str = ""
    by: str = ""
    judged_at: datetime.datetime | None = None
    retold: bool = False


@dataclass(frozen=True)
class GoalsBeside:
    """Expected results of a kind that has no part of its own: nobody of it takes part, or there is no room for one."""

    title: str
    goals: tuple[Goal, ...]
    took_part: bool


@dataclass(frozen=True)
class PartOf:
    """One part of the programme, as the municipalities or the regions."""

    title: str
    lead: str
    purpose: str
    period: Period
    compiled_on: datetime.date | None
    is_compiled: bool
    groups: tuple[GroupLine, ...]
    underlay: Underlay
    rated: Rated | None = None
    reports: tuple[HandedIn, ...] = ()
    goals: tuple[Goal, ...] = ()
    mentors: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Material:
    """All that a programme report is made from. `left_out` are the titles of parts that it has no room for.

    `places`: what each part is about, as `keys.places_of` reads it when the draft reads its data anew.
    """

    title: str
    lead: str
    parts: tuple[PartOf, ...]
    constructed: bool
    data_time: datetime.datetime
    left_out: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    beside: tuple[GoalsBeside, ...] = ()
