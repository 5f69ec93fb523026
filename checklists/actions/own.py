"""Verbs on an own rating: begin, rate, hand it to the coordinator, take it back."""

from collections.abc import Mapping
from typing import TypedDict

from django.db import IntegrityError, transaction
from django.utils import timezone

from checklists.models import WORK_FIELDS, Assessment, Occasion, OwnAssessment, OwnRating
from checklists.own import is_closed
from organisations.events import record
from organisations.models import Function, Organisation, User


class OwnClosedError(Exception):
    """The group has handed in, so own ratings can't change any more."""


class OwnFinishedError(Exception):
    """The coordinator has it; whoever wants to change it takes it back first."""


class NothingRatedError(Exception):
    """No item is rated, so there is nothing to hand over."""


class OwnInput(TypedDict, total=False):
    """What somebody changed of one item; what is not there stays."""

    value: int | None
    not_applicable: bool
    comment: str


def start_own(
    *, by: User, organisation: Organisation, occasion: Occasion, function: Function | None
) -> OwnAssessment:
    """Return the person's own rating at the occasion, made with one empty rating an item if it is new.

    Raises OwnClosedError when there is none and it is too late.
    """
    existing = organisation.own_assessments.of(by).filter(occasion=occasion).first()
    if existing is not None:
        return existing
    if is_closed(organisation, occasion):
        raise OwnClosedError
    try:
        with transaction.atomic():
            own = OwnAssessment.objects.create(
                organisation=organisation, occasion=occasion, rater=by, function=function
            )
            OwnRating.objects.bulk_create(
                OwnRating(own=own, item=item) for item in occasion.instrument.items.order_by("number")
            )
            record(actor=by, organisation=organisation, verb="checklists.own_started", obj=own)
            return own
    except IntegrityError:  # a double click
        return organisation.own_assessments.of(by).get(occasion=occasion)


def _lock_open(own: OwnAssessment) -> OwnAssessment:
    """Take the row's lock, after the agreed assessment's, so that handing in and saving never overlap."""
    agreed = Assessment.objects.filter(organisation=own.organisation_id, occasion=own.occasion_id)
    if any(version.is_submitted for version in agreed.select_for_update(no_key=True).order_by("pk")):
        raise OwnClosedError
    return OwnAssessment.objects.select_for_update().get(pk=own.pk)


@transaction.atomic
def save_own(
    *,
    own: OwnAssessment,
    ratings: Mapping[int, OwnInput],
    function: Function | None = None,
    set_function: bool = False,
) -> None:
    """Store what changed among the given items (by number), and the function if it is to be set.

    Raises OwnClosedError and OwnFinishedError. The log is told when an own rating begins and ends, never what it says.
    """
    locked = _lock_open(own)
    if locked.finished_at is not None:
        raise OwnFinishedError
    now = timezone.now()
    changed = []
    for rating in locked.ratings.select_related("item").filter(item__number__in=ratings):
        wanted = ratings[rating.item.number]
        if any(value != getattr(rating, name) for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(rating, name, value)
            rating.saved_at = now
            changed.append(rating)
    OwnRating.objects.bulk_update(changed, [*OwnInput.__annotations__, "saved_at"])
    if set_function:
        locked.function = function
    if changed:
        locked.count_work()
    locked.save(update_fields=["function", *WORK_FIELDS])


@transaction.atomic
def finish_own(*, by: User, own: OwnAssessment) -> int:
    """Hand it to the coordinator and return how many items are left unrated; again does no harm.

    Raises OwnClosedError and NothingRatedError.
    """
    locked = _lock_open(own)
    answers = OwnAssessment.objects.with_content().get(pk=own.pk).answers
    rated = sum(1 for answer in answers if answer.is_rated)
    if not rated:
        raise NothingRatedError
    if locked.finished_at is None:
        locked.finished_at = timezone.now()
        locked.save(update_fields=["finished_at"])
        record(actor=by, organisation=locked.organisation, verb="checklists.own_finished", obj=locked)
    return len(answers) - rated


@transaction.atomic
def reopen_own(*, by: User, own: OwnAssessment) -> None:
    """Take it back from the coordinator. Raises OwnClosedError."""
    locked = _lock_open(own)
    if locked.finished_at is not None:
        locked.finished_at = None
        locked.save(update_fields=["finished_at"])
        record(actor=by, organisation=locked.organisation, verb="checklists.own_reopened", obj=locked)
