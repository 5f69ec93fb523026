"""Making occasions to rate at."""

import datetime

from django.db import transaction

from checklists.models import Instrument, Occasion
from organisations.events import record
from organisations.models import Organisation, User


@transaction.atomic
def create_occasions(
    *,
    by: User,
    owner: Organisation,
    instrument: Instrument | None,
    units_instrument: Instrument | None,
    name: str,
    date: datetime.date,
) -> list[Occasion]:
    """Make one occasion for the whole, one for the units below, or both as twins; return them in that order.

    Raises IntegrityError for a duplicate.
    """
    return [
        create_occasion(by=by, owner=owner, instrument=chosen, name=name, date=date)
        for chosen in (instrument, units_instrument)
        if chosen is not None
    ]


@transaction.atomic
def create_occasion(
    *, by: User, owner: Organisation, instrument: Instrument, name: str, date: datetime.date
) -> Occasion:
    """Make an occasion at which those rate whom the instrument's level points out.

    Raises IntegrityError for a duplicate.
    """
    occasion = Occasion.objects.create(
        owner=owner, instrument=instrument, name=name, date=date, created_by=by
    )
    occasion.invitees.add(owner)
    record(actor=by, organisation=owner, verb="checklists.occasion_created", obj=occasion)
    return occasion
