"""What one participant has left to do before which day, and on which days that is worth a reminder. No database."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from programmes.models import COUNTING, Part, Stage

DAYS_BEFORE: Final = (14, 3)
LATE: Final = 2
"""So many days later a reminder is still sent, when the service was away on its day."""


class Matter(StrEnum):
    """What is to be done."""

    ANSWER = "answer"
    ACKNOWLEDGEMENT = "acknowledgement"
    ASSESSMENT = "assessment"
    HOME_WORK = "home_work"
    REPORT = "report"


@dataclass(frozen=True)
class Gathering:
    """A meeting that the participant is asked to: whether it lacks a rating before, or an answer to its home work."""

    id: int
    day: datetime.date
    lacks_rating: bool = False
    lacks_home_work: bool = False


@dataclass(frozen=True)
class Standing:
    """How far one participant has come; gatherings in time order. `report_by` is empty when nothing is to come in."""

    part: Part
    stage: Stage
    starts_on: datetime.date
    has_to_read: bool
    report_by: datetime.date | None
    gatherings: Sequence[Gathering]


@dataclass(frozen=True)
class Deadline:
    """One thing that is not done, and the day it is wanted by; home work names the meeting that gave it."""

    matter: Matter
    day: datetime.date
    meeting: int | None = None

    @property
    def key(self) -> str:
        """The same for the same thing and day; a meeting that moves is a new deadline."""
        return f"reminder:{self.matter}:{self.meeting or 0}:{self.day.isoformat()}"


def deadlines(standing: Standing, today: datetime.date) -> list[Deadline]:
    """Return what the participant has not done and can still do in time: the day itself is too late for a reminder."""
    return [one for one in _all(standing, today) if one.day > today]


def _all(standing: Standing, today: datetime.date) -> Iterator[Deadline]:
    following = next((one for one in standing.gatherings if one.day > today), None)
    if standing.stage == Stage.INVITED:
        if standing.starts_on > today or following is None:
            yield Deadline(Matter.ANSWER, standing.starts_on)
        else:
            yield Deadline(Matter.ANSWER, following.day, following.id)
    if standing.stage in {Stage.APPLIED, Stage.TAKES_PART} and standing.has_to_read and following:
        yield Deadline(Matter.ACKNOWLEDGEMENT, following.day, following.id)
    if standing.stage == Stage.TAKES_PART:
        for one in standing.gatherings:
            if one.lacks_rating:
                yield Deadline(Matter.ASSESSMENT, one.day, one.id)
        yield from _home_work(standing, today)
    if standing.stage in COUNTING and standing.part == Part.PARTICIPANT and standing.report_by:
        yield Deadline(Matter.REPORT, standing.report_by)


def _home_work(standing: Standing, today: datetime.date) -> Iterator[Deadline]:
    """Home work of a meeting that has been returns at the next one."""
    for gave, returns in zip(standing.gatherings, standing.gatherings[1:], strict=False):
        if gave.lacks_home_work and gave.day <= today:
            yield Deadline(Matter.HOME_WORK, returns.day, gave.id)


def reminder_for(deadline: Deadline, today: datetime.date) -> str | None:
    """Return the key of the reminder that is to go out today, or nothing when it is not the time for one."""
    left = (deadline.day - today).days
    for days in DAYS_BEFORE:
        if max(days - LATE, 1) <= left <= days:
            return f"{deadline.key}:{days}"
    return None


def is_about(key: str, deadline: Deadline) -> bool:
    """Whether a reminder with that key is one of this deadline."""
    return key.rpartition(":")[0] == deadline.key
