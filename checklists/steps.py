"""Next steps from earlier occasions: which ones an assessment has to say what became of."""

from django.db.models import Exists, OuterRef, Q

from checklists.models import Assessment, NextStep, Occasion, StepReview, StepState


def earlier_steps(assessment: Assessment) -> list[NextStep]:
    """Return the decided steps of earlier occasions that come back in this assessment, the soonest first. One query.

    Those that go on, and those that were answered since without any earlier occasion having looked at them. Of one
    that is handed in: those that it looked at.
    """
    reviewed = StepReview.objects.filter(step=OuterRef("pk"), assessment=assessment)
    steps = NextStep.objects.filter(organisation=assessment.organisation_id)
    if assessment.is_submitted or assessment.corrects_id is not None:
        steps = steps.filter(Exists(reviewed))
    else:
        earlier = _earlier_than(assessment.occasion)
        before = Assessment.objects.filter(earlier, organisation=assessment.organisation_id)
        closed_before = StepReview.objects.filter(
            step=OuterRef("pk"), assessment__in=before.current()
        ).exclude(state=StepState.ONGOING)
        steps = (
            steps.decided()
            .filter(earlier)
            .filter(Q(state=StepState.ONGOING) | Exists(reviewed) | ~Exists(closed_before))
        )
    return list(steps.select_related("item__instrument", "occasion", "owner", "changed_by").in_order())


def unreviewed(assessment: Assessment) -> list[NextStep]:
    """Return the earlier steps that the draft says nothing of yet; a correction looks at no steps anew."""
    if assessment.corrects_id is not None:
        return []
    said = set(assessment.step_reviews.values_list("step_id", flat=True))
    return [step for step in earlier_steps(assessment) if step.pk not in said]


def _earlier_than(occasion: Occasion) -> Q:
    return Q(occasion__date__lt=occasion.date) | Q(occasion__date=occasion.date, occasion__lt=occasion.pk)
