"""What a result report is made from, free from the database and cleaned of what can't be printed."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.kinds.lagesrapport.material import Material as Rating
from reports.kinds.statusrapport.material import PositionOnLevel
from resultchain.periods import Period
from resultchain.reach import LevelCount, Overview


@dataclass(frozen=True)
class Companion:
    """Somebody in the same group: who, and from a day to a day (None: still).

    `part` is told beside the name when it is not the usual one; days of the whole time are None and not told.
    """

    name: str
    part: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None


@dataclass(frozen=True)
class InGroup:
    """A group that the participant was in, and who was in it at the same time; mentors apart."""

    name: str
    kind: str
    first: datetime.date
    last: datetime.date | None
    mentors: tuple[Companion, ...] = ()
    others: tuple[Companion, ...] = ()


@dataclass(frozen=True)
class MeetingLine:
    """A meeting that has begun, and how many came in each function; None when nobody has noted it."""

    name: str
    kind: str
    day: datetime.date
    people: tuple[tuple[str, int], ...] | None = None


@dataclass(frozen=True)
class Rated:
    """One organisation's or unit's ratings before and after the meetings; `unit` is empty for the reporting one."""

    unit: str
    rating: Rating


@dataclass(frozen=True)
class Statement:
    """Where the organisation said that it stood, and what was logged on each level by that day."""

    name: str
    date: datetime.date
    words: str
    levels: tuple[PositionOnLevel, ...]
    logged: tuple[LevelCount, ...]


@dataclass(frozen=True)
class Example:
    """One entry that the report may tell; `unit` is empty for what the organisation itself did."""

    id: int
    what: str
    level: int
    ongoing: bool
    first_day: datetime.date | None
    last_day: datetime.date | None
    unit: str = ""
    quote: str = ""
    quote_source: str = ""
    lesson: str = ""


@dataclass(frozen=True)
class MentorSays:
    """What is said about being a mentor next time; `answer` is a code of the programmes' Willingness."""

    answer: str
    year: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Taking:
    """The participation itself; what nobody knows is empty or None."""

    name: str
    part: str
    stage: str
    units: tuple[str, ...] = ()
    through: str = ""
    decided_on: datetime.date | None = None
    reference: str = ""
    functions: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Round:
    """The round of the programme that the report is about."""

    name: str
    lead: str
    purpose: str
    period: Period
    deadline: datetime.date | None = None


@dataclass(frozen=True)
class Material:
    """All that a result report is made from. `elsewhere` counts who takes part as the same and reports by itself."""

    round: Round
    taking: Taking
    constructed: bool
    data_time: datetime.datetime
    groups: tuple[InGroup, ...] = ()
    meetings: tuple[MeetingLine, ...] = ()
    rated: tuple[Rated, ...] = ()
    more_rated: int = 0
    elsewhere: int = 0
    statements: tuple[Statement, ...] = ()
    examples: Mapping[int, tuple[Example, ...]] = field(default_factory=dict)
    # How many of the examples have no day; by the round's last day they count as done.
    undated: int = 0
    so_far: Overview | None = None
    mentor: MentorSays | None = None
