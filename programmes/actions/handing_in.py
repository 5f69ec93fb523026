"""Verbs on what comes after the work: being a mentor next time, and when reports have come in or are too late."""

import datetime

from django.db import transaction
from django.utils import timezone

from organisations.events import record
from organisations.models import Organisation, User
from programmes.actions.locking import lock
from programmes.models import MentorAnswer, Participation, Programme, Willingness
from resultchain.actions.saved import write


@transaction.atomic
def answer_mentor(
    *,
    by: User,
    at: Organisation,
    participation: Participation,
    seen: int | None,
    answer: Willingness,
    year: int | None,
    reason: str,
) -> None:
    """Say whether the participant will be a mentor next time. Raises ChangedError when it is not as it was `seen`."""
    lock(participation)
    wanted = {"answer": answer, "year": year, "reason": reason}
    there = MentorAnswer.objects.filter(participation=participation).first()
    if there is None:
        MentorAnswer.objects.create(participation=participation, created_by=by, saved_by=by, **wanted)
    elif not write(there, by=by, seen=seen, wanted=wanted):
        return
    record(
        actor=by,
        organisation=at,
        verb="programmes.participation_changed",
        obj=participation,
        fields=["mentor_answer"],
    )


def received(*, participation: Participation, at: datetime.datetime) -> None:
    """Note when the participant's first report came in; no change of what people have typed about it."""
    Participation.objects.filter(pk=participation.pk, handed_in_at=None).update(handed_in_at=at)


@transaction.atomic
def close_hand_in(*, by: User, programme: Programme, closed: bool) -> bool:
    """Take no more reports, or take them again; False when it was so already."""
    locked = lock(programme)
    if (locked.hand_in_closed_at is not None) == closed:
        return False
    locked.hand_in_closed_at = timezone.now() if closed else None
    locked.save(update_fields=["hand_in_closed_at"])
    record(
        actor=by,
        organisation=locked.owner,
        verb="programmes.changed",
        obj=locked,
        fields=["hand_in_closed_at"],
    )
    return True
