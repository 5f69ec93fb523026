"""Verbs on an assessment: begin, rate, say who took part, hand in."""

from collections.abc import Mapping
from typing import cast

from django.db import IntegrityError, transaction
from django.utils import timezone

from checklists.actions.errors import (
    AlreadySubmittedError,
    ChangedSinceError,
    EditConflictError,
    NotCompleteError,
)
from checklists.actions.steps import apply_reviews
from checklists.edits import Opened, OpenedNumber, RatingInput, collides, number_collides, wanted
from checklists.handing_in import left, state_of
from checklists.models import WORK_FIELDS, Assessment, Occasion, ParticipantCount, Rating
from organisations.audiences import Choice, room
from organisations.events import record
from organisations.models import Function, Organisation, User


def start_assessment(*, by: User, organisation: Organisation, occasion: Occasion) -> Assessment:
    """Return the organisation's latest version at the occasion, made with one empty rating an item if it is new.

    Two people who begin at once get the same one. Raises Assessment.DoesNotExist when the occasion was removed
    meanwhile.
    """
    try:
        with transaction.atomic():
            assessment = Assessment.objects.create(
                organisation=organisation, occasion=occasion, created_by=by
            )
            Rating.objects.bulk_create(
                Rating(assessment=assessment, item=item)
                for item in occasion.instrument.items.order_by("number")
            )
            record(actor=by, organisation=organisation, verb="checklists.assessment_started", obj=assessment)
            return assessment
    except IntegrityError:
        return organisation.assessments.filter(occasion=occasion).latest("version")


def _lock_draft(assessment: Assessment) -> Assessment:
    """Take the row's lock, so that handing in and saving never overlap; a correction may have been thrown away."""
    locked = Assessment.objects.select_for_update().filter(pk=assessment.pk).first()
    if locked is None or locked.is_submitted:
        raise AlreadySubmittedError
    return locked


@transaction.atomic
def save_draft(
    *,
    by: User,
    assessment: Assessment,
    ratings: Mapping[int, RatingInput],
    numbers: Mapping[Function, int],
    opened: Mapping[int, Opened] | None = None,
    opened_numbers: Mapping[Function, OpenedNumber] | None = None,
) -> list[int]:
    """Store what changed of ratings (by item number) and participants, all or nothing; return the changed items.

    `opened` and `opened_numbers` tell what the page was made from; what isn't in them is stored unasked. Raises
    AlreadySubmittedError or EditConflictError. Values are checked by the form and, last, by the database.
    """
    opened, opened_numbers = opened or {}, opened_numbers or {}
    locked = _lock_draft(assessment)
    _refuse_conflicts(locked, ratings, numbers, opened, opened_numbers)
    recounted = {f: n for f, n in numbers.items() if not (f in opened_numbers and opened_numbers[f].keep)}
    save_participants(assessment=locked, numbers=recounted)
    return _store(by, locked, {n: new for n, new in ratings.items() if not (n in opened and opened[n].keep)})


@transaction.atomic
def save_ratings(
    *,
    by: User,
    assessment: Assessment,
    ratings: Mapping[int, RatingInput],
    opened: Mapping[int, Opened] | None = None,
) -> list[int]:
    """Store ratings alone; see save_draft."""
    return save_draft(by=by, assessment=assessment, ratings=ratings, numbers={}, opened=opened)


def content(rating: Rating) -> RatingInput:
    """Return what a row holds of what people write."""
    return cast("RatingInput", {name: getattr(rating, name) for name in Rating.CONTENT})


def _refuse_conflicts(
    locked: Assessment,
    ratings: Mapping[int, RatingInput],
    numbers: Mapping[Function, int],
    opened: Mapping[int, Opened],
    opened_numbers: Mapping[Function, OpenedNumber],
) -> None:
    rows = locked.ratings.select_related("item__instrument", "saved_by").filter(item__number__in=opened)
    collided = {
        row.item.number: row
        for row in rows
        if collides(
            content(row), row.version, ratings.get(row.item.number, RatingInput()), opened[row.item.number]
        )
    }
    counts = {row.function_id: row.number for row in locked.participants.filter(function__in=opened_numbers)}
    recounted = {
        function: counts.get(function.pk, 0)
        for function, number in numbers.items()
        if number_collides(counts.get(function.pk, 0), number, opened_numbers.get(function))
    }
    if collided or recounted:
        raise EditConflictError(collided, recounted)


def _store(by: User, locked: Assessment, ratings: Mapping[int, RatingInput]) -> list[int]:
    now = timezone.now()
    changed: list[Rating] = []
    for rating in locked.ratings.select_related("item").filter(item__number__in=ratings):
        new = wanted(content(rating), ratings[rating.item.number])
        for name, value in new.items():
            setattr(rating, name, value)
        if new:
            rating.saved_at, rating.saved_by, rating.version = now, by, rating.version + 1
            changed.append(rating)
    Rating.objects.bulk_update(changed, [*Rating.CONTENT, "saved_at", "saved_by", "version"])
    numbers = sorted(rating.item.number for rating in changed)
    if numbers:
        locked.count_work()
        locked.save(update_fields=WORK_FIELDS)
        record(
            actor=by,
            organisation=locked.organisation,
            verb="checklists.ratings_saved",
            obj=locked,
            items=numbers,
        )
    return numbers


@transaction.atomic
def save_participants(*, assessment: Assessment, numbers: Mapping[Function, int]) -> None:
    """Store how many of each function took part; zero is stored as nothing. Raises AlreadySubmittedError."""
    _lock_draft(assessment)
    assessment.participants.filter(function__in=numbers).delete()
    ParticipantCount.objects.bulk_create(
        ParticipantCount(assessment=assessment, function=function, number=number)
        for function, number in numbers.items()
        if number
    )


@transaction.atomic
def submit_assessment(
    *, by: User, assessment: Assessment, seen: str | None = None, shared: Choice | None = None
) -> Assessment:
    """Hand in: from now on it is frozen, and earlier next steps stand as it says. A correction replaces the old one.

    `seen` is the state_of the draft that somebody has read through. `shared`: with whom; without it nobody, and a
    correction is shared as what it corrects. Raises AlreadySubmittedError, ChangedSinceError, ChangedAudiencesError
    or NotCompleteError.
    """
    locked = _lock_draft(assessment)
    draft = Assessment.objects.with_content().get(pk=locked.pk)
    if seen is not None and seen != state_of(draft):
        raise ChangedSinceError
    unfinished = left(draft)
    if unfinished:
        raise NotCompleteError(unfinished)
    apply_reviews(by=by, assessment=locked)
    locked.submitted_at = timezone.now()
    locked.submitted_by = by
    locked.save(update_fields=["submitted_at", "submitted_by"])
    record(actor=by, organisation=locked.organisation, verb="checklists.assessment_submitted", obj=locked)
    room().choose(by=by, shared=locked, choice=shared)
    return locked
