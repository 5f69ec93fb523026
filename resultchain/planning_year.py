"""The planning year (årshjul): an organisation's own dates, month by month."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models.functions import Coalesce
from django.utils import timezone

from organisations.models import Organisation
from resultchain.models import DateKind, PlanningDate
from resultchain.periods import days
from resultchain.wheel import Point, Wheel, wheel

AHEAD: Final = datetime.timedelta(days=60)
"""How long before its day a date is told of on the start page."""
YEARS: Final = range(2000, 2101)
MOST: Final = 200
"""Dates of one year that a page shows."""


@dataclass(frozen=True)
class DateRow:
    """One date of a year: its number in the list and in the wheel, and where its mark stands."""

    date: PlanningDate
    number: int
    mark: Point
    is_over: bool

    @property
    def days(self) -> str:
        """Its day or days in words."""
        return days(self.date.first_day, self.date.last_day)

    @property
    def is_meeting(self) -> bool:
        """Whether it is a meeting of a programme."""
        return self.date.kind == DateKind.MEETING


@dataclass(frozen=True)
class PlanningYear:
    """One year: its dates by month, each month by its first day, and the drawing."""

    year: int
    months: tuple[tuple[datetime.date, tuple[DateRow, ...]], ...]
    wheel: Wheel
    left_out: int = 0

    @property
    def rows(self) -> tuple[DateRow, ...]:
        """Every date in order of time."""
        return tuple(row for _month, rows in self.months for row in rows)

    @property
    def can_be_copied(self) -> bool:
        """Whether there is something that may come back next year."""
        return any(not row.is_meeting for row in self.rows) and self.year + 1 in YEARS


def chosen_year(text: str) -> int:
    """Return the year that an address asks for, or this year when it asks for none that there is."""
    asked = int(text) if text.isdecimal() and len(text) == len(str(YEARS.start)) else 0
    return asked if asked in YEARS else timezone.localdate().year


def dates_of(organisation: Organisation) -> Any:
    """Return the organisation's own dates, in order of time."""
    own: Any = PlanningDate.objects.filter(organisation=organisation)
    return own.select_related("organisation").order_by("first_day", "pk")


def other_years(organisation: Organisation, year: int) -> list[int]:
    """Return the years that a page leads to: those beside it, and those that have dates. One query."""
    held = {day.year for day in dates_of(organisation).order_by().dates("first_day", "year")}
    return sorted((held | {year - 1, year + 1}) & set(YEARS) - {year})


def planning_year(organisation: Organisation, year: int, today: datetime.date) -> PlanningYear:
    """Return one year. One query; a date belongs to the year in which it begins."""
    found = list(dates_of(organisation).filter(first_day__year=year)[: MOST + 1])
    return drawn(found[:MOST], year, today, left_out=len(found[MOST:]))


def drawn(dates: Sequence[PlanningDate], year: int, today: datetime.date, *, left_out: int) -> PlanningYear:
    """Lay out the dates of one year, which come in order of time."""
    drawing = wheel([date.first_day for date in dates], year, today)
    months: dict[datetime.date, list[DateRow]] = {}
    for number, (date, mark) in enumerate(zip(dates, drawing.marks, strict=True), start=1):
        row = DateRow(date, number, mark, (date.last_day or date.first_day) < today)
        months.setdefault(date.first_day.replace(day=1), []).append(row)
    return PlanningYear(
        year, tuple((month, tuple(rows)) for month, rows in months.items()), drawing, left_out
    )


def a_year_later(day: datetime.date) -> datetime.date:
    """Return the same day of next year; the leap day becomes the last of February."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


def next_dates(organisation: Organisation, today: datetime.date, most: int) -> list[PlanningDate]:
    """Return the first of what comes, or goes on, within sixty days, the soonest first. One query."""
    dates = dates_of(organisation).annotate(ends=Coalesce("last_day", "first_day"))
    return list(dates.filter(first_day__lte=today + AHEAD, ends__gte=today)[:most])
