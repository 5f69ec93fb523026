"""Verbs on how many people live where."""

from django.db import transaction
from django.utils import timezone

from comparison.inhabitants import COLUMNS, MOST_ROWS, Plan, make_plan
from comparison.inhabitants_known import with_inhabitants
from comparison.models import Inhabitants
from organisations.events import record
from organisations.files.places import Places, known_organisations
from organisations.files.reading import read
from organisations.models import User


@transaction.atomic
def save_inhabitants(*, by: User, content: bytes) -> Plan:
    """Save what a file says, unless it has a fault; who is not in it keeps its number. Raises FileRefusedError."""
    rows = read(content, COLUMNS, most_rows=MOST_ROWS)
    places = Places(known_organisations(with_inhabitants()).values())
    plan = make_plan(rows, places, timezone.localdate())
    if plan.counted:
        Inhabitants.objects.bulk_create(
            (
                Inhabitants(organisation_id=one.organisation, number=one.number, year=one.year)
                for one in plan.counted
            ),
            update_conflicts=True,
            unique_fields=["organisation"],
            update_fields=["number", "year"],
        )
        record(actor=by, organisation=None, verb="comparison.inhabitants_read", number=len(plan.counted))
    return plan
