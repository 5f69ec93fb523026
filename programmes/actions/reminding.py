"""Reminders: a row for each that is to go out today, which makes it one mail; what is done meanwhile is not sent."""

import datetime

from django.db.models import Q
from django.utils import timezone

from programmes.deadlines import Deadline, deadlines, is_about, reminder_for
from programmes.letter_reach import ended
from programmes.models import DueMail, Participation, Programme
from programmes.standings import live_in, standings


def make_reminders(*, today: datetime.date | None = None) -> None:
    """Make today's reminders in all rounds that go on. Run again, or by two at once, it makes none twice.

    A row names no person: it goes to whoever is the contact when it is sent.
    """
    today = today or timezone.localdate()
    going_on = Programme.objects.open().filter(Q(ends_on__gte=today) | Q(compiled_on__gte=today))
    for programme in going_on.order_by("pk"):
        DueMail.objects.bulk_create(_reminders(programme, today), ignore_conflicts=True)


def _reminders(programme: Programme, today: datetime.date) -> list[DueMail]:
    known = [one for one in live_in(programme) if _has_address(one)]
    gone = ended({one.contact_id for one in known if one.contact_id}, known) if known else set()
    people = [one for one in known if one.contact_id not in gone]
    if not people:
        return []
    return [
        DueMail(programme=programme, key=key, participation_id=number, meeting_id=deadline.meeting)
        for number, standing in standings(programme, people).items()
        for deadline in deadlines(standing, today)
        if (key := reminder_for(deadline, today)) is not None
    ]


def _has_address(one: Participation) -> bool:
    return bool(one.contact_email) or (one.contact is not None and one.contact.is_active)


def still_due(due: DueMail) -> Deadline | None:
    """Return the deadline that a reminder is about, or nothing when it is done, has passed or has moved."""
    participation = due.participation
    if participation is None or not due.programme.is_open:
        return None
    standing = standings(due.programme, [participation])[participation.pk]
    found = (one for one in deadlines(standing, timezone.localdate()) if is_about(due.key, one))
    return next(found, None)
