"""Whether a change falls in the middle of a row of meetings: pure, on days."""

import datetime
from collections.abc import Iterable


def between(
    day: datetime.date, meetings: Iterable[datetime.date]
) -> tuple[datetime.date, datetime.date] | None:
    """Return the last meeting before the day and the first from it on, or None when either is missing.

    Those who meet again are then not those who met: what a group has said in confidence, and its comparison, is not
    the same group's.
    """
    days = sorted(meetings)
    before = [each for each in days if each < day]
    after = [each for each in days if each >= day]
    return (before[-1], after[0]) if before and after else None
