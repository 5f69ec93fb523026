"""Who coordinates, and what the organisation has committed itself to."""

import datetime

from django.db import transaction
from django.utils import timezone

from organisations.events import record
from organisations.models import Commitment, CoordinatorAssignment, Organisation, User


class AssignmentEndedError(Exception):
    """The assignment has a last day already."""


class SameCommitmentError(Exception):
    """The organisation has exactly this commitment already."""


@transaction.atomic
def start_assignment(*, by: User, assignment: CoordinatorAssignment) -> CoordinatorAssignment:
    """Store a validated assignment. Raises IntegrityError when the person has an open one at the organisation."""
    assignment.save(force_insert=True)
    record(
        actor=by,
        organisation=assignment.organisation,
        verb="organisations.coordinator_assigned",
        obj=assignment,
        person=assignment.user_id,
        share=assignment.share_percent,
    )
    return assignment


@transaction.atomic
def end_assignment(*, by: User, assignment: CoordinatorAssignment, last_day: datetime.date) -> None:
    """Give a running assignment its last day. Raises AssignmentEndedError."""
    locked = CoordinatorAssignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if locked.valid_to is not None and locked.valid_to < timezone.localdate():
        raise AssignmentEndedError
    locked.valid_to = last_day
    locked.save(update_fields=["valid_to"])
    record(
        actor=by,
        organisation=locked.organisation,
        verb="organisations.coordinator_assignment_ended",
        obj=locked,
    )


@transaction.atomic
def add_commitment(*, by: User, commitment: Commitment) -> Commitment:
    """Store a validated commitment. Raises SameCommitmentError."""
    # Of two clicks the second one waits here, and then sees what the first one stored.
    owner = Organisation.objects.select_for_update(no_key=True).get(pk=commitment.organisation_id)
    facts = ("kind", "title", "decided_on", "decision_reference")
    if owner.commitments.filter(**{name: getattr(commitment, name) for name in facts}).exists():
        raise SameCommitmentError
    commitment.save(force_insert=True)
    record(
        actor=by,
        organisation=commitment.organisation,
        verb="organisations.commitment_added",
        obj=commitment,
        kind=commitment.kind,
    )
    return commitment
