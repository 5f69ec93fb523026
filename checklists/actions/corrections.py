"""Verbs on corrections: begin a new version of what is handed in, or throw it away while it is a draft."""

from django.db import IntegrityError, transaction

from checklists.actions.errors import AlreadySubmittedError
from checklists.models import Assessment, ParticipantCount, Rating, StepReview
from organisations.events import record
from organisations.models import User


class ReplacedError(Exception):
    """A newer version is handed in already; `newest` is what holds."""

    def __init__(self, newest: Assessment) -> None:
        super().__init__()
        self.newest = newest


def start_correction(*, by: User, assessment: Assessment, reason: str) -> tuple[Assessment, bool]:
    """Return the draft that corrects a handed-in assessment, a copy of it, and whether it is new.

    Two people who begin at once, or one who presses twice, get the same one. Raises ReplacedError.
    """
    try:
        with transaction.atomic():
            locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
            newest = _newest(locked)
            if newest == locked:
                return _copy(by, locked, reason), True
    except IntegrityError:  # begun in another way between the look and the copy
        newest = _newest(assessment)
    if newest.is_submitted:
        raise ReplacedError(newest)
    return newest, False


@transaction.atomic
def discard_correction(*, by: User, assessment: Assessment) -> None:
    """Throw a correction away while it is a draft; what it was to replace still holds.

    Thrown away already is no fault. Raises AlreadySubmittedError.
    """
    locked = Assessment.objects.select_for_update().filter(pk=assessment.pk, corrects__isnull=False).first()
    if locked is None:
        return
    if locked.is_submitted:
        raise AlreadySubmittedError
    record(actor=by, organisation=locked.organisation, verb="checklists.correction_discarded", obj=locked)
    locked.delete()


def _newest(assessment: Assessment) -> Assessment:
    versions = Assessment.objects.filter(
        organisation=assessment.organisation_id, occasion=assessment.occasion_id
    )
    return versions.latest("version")


def _copy(by: User, corrected: Assessment, reason: str) -> Assessment:
    made = Assessment.objects.create(
        organisation=corrected.organisation,
        occasion=corrected.occasion,
        created_by=by,
        version=corrected.version + 1,
        corrects=corrected,
        correction_reason=reason,
    )
    Rating.objects.bulk_create(
        Rating(assessment=made, item=old.item, **{name: getattr(old, name) for name in Rating.CONTENT})
        for old in corrected.ratings.select_related("item").order_by("item__number")
    )
    ParticipantCount.objects.bulk_create(
        ParticipantCount(assessment=made, function=old.function, number=old.number)
        for old in corrected.participants.select_related("function")
    )
    StepReview.objects.bulk_create(
        StepReview(assessment=made, step=old.step, state=old.state, note=old.note)
        for old in corrected.step_reviews.select_related("step")
    )
    record(
        actor=by,
        organisation=made.organisation,
        verb="checklists.correction_started",
        obj=made,
        version=made.version,
    )
    return made
