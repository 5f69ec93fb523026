"""Which half-years a status report is suggested for: those in which something was done or went on."""

import datetime
from collections.abc import Iterable
from typing import Final

from resultchain.periods import Period, half_year

JULY: Final = 7


def half_years(
    days: Iterable[tuple[datetime.date, datetime.date | None]], today: datetime.date, most: int
) -> list[Period]:
    """Return the half-years that the days touch, the latest first, none that has not begun.

    Each pair is the first day of something and its last one, or None for what still goes on.
    """
    now = _place(today)
    found: set[int] = set()
    for first, last in days:
        end = min(now, _place(last or today))
        found.update(range(max(_place(first), end - most), end + 1))
    return [_at(place) for place in sorted(found, reverse=True)[:most]]


def _place(day: datetime.date) -> int:
    """Return the place of a day's half-year among all of them: twice the year, and one more for the autumn."""
    return day.year * 2 + (day.month >= JULY)


def _at(place: int) -> Period:
    year, is_autumn = divmod(place, 2)
    return half_year(datetime.date(year, JULY if is_autumn else 1, 1))
