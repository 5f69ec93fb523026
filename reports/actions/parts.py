"""Verbs on a part: write, go back, place, caption, leave out, add, remove. Two people at once lose nothing."""

import datetime
from typing import Final, Literal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from organisations.events import record
from organisations.models import User
from reports.actions.drafts import lock_open, number_parts
from reports.actions.errors import PartConflictError, TooManyError
from reports.models import MOST_PARTS, SITTING, Draft, Part, Revision

KEPT: Final = 0.8
"""A save that leaves less than this of the text begins a new step of the history."""


def _lock(part: Part) -> Part:
    lock_open(part.draft)
    return Part.objects.select_for_update().select_related(None).get(pk=part.pk)


@transaction.atomic
def save_part(
    *,
    by: User,
    part: Part,
    heading: str,
    caption: str = "",
    body: str = "",
    opened: int | None = None,
    new_step: bool = False,
) -> Part:
    """Store what somebody wrote, and keep it in the history, if asked as a step of its own.

    `opened` is the version that the page was made from; None asks nothing. Raises DraftClosedError, and
    PartConflictError when somebody else has saved something different since then.
    """
    locked = _lock(part)
    wanted = {"heading": heading, "caption": caption, "body": body}
    if all(getattr(locked, name) == value for name, value in wanted.items()):
        return locked
    if opened is not None and opened != locked.version:
        raise PartConflictError(Part.objects.select_related("draft", "saved_by").get(pk=part.pk))
    _keep_first(locked)
    for name, value in wanted.items():
        setattr(locked, name, value)
    locked.version += 1
    locked.saved_by, locked.saved_at = by, timezone.now()
    locked.save(update_fields=[*wanted, "version", "saved_by", "saved_at"])
    _keep(locked, new_step=new_step)
    return locked


def _keep_first(part: Part) -> None:
    """Keep what stood there before the first save, if anything did: the texts that a correction begins with."""
    if any(getattr(part, name) for name in Part.CONTENT) and not part.revisions.exists():
        saved = part.saved_at or part.draft.created_at
        _write(part, saved, saved)


def _keep(part: Part, *, new_step: bool) -> None:
    """Write the history: a sitting of one person is one row, which grows with each save."""
    latest, now = part.revisions.latest_first().first(), timezone.now()
    if latest and not new_step and _goes_on(latest, part, now):
        part.revisions.filter(pk=latest.pk).delete()
        _write(part, latest.began_at, now)
    else:
        _write(part, now, now)


def _goes_on(latest: Revision, part: Part, now: datetime.datetime) -> bool:
    """Whether a save belongs to the sitting before it; what takes much of the text away never does."""
    same = latest.saved_by_id == part.saved_by_id and now - latest.began_at < SITTING
    return same and len(part.body) >= KEPT * len(latest.body)


def _write(part: Part, began_at: datetime.datetime, saved_at: datetime.datetime) -> None:
    Revision.objects.create(
        part=part,
        version=part.version,
        heading=part.heading,
        caption=part.caption,
        body=part.body,
        saved_by=part.saved_by,
        began_at=began_at,
        saved_at=saved_at,
    )


def restore(*, by: User, part: Part, revision: Revision) -> Part:
    """Write what the part once said; what it says now stays in the history. Raises DraftClosedError."""
    return save_part(
        by=by,
        part=part,
        heading=revision.heading,
        caption=revision.caption,
        body=revision.body,
        new_step=True,
    )


@transaction.atomic
def move(*, by: User, part: Part, way: Literal["up", "down"]) -> bool:
    """Change places with the part before or after; False at the end of the list. Raises DraftClosedError."""
    draft = lock_open(part.draft)
    parts = list(draft.parts.select_for_update().in_order())
    here = next(index for index, one in enumerate(parts) if one.pk == part.pk)
    there = here + (1 if way == "down" else -1)
    if not 0 <= there < len(parts):
        return False
    parts[here], parts[there] = parts[there], parts[here]
    number_parts(parts)
    record(actor=by, organisation=draft.organisation, verb="reports.part_moved", obj=part)
    return True


@transaction.atomic
def leave_out(*, by: User, part: Part, left_out: bool) -> None:
    """Leave a part out of the document, with its data, or take it in again. Raises DraftClosedError."""
    locked = _lock(part)
    if locked.left_out == left_out:
        return
    locked.left_out = left_out
    locked.save(update_fields=["left_out"])
    verb = "reports.part_left_out" if left_out else "reports.part_taken_in"
    record(actor=by, organisation=part.draft.organisation, verb=verb, obj=part)


@transaction.atomic
def add_part(*, by: User, draft: Draft, heading: str) -> Part:
    """Add a part of the organisation's own, last. Raises DraftClosedError, TooManyError."""
    locked = lock_open(draft)
    if locked.parts.count() >= MOST_PARTS:
        raise TooManyError
    last = locked.parts.aggregate(last=Max("position"))["last"] or 0
    part = Part.objects.create(draft=locked, written=True, heading=heading, position=last + 1)
    record(actor=by, organisation=draft.organisation, verb="reports.part_added", obj=part)
    return part


@transaction.atomic
def remove_part(*, by: User, part: Part) -> bool:
    """Remove a part of the organisation's own that has no text and no comments; False for any other.

    Raises DraftClosedError.
    """
    locked = _lock(part)
    if locked.key or locked.body or locked.comments.exists():
        return False
    record(actor=by, organisation=part.draft.organisation, verb="reports.part_removed", obj=part)
    locked.delete()
    return True
