"""Verbs of meetings: made, changed, written down, taken away, and who came."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from organisations.events import record
from organisations.models import Function, Organisation, User
from programmes.actions.locking import lock
from programmes.models import (
    AccessNeed,
    Attendance,
    Group,
    HomeWork,
    Meeting,
    Participation,
    Programme,
)
from programmes.needs import mark_of, told_by
from resultchain.actions.saved import ChangedError, write

MOST: Final = 500
MOST_NEEDS: Final = 20
IN_CALENDARS: Final = frozenset({"name", "starts_at", "ends_at", "place"})


class TooManyError(Exception):
    """There is no room for another one."""


class InUseError(Exception):
    """Somebody has already said who came, or answered the home work."""


class OverError(Exception):
    """The meeting has ended."""


@transaction.atomic
def add_meeting(
    *,
    by: User,
    organisation: Organisation,
    programme: Programme,
    groups: Collection[Group],
    functions: Collection[Function],
    **content: Any,
) -> tuple[Meeting, bool]:
    """Make a meeting; the same one sent twice is made once, and the second is False. Raises TooManyError."""
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    same = programme.meetings.filter(**content).order_by("pk")
    for meeting in same[:5]:
        if set(meeting.groups.all()) == set(groups):
            return meeting, False
    if programme.meetings.count() >= MOST:
        raise TooManyError
    made = Meeting.objects.create(programme=programme, created_by=by, saved_by=by, **content)
    made.groups.set(groups)
    made.functions.set(functions)
    record(actor=by, organisation=organisation, verb="programmes.meeting_made", obj=made)
    return made, True


@transaction.atomic
def change_meeting(
    *,
    by: User,
    organisation: Organisation,
    meeting: Meeting,
    seen: int | None,
    groups: Collection[Group],
    functions: Collection[Function],
    **content: Any,
) -> None:
    """Change when, where and for whom. What calendars hold raises the sequence. Raises ChangedError."""
    locked = lock(meeting)
    wanted = dict(content)
    if any(getattr(locked, name) != value for name, value in content.items() if name in IN_CALENDARS):
        wanted["sequence"] = locked.sequence + 1
    related = [
        name
        for name, chosen in (("groups", groups), ("functions", functions))
        if set(getattr(locked, name).all()) != set(chosen)
    ]
    if related and locked.version != seen:
        raise ChangedError(locked)
    changed = write(locked, by=by, seen=seen, wanted=wanted)
    if related and not changed:
        _count_up(locked, by)
    locked.groups.set(groups)
    locked.functions.set(functions)
    fields = [name for name in [*changed, *related] if name != "sequence"]
    if fields:
        record(
            actor=by, organisation=organisation, verb="programmes.meeting_changed", obj=locked, fields=fields
        )


@transaction.atomic
def write_down(
    *, by: User, organisation: Organisation, meeting: Meeting, seen: int | None, **content: Any
) -> None:
    """Store what was said and decided. Raises ChangedError."""
    locked = lock(meeting)
    changed = write(locked, by=by, seen=seen, wanted=content)
    if changed:
        record(
            actor=by, organisation=organisation, verb="programmes.meeting_changed", obj=locked, fields=changed
        )


@transaction.atomic
def remove_meeting(*, by: User, organisation: Organisation, meeting: Meeting) -> None:
    """Take away a meeting that nobody has told anything about. Raises InUseError."""
    locked = lock(meeting)
    if locked.attendances.exists() or locked.home_works.exists():
        raise InUseError
    record(actor=by, organisation=organisation, verb="programmes.meeting_removed", obj=locked)
    locked.delete()


@transaction.atomic
def tell_attendance(
    *,
    by: User,
    organisation: Organisation,
    meeting: Meeting,
    participation: Participation,
    seen: Mapping[int, int],
    numbers: Mapping[int, int],
) -> Mapping[int, int] | None:
    """Store how many came, by the function's id; what has no number is not told.

    When somebody else has changed it since it was `seen` nothing is stored, and what stands there is returned.
    """
    locked = lock(meeting)
    rows = locked.attendances.filter(participation=participation)
    now = dict(rows.values_list("function", "number"))
    if now == numbers:
        return None
    if now != seen:
        return now
    rows.exclude(function__in=numbers).delete()
    for function, number in numbers.items():
        Attendance.objects.update_or_create(
            meeting=locked,
            participation=participation,
            function_id=function,
            defaults={"number": number},
        )
    record(actor=by, organisation=organisation, verb="programmes.attendance", obj=locked)
    return None


@transaction.atomic
def tell_need(*, by: User, meeting: Meeting, participation: Participation, text: str) -> None:
    """Store what somebody needs, until the meeting is over; the same one told twice is one, and no name is stored.

    Raises OverError, TooManyError.
    """
    locked = lock(meeting)
    if locked.ends_at < timezone.now():
        raise OverError
    told = locked.access_needs.filter(participation=participation)
    if told_by(by, told.filter(text=text)):
        return
    if told.count() >= MOST_NEEDS:
        raise TooManyError
    AccessNeed.objects.create(meeting=locked, participation=participation, text=text, mark=mark_of(by))


@transaction.atomic
def withdraw_need(*, by: User, meeting: Meeting, need_id: int) -> bool:
    """Delete what the person told; False when there is nothing of theirs with that id."""
    mine = told_by(by, meeting.access_needs.select_for_update().filter(pk=need_id))
    for need in mine:
        need.delete()
    return bool(mine)


def forget_needs() -> int:
    """Delete what people needed at meetings that are over; return how many rows."""
    deleted, _each = AccessNeed.objects.filter(meeting__ends_at__lt=timezone.now()).delete()
    return deleted


@transaction.atomic
def save_home_work(
    *,
    by: User,
    organisation: Organisation,
    meeting: Meeting,
    participation: Participation,
    seen: int | None,
    finish: bool,
    **content: Any,
) -> None:
    """Store a participant's answer, as a draft or handed in. Raises ChangedError."""
    lock(meeting)
    rows = HomeWork.objects.select_for_update().filter(meeting=meeting, participation=participation)
    found = rows.first()
    finished_at = _finished_at(found, finish=finish)
    if found is None:
        found = HomeWork.objects.create(
            meeting=meeting,
            participation=participation,
            created_by=by,
            saved_by=by,
            finished_at=finished_at,
            **content,
        )
    elif not write(found, by=by, seen=seen, wanted={**content, "finished_at": finished_at}):
        return
    record(actor=by, organisation=organisation, verb="programmes.home_work", obj=found, finished=finish)


def _finished_at(found: HomeWork | None, *, finish: bool) -> datetime.datetime | None:
    if not finish:
        return None
    return (found.finished_at if found else None) or timezone.now()


def _count_up(locked: Meeting, by: User) -> None:
    locked.version += 1
    locked.saved_at, locked.saved_by = timezone.now(), by
    locked.save(update_fields=["version", "saved_at", "saved_by"])
