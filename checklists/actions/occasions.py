"""Making occasions to rate at, and mending those that were made by mistake."""

import datetime

from django.db import transaction

from checklists.models import Assessment, Instrument, Occasion, OwnAssessment
from organisations.events import record
from organisations.models import Organisation, User


class OccasionInUseError(Exception):
    """Somebody has rated at the occasion, so it stays as it is."""


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


@transaction.atomic
def change_occasion(*, by: User, occasion: Occasion, name: str, date: datetime.date) -> None:
    """Give an occasion, and its twin, another name or date before anybody has handed in.

    Raises OccasionInUseError, and IntegrityError for a duplicate.
    """
    twins = _locked_twins(occasion)
    if Assessment.objects.submitted().filter(occasion__in=twins).exists():
        raise OccasionInUseError
    for twin in twins:
        twin.name, twin.date = name, date
        twin.save(update_fields=["name", "date"])
        record(actor=by, organisation=twin.owner, verb="checklists.occasion_changed", obj=twin)


@transaction.atomic
def remove_occasion(*, by: User, occasion: Occasion) -> None:
    """Remove an occasion, and its twin, at which nobody has begun. Raises OccasionInUseError."""
    twins = _locked_twins(occasion)
    begun = [Assessment.objects.filter(occasion__in=twins), OwnAssessment.objects.filter(occasion__in=twins)]
    if any(rows.exists() for rows in begun):
        raise OccasionInUseError
    for twin in twins:
        record(actor=by, organisation=twin.owner, verb="checklists.occasion_removed", obj=twin)
        twin.delete()


def _locked_twins(occasion: Occasion) -> list[Occasion]:
    """Return the occasion and its twins, locked: whoever begins to rate at one of them waits."""
    return list(Occasion.objects.twins_of(occasion).select_for_update(of=["self"]).order_by("pk"))
