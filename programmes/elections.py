"""When Sweden votes: a round that begins right after a general election meets new people and new majorities."""

import datetime
from typing import Final

KNOWN_YEAR: Final = 2022
YEARS_BETWEEN: Final = 4
MONTHS_AFTER: Final = 6
SUNDAY: Final = 6


def election_day(year: int) -> datetime.date:
    """Return the second Sunday of September (vallagen 2005:837, 1 kap. 3 §); extra elections are left out."""
    first = datetime.date(year, 9, 1)
    return first + datetime.timedelta(days=(SUNDAY - first.weekday()) % 7 + 7)


def election_right_before(day: datetime.date) -> datetime.date | None:
    """Return the general election that was held within six months before a day, or nothing."""
    for year in (day.year, day.year - 1):
        if (year - KNOWN_YEAR) % YEARS_BETWEEN == 0:
            election = election_day(year)
            # Six months after September is March: the day exists.
            if election <= day <= datetime.date(year + 1, election.month + MONTHS_AFTER - 12, election.day):
                return election
    return None
