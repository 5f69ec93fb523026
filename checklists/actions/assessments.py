"""Verbs on an assessment: begin, rate, say who took part, hand in."""

from collections.abc import Mapping
from typing import TypedDict

from django.db import IntegrityError, transaction
from django.utils import timezone

from checklists.models import WORK_FIELDS, Assessment, Occasion, ParticipantCount, Rating
from organisations.events import record
from organisations.models import Function, Organisation, User


class AlreadySubmittedError(Exception):
    """The assessment is handed in, so nothing in it can change."""


class NotCompleteError(Exception):
    """Items are still unrated, or nobody is said to have taken part; `numbers` names the items."""

    def __init__(self, numbers: list[int], *, participants_missing: bool) -> None:
        super().__init__()
        self.numbers = numbers
        self.participants_missing = participants_missing


class RatingInput(TypedDict, total=False):
    """What somebody changed of one item. What is not there stays: two people may write about the same item."""

    value: int | None
    not_applicable: bool
    comment: str
    toward_next: bool
    toward_note: str
    evidence: str


def start_assessment(*, by: User, organisation: Organisation, occasion: Occasion) -> Assessment:
    """Return the organisation's latest version at the occasion, made with one empty rating an item if it is new.

    Two people who begin at once get the same one.
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
        return organisation.assessments.filter(occasion=occasion).order_by("version").reverse()[0]


def _lock_draft(assessment: Assessment) -> Assessment:
    """Take the row's lock, so that handing in and saving never overlap."""
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if locked.is_submitted:
        raise AlreadySubmittedError
    return locked


@transaction.atomic
def save_ratings(*, by: User, assessment: Assessment, ratings: Mapping[int, RatingInput]) -> list[int]:
    """Store what changed among the given items (by number) and return the numbers of those that did.

    Raises AlreadySubmittedError. Values are checked by the form and, last, by the database.
    """
    locked = _lock_draft(assessment)
    now = timezone.now()
    changed: list[Rating] = []
    for rating in assessment.ratings.select_related("item").filter(item__number__in=ratings):
        wanted = {
            name: value
            for name, value in ratings[rating.item.number].items()
            if value != getattr(rating, name)
        }
        for name, value in wanted.items():
            setattr(rating, name, value)
        if wanted:
            rating.saved_at, rating.saved_by, rating.version = now, by, rating.version + 1
            changed.append(rating)
    Rating.objects.bulk_update(changed, [*RatingInput.__annotations__, "saved_at", "saved_by", "version"])
    numbers = sorted(rating.item.number for rating in changed)
    if numbers:
        locked.count_work()
        locked.save(update_fields=WORK_FIELDS)
        record(
            actor=by,
            organisation=assessment.organisation,
            verb="checklists.ratings_saved",
            obj=assessment,
            items=numbers,
        )
    return numbers


@transaction.atomic
def save_draft(
    *, by: User, assessment: Assessment, ratings: Mapping[int, RatingInput], numbers: Mapping[Function, int]
) -> None:
    """Store ratings and participants, all or nothing. Raises AlreadySubmittedError."""
    save_ratings(by=by, assessment=assessment, ratings=ratings)
    save_participants(assessment=assessment, numbers=numbers)


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
def submit_assessment(*, by: User, assessment: Assessment) -> Assessment:
    """Hand in: from now on it is frozen. Raises AlreadySubmittedError or NotCompleteError."""
    locked = _lock_draft(assessment)
    missing = [
        a.number for a in Assessment.objects.with_content().get(pk=locked.pk).answers if not a.is_rated
    ]
    participants_missing = not locked.participants.filter(number__gt=0).exists()
    if missing or participants_missing:
        raise NotCompleteError(missing, participants_missing=participants_missing)
    locked.submitted_at = timezone.now()
    locked.submitted_by = by
    locked.save(update_fields=["submitted_at", "submitted_by"])
    record(actor=by, organisation=locked.organisation, verb="checklists.assessment_submitted", obj=locked)
    return locked
