"""The days that a page is about: a half-year, unless people choose others."""

import datetime
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from figures.swedish import NO_BREAK_SPACE, long_date

LAST_MONTH_OF_SPRING: Final = 6


@dataclass(frozen=True)
class Period:
    """From a day to a day, both included."""

    first: datetime.date
    last: datetime.date

    @property
    def name(self) -> str:
        """What people call it: våren 2020, hösten 2020; otherwise its days."""
        if self == half_year(self.first):
            spring = self.first.month <= LAST_MONTH_OF_SPRING
            return (_("våren %(year)s") if spring else _("hösten %(year)s")) % {"year": self.first.year}
        return days(self.first, self.last)

    @property
    def before(self) -> "Period":
        """The half-year that ends before this one begins, or during it."""
        return half_year(half_year(self.first).first - datetime.timedelta(days=1))

    @property
    def after(self) -> "Period":
        """The half-year that begins after this one ends."""
        return half_year(half_year(self.last).last + datetime.timedelta(days=1))


def days(first: datetime.date, last: datetime.date | None) -> str:
    """Write one day or several: "4 februari 2020", "4–5 februari 2020", "30 juni–1 juli 2020"."""
    language = get_language() or "sv"
    if last is None or first == last:
        return long_date(first, language)
    begins = long_date(first, language)
    if first.year == last.year:
        begins = str(first.day) if first.month == last.month else begins.rsplit(NO_BREAK_SPACE, 1)[0]
    return f"{begins}–{long_date(last, language)}"


def half_year(day: datetime.date) -> Period:
    """Return the half of a year that a day lies in."""
    if day.month <= LAST_MONTH_OF_SPRING:
        return Period(day.replace(month=1, day=1), day.replace(month=6, day=30))
    return Period(day.replace(month=7, day=1), day.replace(month=12, day=31))


def period(first: datetime.date | None, last: datetime.date | None, today: datetime.date) -> Period:
    """Return the chosen days; one that is missing comes from the half-year of the other, or of today."""
    found = half_year(first or last or today)
    begins, ends = first or found.first, last or found.last
    return Period(min(begins, ends), max(begins, ends))
