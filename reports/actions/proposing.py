"""Putting a draft to a board from a form, which may be sent twice."""

from django.db import transaction

from organisations.models import User
from reports.actions.drafts import lock_open
from reports.actions.publishing import make_proposal
from reports.models import Draft, Proposal


@transaction.atomic
def propose_once(
    *, by: User, draft: Draft, body: str, reference: str, text: str, opened: int | None
) -> Proposal:
    """Make a version to a board; a form that is sent twice makes one.

    `opened`: how many there were when the form was opened. Raises DraftClosedError, OutdatedDataError.
    """
    locked = lock_open(draft)
    same = Proposal.objects.filter(
        report__draft=locked, body=body, reference=reference, text=text, made_by=by
    )
    there = None if opened is None else same.filter(number__gt=opened).order_by("-number").first()
    return there or make_proposal(by=by, draft=locked, body=body, reference=reference, text=text)
