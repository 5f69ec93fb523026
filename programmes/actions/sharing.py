"""Verbs of sharing: an assessment with organisations of a programme, and what they say about it."""

import uuid
from typing import Final

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from checklists.models import Assessment, Item
from organisations.actions.sharing import end_share, share
from organisations.audiences import ChangedAudiencesError, Choice
from organisations.events import record
from organisations.models import Organisation, User
from programmes.actions.locking import lock
from programmes.models import Programme, Remark
from programmes.offers import offers
from programmes.sharing_rows import REASONS, rows_of, standing

MOST_REMARKS: Final = 300


class ClosedError(Exception):
    """The thread is closed, so nothing more is said in it."""


class TooManyError(Exception):
    """There is no room for another remark."""


class MoreSaidError(Exception):
    """Somebody has answered since the page was made."""


@transaction.atomic
def choose(*, by: User | None, shared: Model, choice: Choice | None) -> None:
    """Let exactly those chosen read an assessment from now on; no choice: those who read the version before.

    Who was not offered is not shared with. Raises ChangedAudiencesError when somebody else has chosen since.
    """
    if not isinstance(shared, Assessment):
        return
    owner = shared.organisation
    # Of two at once the second one waits here, and is then told what the first one chose.
    Organisation.objects.select_for_update(no_key=True).get(pk=owner.pk)
    now = standing(shared)
    wanted = now if choice is None else _wanted(shared, choice)
    _end(by, shared, wanted)
    newest = Assessment.objects.versions_of(shared).submitted().first()
    if newest is None:
        return
    for place in Organisation.objects.filter(pk__in=wanted).in_order():
        share(by=by, owner=owner, obj=newest, audience=place, reason=wanted[place.pk])
    more, fewer = len(wanted.keys() - now.keys()), len(now.keys() - wanted.keys())
    if more:
        record(actor=by, organisation=owner, verb="programmes.shared", obj=newest, number=more)
    if fewer:
        record(actor=by, organisation=owner, verb="programmes.narrowed", obj=newest, number=fewer)


def _wanted(assessment: Assessment, choice: Choice) -> dict[int, str]:
    offered = offers(assessment)
    known = {offer.organisation.pk for offer in offered.rows}
    wanted = dict.fromkeys(choice.audiences & known, REASONS[choice.depth])
    # The same sent twice is no conflict.
    if choice.seen is not None and choice.seen != offered.state and wanted != standing(assessment):
        raise ChangedAudiencesError
    return wanted


def _end(by: User | None, assessment: Assessment, wanted: dict[int, str]) -> None:
    """End the rows of all versions with those who are no longer chosen, or who were to read more or less."""
    for row in rows_of(assessment).select_related("audience").order_by("pk"):
        if row.audience is not None and wanted.get(row.audience.pk) != row.reason:
            version = Assessment.objects.get(pk=row.object_id)
            end_share(by=by, obj=version, audience=row.audience)


@transaction.atomic
def write_remark(
    *,
    by: User,
    at: Organisation,
    programme: Programme,
    assessment: Assessment,
    item: Item | None,
    body: str,
    once: uuid.UUID,
) -> Remark:
    """Say something about an item, or about the whole; the same form sent twice is one remark. Raises TooManyError."""
    lock(programme)
    there, once = _sent(by, body, once)
    if there is not None:
        return there
    about = {"object_type": Assessment._meta.label_lower, "object_id": str(assessment.pk)}
    if programme.remarks.filter(**about).count() >= MOST_REMARKS:
        raise TooManyError
    made = programme.remarks.create(
        owner=assessment.organisation, item=item, by_organisation=at, author=by, body=body, once=once, **about
    )
    record(actor=by, organisation=at, verb="programmes.remarked", obj=made)
    return made


def _sent(by: User, body: str, once: uuid.UUID) -> tuple[Remark | None, uuid.UUID]:
    """Return what the form has already said; a form that comes back with other words is a new one."""
    there = Remark.objects.filter(once=once).first()
    if there is None:
        return None, once
    if there.author_id == by.pk and there.body == body:
        return there, once
    return None, uuid.uuid4()


@transaction.atomic
def answer_remark(
    *, by: User, at: Organisation, remark: Remark, body: str, once: uuid.UUID, heard: int | None = None
) -> Remark:
    """Say something more in a thread; the same form sent twice is one answer. `heard`: how many answers were seen.

    Raises ClosedError, TooManyError or MoreSaidError.
    """
    locked = lock(remark)
    there, once = _sent(by, body, once)
    if there is not None:
        return there
    if locked.closed_at is not None:
        raise ClosedError
    said = locked.replies.count()
    if said >= MOST_REMARKS:
        raise TooManyError
    if heard is not None and heard < said:
        raise MoreSaidError
    made = Remark.objects.create(
        programme=locked.programme,
        owner=locked.owner,
        object_type=locked.object_type,
        object_id=locked.object_id,
        item=locked.item,
        answers=locked,
        by_organisation=at,
        author=by,
        body=body,
        once=once,
    )
    record(actor=by, organisation=at, verb="programmes.remarked", obj=made)
    return made


@transaction.atomic
def close_remark(*, by: User, at: Organisation, remark: Remark) -> bool:
    """Close a thread; False when it is closed already."""
    locked = lock(remark)
    if locked.closed_at is not None:
        return False
    locked.closed_at = timezone.now()
    locked.save(update_fields=["closed_at"])
    record(actor=by, organisation=at, verb="programmes.remark_closed", obj=locked)
    return True
