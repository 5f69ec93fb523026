"""Handing in a published result report to whoever leads the programme."""

from django.db import transaction
from django.utils import timezone

from organisations.actions.sharing import share
from organisations.events import record
from organisations.models import User
from programmes.actions.handing_in import received
from programmes.models import COUNTING, Participation, Programme
from reports.actions.errors import NotPublishableError
from reports.models import HANDED_IN, HandIn, Publication


class HandInClosedError(Exception):
    """The lead takes no more reports, or none of somebody who has left."""


class HandedInByOthersError(Exception):
    """Another organisation has handed in for the same participant; `hand_in` is what it handed in."""

    def __init__(self, hand_in: HandIn) -> None:
        super().__init__()
        self.hand_in = hand_in


@transaction.atomic
def hand_in(
    *, by: User, publication: Publication, participation: Participation, register_number: str
) -> tuple[HandIn, bool]:
    """Hand in, and share the report with the lead; the same one twice is one receipt, and then gives False.

    A later version replaces what was handed in, with a receipt of its own. Raises HandInClosedError,
    HandedInByOthersError, and NotPublishableError for what is not published, replaced or withdrawn.
    """
    # Of two at once the second one waits here, and then finds what the first one wrote. The programme comes first:
    # whoever holds both takes them in that order.
    programme = Programme.objects.select_for_update(no_key=True).get(pk=participation.programme_id)
    stage = Participation.objects.select_for_update().get(pk=participation.pk).stage
    there = HandIn.objects.filter(publication=publication).first()
    if there is not None:
        return there, False
    if programme.hand_in_closed_at is not None or stage not in COUNTING:
        raise HandInClosedError
    locked = Publication.objects.select_for_update(of=("self",)).get(pk=publication.pk)
    if not locked.is_published or locked.newer or locked.withdrawn:
        raise NotPublishableError
    made = HandIn.objects.create(
        participation=participation,
        publication=locked,
        register_number=register_number,
        replaces=_replaced(participation, locked),
        received_at=timezone.now(),
        by=by,
    )
    received(participation=participation, at=made.received_at)
    if programme.owner_id != locked.organisation_id:
        share(by=by, owner=locked.organisation, obj=locked, audience=programme.owner, reason=HANDED_IN)
    record(actor=by, organisation=locked.organisation, verb="programmes.handed_in", obj=made)
    return made, True


def _replaced(participation: Participation, publication: Publication) -> HandIn | None:
    """Return what the participant handed in last."""
    last = participation.hand_ins.newest().select_related("publication__organisation").first()
    if last is not None and last.publication.organisation_id != publication.organisation_id:
        raise HandedInByOthersError(last)
    return last
