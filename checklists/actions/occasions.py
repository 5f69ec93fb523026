"""Making occasions to rate at."""

import datetime

from django.db import transaction

from checklists.models import Instrument, Occasion
from organisations.events import record
from organisations.models import Organisation, User


@transaction.atomic
def create_occasion(
    *, by: User, owner: Organisation, instrument: Instrument, name: str, date: datetime.date
) -> Occasion:
    """Make an occasion at which the organisation and its units rate. Raises IntegrityError for a duplicate."""
    occasion = Occasion.objects.create(
        owner=owner, instrument=instrument, name=name, date=date, created_by=by
    )
    occasion.invitees.add(owner)
    record(actor=by, organisation=owner, verb="checklists.occasion_created", obj=occasion)
    return occasion
