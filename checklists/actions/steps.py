"""Verbs on next steps: decide on one, change it, say what became of it."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from checklists.actions.errors import AlreadySubmittedError
from checklists.models import Assessment, AssessmentQuerySet, Item, NextStep, Occasion, StepReview, StepState
from organisations.events import record
from organisations.models import Organisation, User


class StepChangedError(Exception):
    """Somebody else has written since the page was made; `step` is how it stands now."""

    def __init__(self, step: NextStep) -> None:
        super().__init__()
        self.step = step


class StepDecidedError(Exception):
    """Its occasion is handed in: it can be dropped, not taken away."""


@transaction.atomic
def create_step(
    *, by: User, assessment: Assessment, item: Item, text: str, owner: User, due: datetime.date
) -> NextStep:
    """Add a step to a draft; the same one sent twice is one step. Raises AlreadySubmittedError."""
    draft = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if draft.is_submitted or draft.corrects_id is not None:
        raise AlreadySubmittedError
    step, created = NextStep.objects.get_or_create(
        organisation=draft.organisation,
        occasion=draft.occasion,
        item=item,
        text=text,
        owner=owner,
        due=due,
        defaults={"changed_by": by},
    )
    if created:
        record(actor=by, organisation=draft.organisation, verb="checklists.step_created", obj=step)
    return step


@transaction.atomic
def change_step(
    *,
    by: User,
    step: NextStep,
    seen: datetime.datetime | None,
    text: str,
    owner: User,
    due: datetime.date,
) -> None:
    """Change what is to be done, by whom or until when. Raises StepChangedError when it is not as it was `seen`."""
    locked = _lock(step)
    wanted = {"text": text, "owner": owner, "due": due}
    changed = [name for name, value in wanted.items() if getattr(locked, name) != value]
    if not changed:
        return
    if locked.changed_at != seen:
        raise StepChangedError(locked)
    for name in changed:
        setattr(locked, name, wanted[name])
    _touch(locked, by, *changed)
    record(
        actor=by,
        organisation=locked.organisation,
        verb="checklists.step_changed",
        obj=locked,
        fields=sorted(changed),
    )


@transaction.atomic
def remove_step(*, by: User, step: NextStep) -> None:
    """Take away a step that is still part of a draft. Raises StepDecidedError."""
    list(_agreed(step.organisation, step.occasion).select_for_update())
    locked = _lock(step)
    if _agreed(step.organisation, step.occasion).submitted().exists():
        raise StepDecidedError
    record(actor=by, organisation=locked.organisation, verb="checklists.step_removed", obj=locked)
    locked.delete()


@transaction.atomic
def answer_step(
    *, by: User, step: NextStep, seen: datetime.datetime | None, state: StepState, note: str
) -> None:
    """Say where the step stands. Raises StepChangedError when it is not as it was `seen`.

    A draft that had already said what became of it is asked again, as this is newer.
    """
    drafts = Assessment.objects.drafts().filter(step_reviews__step=step, corrects=None)
    waiting = list(drafts.select_for_update(of=("self",)).order_by("pk"))
    locked = _lock(step)
    if (locked.state, locked.state_note) == (state, note):
        return
    if locked.changed_at != seen:
        raise StepChangedError(locked)
    locked.state, locked.state_note = state, note
    _touch(locked, by, "state", "state_note")
    StepReview.objects.filter(step=locked, assessment__in=waiting).delete()
    record(
        actor=by,
        organisation=locked.organisation,
        verb="checklists.step_answered",
        obj=locked,
        state=str(state),
    )


@transaction.atomic
def save_reviews(
    *, by: User, assessment: Assessment, reviews: Mapping[NextStep, tuple[StepState, str]]
) -> None:
    """Store what the draft says of earlier steps. Raises AlreadySubmittedError."""
    draft = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if draft.is_submitted or draft.corrects_id is not None:
        raise AlreadySubmittedError
    for step, (state, note) in reviews.items():
        StepReview.objects.update_or_create(
            assessment=draft, step=step, defaults={"state": state, "note": note}
        )
    if reviews:
        record(
            actor=by,
            organisation=draft.organisation,
            verb="checklists.steps_reviewed",
            obj=draft,
            steps=sorted(step.pk for step in reviews),
        )


@transaction.atomic
def apply_reviews(*, by: User, assessment: Assessment) -> None:
    """Give each earlier step the state and note that the assessment says of it; part of handing in.

    The caller holds the assessment's lock. A correction leaves the steps as they have become since.
    """
    if assessment.corrects_id is not None:
        return
    reviews = {review.step_id: review for review in assessment.step_reviews.all()}
    now = timezone.now()
    changed = []
    for step in NextStep.objects.select_for_update().filter(pk__in=reviews).order_by("pk"):
        review = reviews[step.pk]
        if (step.state, step.state_note) != (review.state, review.note):
            step.state, step.state_note = review.state, review.note
            step.changed_at, step.changed_by = now, by
            changed.append(step)
    NextStep.objects.bulk_update(changed, ["state", "state_note", "changed_at", "changed_by"])


def _agreed(organisation: Organisation, occasion: Occasion) -> AssessmentQuerySet:
    return Assessment.objects.filter(organisation=organisation, occasion=occasion).order_by("pk")


def _lock(step: NextStep) -> NextStep:
    return (
        NextStep.objects.select_for_update(of=("self",))
        .select_related("organisation", "occasion", "owner", "changed_by")
        .get(pk=step.pk)
    )


def _touch(step: NextStep, by: User, *fields: str) -> None:
    step.changed_at, step.changed_by = timezone.now(), by
    step.save(update_fields=[*fields, "changed_at", "changed_by"])
