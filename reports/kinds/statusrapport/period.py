"""The time that a status report is about: a half-year, or other days that people choose."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from figures import swedish

HALVES: Final = (((1, 1), (6, 30)), ((7, 1), (12, 31)))
LAST_MONTH_OF_SPRING: Final = 6


@dataclass(frozen=True)
class Period:
    """From a day to a day, both included."""

    first: datetime.date
    last: datetime.date

    @property
    def name(self) -> str:
        """Return what people call it: våren 2020, hösten 2020, år 2020; otherwise its days."""
        ends = (self.first.month, self.first.day), (self.last.month, self.last.day)
        if self.first.year == self.last.year:
            words = {"year": self.first.year}
            if ends == HALVES[0]:
                return _("våren %(year)s") % words
            if ends == HALVES[1]:
                return _("hösten %(year)s") % words
            if ends == (HALVES[0][0], HALVES[1][1]):
                return _("år %(year)s") % words
        return self.days

    @property
    def days(self) -> str:
        """Return its days: 1 januari–30 juni 2020."""
        return span(self.first, self.last)

    def holds(self, day: datetime.date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last


def span(first: datetime.date, last: datetime.date) -> str:
    """Write two days in the active language, the year once where it is the same; one day when they are."""
    language = swedish.chosen(get_language())
    end = swedish.long_date(last, language)
    if first == last:
        return end
    begin = swedish.long_date(first, language)
    if first.year == last.year:
        begin = begin.removesuffix(f"{swedish.NO_BREAK_SPACE}{first.year}")
    return f"{begin}–{end}"


def half_year_of(day: datetime.date) -> Period:
    """Return the half-year that a day lies in."""
    return half_year(_index(day))


def half_year(index: int) -> Period:
    """Return a half-year by its place among all of them: twice the year, and one more for the autumn."""
    year, half = divmod(index, 2)
    (month, day), (last_month, last_day) = HALVES[half]
    return Period(datetime.date(year, month, day), datetime.date(year, last_month, last_day))


def half_years(
    days: Iterable[tuple[datetime.date, datetime.date | None]], today: datetime.date, most: int
) -> list[Period]:
    """Return the half-years that the days touch, the latest first, none that has not begun.

    Each pair is the first day of something and its last one, or None for what still goes on.
    """
    now = _index(today)
    found: set[int] = set()
    for first, last in days:
        end = min(now, _index(last or today))
        found.update(range(max(_index(first), end - most), end + 1))
    return [half_year(index) for index in sorted(found, reverse=True)[:most]]


def _index(day: datetime.date) -> int:
    return day.year * 2 + (day.month > LAST_MONTH_OF_SPRING)
