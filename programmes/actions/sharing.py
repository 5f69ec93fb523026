"""Verbs of sharing: an assessment with organisations of a programme, and what they say about it."""

import uuid
from typing import Final

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from checklists.actions.apart import release_apart
from checklists.apart import released
from checklists.models import Assessment, Item
from organisations.actions.sharing import end_share, share
from organisations.audiences import ChangedAudiencesError, Choice, Depth
from organisations.events import record
from organisations.models import Organisation, User
from programmes.actions.locking import lock
from programmes.models import Programme, Remark
from programmes.offers import offers
from programmes.sharing_rows import APART, REASONS, rows_of, standing, told_apart

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
    wanted, told = (now, None) if choice is None else _wanted(shared, choice)
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
    if told is not None:
        _tell_apart(by, newest, told)


def _wanted(assessment: Assessment, choice: Choice) -> tuple[dict[int, str], frozenset[int]]:
    """Return who is to read it and how much, and which of those who lead are to be told of functions.

    Who reads no values is told of no functions either.
    """
    offered = offers(assessment)
    known = {offer.organisation.pk for offer in offered.rows}
    wanted = dict.fromkeys(choice.audiences & known, REASONS[choice.depth])
    reads = choice.audiences & known if choice.depth != Depth.SPREAD else frozenset()
    told = reads & offered.apart.leads if offered.apart and choice.apart else frozenset()
    now = (standing(assessment), told_apart(released(assessment)))
    # The same sent twice is no conflict.
    if choice.seen is not None and choice.seen != offered.state and (wanted, told) != now:
        raise ChangedAudiencesError
    return wanted, told


def _tell_apart(by: User | None, assessment: Assessment, told: frozenset[int]) -> None:
    """Tell exactly these how far apart functions rated on their own; what they are told is worked out once."""
    apart = release_apart(assessment) if told else released(assessment)
    if apart is None:
        return
    now, owner = told_apart(apart), assessment.organisation
    for place in Organisation.objects.filter(pk__in=now - told).in_order():
        end_share(by=by, obj=apart, audience=place)
    for place in Organisation.objects.filter(pk__in=told - now).in_order():
        share(by=by, owner=owner, obj=apart, audience=place, reason=APART)
    if told - now:
        record(actor=by, organisation=owner, verb="programmes.functions_told", obj=apart)
    if now - told:
        record(actor=by, organisation=owner, verb="programmes.functions_untold", obj=apart)


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
