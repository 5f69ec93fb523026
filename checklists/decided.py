"""Next steps as a result shows them: what was decided at an occasion, and what had become of earlier decisions."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from checklists.models import NextStep, Occasion, StepReview
from organisations.models import Membership, Organisation, Role


def decided_steps(organisation: Organisation, occasion: Occasion) -> list[NextStep]:
    """Return the steps that were decided at an occasion that is handed in, the soonest first. One query."""
    steps = NextStep.objects.filter(organisation=organisation, occasion=occasion).decided()
    return list(steps.select_related("item", "owner").in_order())


def followed_up(organisation: Organisation, occasion: Occasion) -> list[StepReview]:
    """Return what the occasion's last handed-in version said of each earlier step, the soonest first. One query."""
    reviews = (
        StepReview.objects.filter(assessment__organisation=organisation, assessment__occasion=occasion)
        .exclude(assessment__submitted_at=None)
        .select_related("step__item", "step__owner", "step__occasion")
        .order_by("assessment__version")
    )
    by_step = {review.step_id: review for review in reviews}
    return sorted(by_step.values(), key=lambda review: (review.step.due, review.step_id))


def owner_titles(organisation: Organisation, steps: Iterable[NextStep]) -> dict[int, str]:
    """Say by function or role, never by name, who owns the steps; by the owner's id. One query.

    A role that holds comes before one that has ended, a function before a role, and the strongest role first.
    """
    owners = {step.owner_id for step in steps}
    held = Membership.objects.filter(user__in=owners).covering(organisation).select_related("function")
    strength = list(Role)
    ranked = sorted(
        held,
        key=lambda m: (not m.is_active, m.function is None, strength.index(Role(m.role)), m.pk),
        reverse=True,
    )
    titles = dict.fromkeys(owners, _("utan roll här i dag"))
    for membership in ranked:
        title = str(membership.function) if membership.function else Role(membership.role).label
        titles[membership.user_id] = str(title)
    return titles
