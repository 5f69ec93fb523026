"""What became of what was planned: done, going on, moved, dropped, still planned, or gone."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LONGEST_KEPT: Final = datetime.timedelta(days=31)


class Became(StrEnum):
    """What has become of something that was planned; the first, second and fourth are states of an entry too."""

    DONE = "done"
    ONGOING = "ongoing"
    MOVED = "moved"
    DROPPED = "dropped"
    PLANNED = "planned"
    GONE = "gone"


STATES = {Became.DONE, Became.ONGOING, Became.DROPPED}


@dataclass(frozen=True)
class Snapshot:
    """An entry at one time: its id, its state as EntryState names it, and its day."""

    id: int
    state: str
    day: datetime.date | None = None


@dataclass(frozen=True)
class FollowedUp:
    """One planned thing, how it stands now (nothing when it is gone), and what that means."""

    before: Snapshot
    now: Snapshot | None
    became: Became


def followed_up(before: Iterable[Snapshot], now: Iterable[Snapshot]) -> tuple[FollowedUp, ...]:
    """Say of everything that was planned `before` what has become of it `now`, in the order of `before`.

    It is moved when its day is another one than it was; a day that it did not have is no move.
    """
    found = {one.id: one for one in now}
    planned = (one for one in before if one.state == Became.PLANNED)
    return tuple(FollowedUp(one, found.get(one.id), _became(one, found.get(one.id))) for one in planned)


def _became(before: Snapshot, now: Snapshot | None) -> Became:
    if now is None:
        return Became.GONE
    if now.state != Became.PLANNED:
        return Became(now.state)
    return Became.MOVED if before.day and now.day and before.day != now.day else Became.PLANNED


@dataclass(frozen=True)
class Days:
    """The first and the last day of an entry, as far as they are known."""

    first: datetime.date | None
    last: datetime.date | None

    @property
    def day(self) -> datetime.date | None:
        """The day that lists are ordered by."""
        return self.last or self.first


@dataclass(frozen=True)
class Answer:
    """What somebody says of a planned thing. `day`: the new day of what is moved, or the day when it was done."""

    became: Became
    day: datetime.date | None = None
    word: str = ""


def days_after(days: Days, answer: Answer, today: datetime.date) -> Days:
    """Return the days that follow from an answer.

    What is done has a day that has been. What goes on began on its day and has no end before today. What is moved keeps
    its length, when it is no longer than a month: who moves a half-year says only by when.
    """
    if answer.became == Became.DONE:
        return _done(days, answer.day, today)
    if answer.became == Became.ONGOING and days.last is not None and days.last <= today:
        return Days(days.first or days.last, None)
    if answer.became == Became.MOVED and answer.day is not None:
        return _moved(days, answer.day)
    return days


def _done(days: Days, day: datetime.date | None, today: datetime.date) -> Days:
    if day is None and days.day is not None and days.day <= today:
        return days
    last = day or today
    return Days(min(days.first, last) if days.first else None, last)


def _moved(days: Days, day: datetime.date) -> Days:
    if days.last is None:
        return Days(day, None) if days.first else Days(None, day)
    length = days.last - days.first if days.first else LONGEST_KEPT * 2
    return Days(day - length if length <= LONGEST_KEPT else None, day)
