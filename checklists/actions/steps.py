"""Verbs on next steps: decide on one, change it, say what became of it."""

from django.db import transaction
from django.utils import timezone

from checklists.models import Assessment, NextStep
from organisations.models import User


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
