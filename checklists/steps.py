"""Next steps: which ones a member sees, who may own them, and which ones an assessment must say what became of."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils import timezone

from checklists.models import Assessment, NextStep, NextStepQuerySet, Occasion, StepReview, StepState
from organisations.access import ActiveMembership
from organisations.models import Membership, Organisation, Role, User


@dataclass(frozen=True)
class StepRow:
    """One step as a page shows it to one member; an owner who has left is told to the coordinator."""

    step: NextStep
    is_overdue: bool
    is_decided: bool
    is_mine: bool
    owner_left: bool
    can_answer: bool
    can_edit: bool


def visible_steps(membership: ActiveMembership) -> NextStepQuerySet:
    """Return the organisation's steps that the member may see: what belongs to a draft is the coordinator's."""
    own = NextStep.objects.filter(organisation=membership.organisation)
    return own if membership.is_coordinator else own.decided()


def answerable_steps(membership: ActiveMembership) -> NextStepQuerySet:
    """Return the decided steps that the member may say something of: their own, and for a coordinator all."""
    decided = visible_steps(membership).decided()
    return decided if membership.is_coordinator else decided.owned_by(membership.user)


def step_rows(membership: ActiveMembership, *, mine: bool = False) -> tuple[list[StepRow], list[StepRow]]:
    """Return the steps that go on, the soonest first, and those that are over, the latest first. One query."""
    steps = _with_facts(visible_steps(membership), membership.organisation)
    if mine:
        steps = steps.owned_by(membership.user)
    rows = [_row(membership, step) for step in steps.in_order()]
    over = [row for row in rows if row.step.state != StepState.ONGOING]
    over.sort(key=lambda row: (row.step.changed_at, row.step.pk), reverse=True)
    return [row for row in rows if row.step.state == StepState.ONGOING], over


def steps_of(membership: ActiveMembership) -> list[NextStep]:
    """Return what the member owns and has to do, here and in the units below, the soonest first. One query."""
    reach = Organisation.objects.descendants(membership.organisation, include_self=True).values("pk")
    mine = NextStep.objects.filter(organisation__in=reach).decided().ongoing().owned_by(membership.user)
    return list(mine.select_related("organisation", "occasion", "item").in_order())


def without_owner(organisation: Organisation) -> list[NextStep]:
    """Return the decided steps that go on though their owner has no role here any more. One query."""
    steps = _with_facts(NextStep.objects.filter(organisation=organisation).decided().ongoing(), organisation)
    return [step for step in steps.in_order() if not step.owner_is_here]  # type: ignore[attr-defined]


def possible_owners(organisation: Organisation) -> QuerySet[User]:
    """Return those who can own a step: people with a role here, and those who coordinate from above."""
    return User.objects.holding(
        Membership.objects.active()
        .covering(organisation)
        .filter(Q(organisation=organisation) | Q(role=Role.COORDINATOR))
    )


def _with_facts(steps: NextStepQuerySet, organisation: Organisation) -> NextStepQuerySet:
    """Fetch what a row shows; `owner_is_here` and `is_decided` are asked in the same query."""
    held = Membership.objects.active().covering(organisation).filter(user=OuterRef("owner"))
    handed_in = Assessment.objects.submitted().filter(
        organisation=OuterRef("organisation"), occasion=OuterRef("occasion")
    )
    here = ExpressionWrapper(Q(Exists(held)) & Q(owner__is_active=True), output_field=BooleanField())
    return steps.annotate(owner_is_here=here, is_decided=Exists(handed_in)).select_related(
        "item", "occasion", "owner", "changed_by"
    )


def _row(membership: ActiveMembership, step: NextStep) -> StepRow:
    is_mine, decided = step.owner_id == membership.user.pk, bool(step.is_decided)  # type: ignore[attr-defined]
    return StepRow(
        step=step,
        is_overdue=is_overdue(step),
        is_decided=decided,
        is_mine=is_mine,
        owner_left=not step.owner_is_here,  # type: ignore[attr-defined]
        can_answer=decided and (is_mine or membership.is_coordinator),
        can_edit=membership.is_coordinator,
    )


def is_overdue(step: NextStep, today: datetime.date | None = None) -> bool:
    """Whether it goes on though its day has passed."""
    return step.state == StepState.ONGOING and step.due < (today or timezone.localdate())


@dataclass(frozen=True)
class ItemSteps:
    """The steps of one item in a draft: those that were decided now, and the earlier ones with what is said of them."""

    new: Sequence[NextStep]
    earlier: Sequence[tuple[NextStep, StepReview | None]]


def steps_by_item(assessment: Assessment) -> dict[int, ItemSteps]:
    """Return the steps of each item that has any, by number. Three queries.

    Earlier steps of another checklist belong to none of these items; the page of all earlier steps has them.
    """
    new: dict[int, list[NextStep]] = {}
    at = NextStep.objects.filter(organisation=assessment.organisation_id, occasion=assessment.occasion_id)
    for step in at.select_related("item", "owner").in_order():
        new.setdefault(step.item.number, []).append(step)
    said = {review.step_id: review for review in assessment.step_reviews.all()}
    earlier: dict[int, list[tuple[NextStep, StepReview | None]]] = {}
    for step in earlier_steps(assessment):
        if step.item.instrument_id == assessment.occasion.instrument_id:
            earlier.setdefault(step.item.number, []).append((step, said.get(step.pk)))
    return {
        number: ItemSteps(new.get(number, []), earlier.get(number, [])) for number in sorted({*new, *earlier})
    }


def earlier_steps(assessment: Assessment) -> list[NextStep]:
    """Return the decided steps of earlier occasions that come back in this assessment, the soonest first. One query.

    Those that go on, and those that were answered since without any earlier occasion having looked at them. Of one
    that is handed in, and of a correction: those that it looked at.
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
