"""The verb on what was planned: say how it went, many at once, and write over nobody's answer."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from organisations.events import record
from organisations.models import User
from resultchain.actions.saved import ChangedError, write
from resultchain.follow_up import STATES, Answer, Days, FollowedUp, Snapshot, days_after, followed_up
from resultchain.models import ChainEntry, EntryState

Answers = Mapping[int, tuple[Answer, int | None]]
"""By the id of an entry: the answer, and the version that the page showed."""


class EntriesChangedError(Exception):
    """Others have saved some of the entries since the page was made; `newest` are they, as they stand now."""

    def __init__(self, newest: Sequence[ChainEntry]) -> None:
        super().__init__()
        self.newest = newest


@transaction.atomic
def follow_up(*, by: User, answers: Answers, today: datetime.date) -> tuple[FollowedUp, ...]:
    """Save what is said of planned things, all of it or nothing, and return what became of them.

    The same answer sent twice is one. Raises EntriesChangedError when some are not as they were seen.
    """
    rows = ChainEntry.objects.select_for_update(of=("self",)).select_related("organisation", "saved_by")
    locked = list(rows.filter(pk__in=answers).order_by("pk"))
    before = [_snapshot(entry) for entry in locked]
    stale = [entry for entry in locked if not _answered(entry, by, *answers[entry.pk], today)]
    if stale:
        raise EntriesChangedError(stale)
    return followed_up(before, [_snapshot(entry) for entry in locked])


def _answered(entry: ChainEntry, by: User, answer: Answer, seen: int | None, today: datetime.date) -> bool:
    """Save one answer; False when the entry is not as it was seen."""
    try:
        changed = write(entry, by=by, seen=seen, wanted=_wanted(entry, answer, today))
    except ChangedError:
        return False
    if changed:
        record(
            actor=by,
            organisation=entry.organisation,
            verb="resultchain.entry_followed_up",
            obj=entry,
            became=str(answer.became),
        )
    return True


def _wanted(entry: ChainEntry, answer: Answer, today: datetime.date) -> dict[str, Any]:
    days = days_after(Days(entry.first_day, entry.last_day), answer, today)
    return {
        "state": str(answer.became) if answer.became in STATES else EntryState.PLANNED.value,
        "first_day": days.first,
        "last_day": days.last,
        "state_note": answer.word or entry.state_note,
    }


def _snapshot(entry: ChainEntry) -> Snapshot:
    return Snapshot(entry.pk, entry.state, Days(entry.first_day, entry.last_day).day)
