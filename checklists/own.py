"""Own ratings around one member: where they may be made, how far they are, and who will see them."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q

from checklists.calculations import UsualTime, usual_time
from checklists.models import Assessment, Instrument, Occasion, OwnAssessment, OwnAssessmentQuerySet
from organisations.access import ActiveMembership
from organisations.models import Function, Membership, Organisation, Role, User

RATERS: Final = (Role.COORDINATOR, Role.CONTRIBUTOR, Role.PARTICIPANT)
"""Who may rate on their own."""


def may_rate(membership: ActiveMembership) -> bool:
    """Whether the member may rate on their own here."""
    return not membership.roles.isdisjoint(RATERS)


def own_assessments(membership: ActiveMembership) -> OwnAssessmentQuerySet:
    """Return what the member has rated on their own here: nobody reaches another's through this."""
    return OwnAssessment.objects.filter(organisation=membership.organisation).of(membership.user)


def is_closed(organisation: Organisation, occasion: Occasion) -> bool:
    """Whether the group has handed in, so that own ratings are over."""
    return Assessment.objects.filter(organisation=organisation, occasion=occasion).submitted().exists()


def function_of(membership: ActiveMembership) -> Function | None:
    """Return the function that the member takes part in, nearest the organisation first; None when none is given."""
    held = (
        Membership.objects.filter(user=membership.user, function__active=True)
        .active()
        .covering(membership.organisation)
        .select_related("function")
        .order_by("pk")
    )
    nearest = sorted(held, key=lambda row: row.organisation_id != membership.organisation.pk)
    return nearest[0].function if nearest else None


def coordinators(organisation: Organisation) -> list[User]:
    """Return those who lead the work here today, from here or from above: they see finished own ratings."""
    leading = Membership.objects.active().covering(organisation).filter(role=Role.COORDINATOR)
    return list(User.objects.holding(leading))


def measured(instrument: Instrument) -> UsualTime | None:
    """Return how long an own rating with this checklist usually takes; None before enough are measured. One query."""
    done = OwnAssessment.objects.finished().filter(occasion__instrument=instrument, worked_seconds__gt=0)
    return usual_time(list(done.values_list("worked_seconds", flat=True)))


@dataclass(frozen=True)
class OwnState:
    """One occasion in a list: the member's own rating there, and for a coordinator how many are finished."""

    own: OwnAssessment | None = None
    rated: int = 0
    items: int = 0
    finished: int = 0
    begun: int = 0


def own_states(membership: ActiveMembership) -> dict[int, OwnState]:
    """Return the state of each occasion where somebody has begun, by its id. At most two queries.

    How many others have begun or finished is the coordinator's to know.
    """
    mine = {
        own.occasion_id: own
        for own in own_assessments(membership).annotate(
            n_items=Count("ratings"),
            n_rated=Count(
                "ratings", filter=Q(ratings__value__isnull=False) | Q(ratings__not_applicable=True)
            ),
        )
    }
    counts: dict[int, tuple[int, int]] = {}
    if membership.is_coordinator:
        all_here = OwnAssessment.objects.filter(organisation=membership.organisation).values("occasion")
        rows = all_here.annotate(n=Count("pk"), done=Count("finished_at")).values_list(
            "occasion", "done", "n"
        )
        counts = {occasion: (done, n - done) for occasion, done, n in rows}
    found = {}
    for occasion_id in {*mine, *counts}:
        own = mine.get(occasion_id)
        finished, begun = counts.get(occasion_id, (0, 0))
        rated, items = (own.n_rated, own.n_items) if own else (0, 0)  # type: ignore[attr-defined]
        found[occasion_id] = OwnState(own, rated, items, finished, begun)
    return found
