"""What a status report of a period is made from, free from the database and cleaned of what can't be printed."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from resultchain.periods import Period, days
from resultchain.reach import Overview

Standing = Literal["done", "ongoing", "planned"]


@dataclass(frozen=True)
class People:
    """How many took part, as far as it is known: exactly, about, or not (`precision` as models.Precision)."""

    number: int | None = None
    precision: str = ""
    women: int | None = None
    men: int | None = None
    functions: tuple[tuple[str, int], ...] = ()


NOBODY = People()


@dataclass(frozen=True)
class Target:
    """What an entry led to; `counts` is False for what it only gave rise to."""

    id: int
    what: str
    level: int
    counts: bool = True


@dataclass(frozen=True)
class Logged:
    """One entry as it stood when the period ended. `unit` is empty for what the organisation itself did."""

    id: int
    what: str
    level: int
    standing: Standing
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    area: str = ""
    unit: str = ""
    course: str = ""
    people: People = NOBODY

    @property
    def day(self) -> datetime.date | None:
        """The day that lists go by."""
        return self.last_day or self.first_day


@dataclass(frozen=True)
class FollowedUp:
    """Something that an earlier report said was planned, and what has become of it; days are in words."""

    id: int
    what: str
    then: str
    now: str
    state: str
    note: str = ""


@dataclass(frozen=True)
class Earlier:
    """The last published status report before the period, and what it said was planned."""

    title: str
    decided_on: datetime.date
    planned: tuple[FollowedUp, ...]
    times: tuple[datetime.datetime, ...] = ()


@dataclass(frozen=True)
class PositionOnLevel:
    """What the organisation says of one level."""

    level: int
    extent: str
    words: str


@dataclass(frozen=True)
class OwnPosition:
    """Where the organisation itself says that it stands."""

    name: str
    date: datetime.date
    words: str
    levels: tuple[PositionOnLevel, ...]


@dataclass(frozen=True)
class IndicatorLine:
    """One value of an indicator; numbers are ready texts, empty where there is none."""

    kind: str
    day: datetime.date
    women: str
    men: str
    total: str


@dataclass(frozen=True)
class ReportIndicator:
    """What is measured, by sex or with the reason why not."""

    name: str
    unit: str
    by_sex: bool
    no_sex_reason: str
    lines: tuple[IndicatorLine, ...]


@dataclass(frozen=True)
class ReportGoal:
    """A goal with its need, how many measures stand where, and its indicators."""

    id: int
    title: str
    need: str
    unit: str
    measures: Mapping[Standing, int]
    indicators: tuple[ReportIndicator, ...]


@dataclass(frozen=True)
class ReportDiploma:
    """A diploma in force when the period ended."""

    unit: str
    name: str
    issuer: str
    issued_on: datetime.date
    valid_to: datetime.date | None


@dataclass(frozen=True)
class UnitMap:
    """One unit's map of the global goals; None in both for a unit that has not mapped yet."""

    unit: str
    present: tuple[int, ...] | None = None
    coming: tuple[int, ...] | None = None
    coming_years: str = ""


@dataclass(frozen=True)
class PlanCount:
    """One area, or one mandatory part, of a plan: how many units, and of those how many have it in their budget."""

    name: str
    number: int
    in_budget: int = 0


@dataclass(frozen=True)
class ReportPlan:
    """A plan, and what the units that have answered say of it."""

    title: str
    units: int
    answered: int
    areas: tuple[PlanCount, ...]
    parts: tuple[PlanCount, ...]


@dataclass(frozen=True)
class YearDate:
    """One date of the planning year, or a meeting of a programme."""

    kind: str
    name: str
    first_day: datetime.date
    last_day: datetime.date | None
    words: str = ""
    took_part: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Material:
    """All that a status report is made from. Entries stand with the latest first; planned ones too.

    `of_period` counts the entries of the report, `so_far` all until the period's last day.
    """

    kind: str
    constructed: bool
    period: Period
    data_time: datetime.datetime
    units: bool
    entries: tuple[Logged, ...]
    of_period: Overview
    so_far: Overview
    targets: Mapping[int, tuple[Target, ...]] = field(default_factory=dict)
    earlier: Earlier | None = None
    position: OwnPosition | None = None
    goals: tuple[ReportGoal, ...] = ()
    diplomas: tuple[ReportDiploma, ...] = ()
    maps: tuple[UnitMap, ...] = ()
    plans: tuple[ReportPlan, ...] = ()
    meetings: tuple[YearDate, ...] = ()
    dates: tuple[YearDate, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()
    lessons: tuple[str, ...] = ()
    undated: int = 0
    dropped: int = 0

    @property
    def days(self) -> str:
        """The period's days in words of the active language."""
        return days(self.period.first, self.period.last)

    def standing(self, *wanted: Standing) -> list[Logged]:
        """Return the entries that stand so."""
        return [entry for entry in self.entries if entry.standing in wanted]
