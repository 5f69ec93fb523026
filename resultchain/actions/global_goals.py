"""The verb on the map of the global goals: save what a unit has mapped."""

from typing import Any

from django.db import transaction

from organisations.events import record
from organisations.models import Organisation, User
from resultchain.actions.saved import lock, write
from resultchain.models import GlobalGoalsMap


@transaction.atomic
def save_map(*, by: User, unit: Organisation, seen: int | None, **content: Any) -> GlobalGoalsMap:
    """Save a unit's map, its first one too. Raises ChangedError when it is not as it was `seen`."""
    made, created = GlobalGoalsMap.objects.get_or_create(
        organisation=unit, defaults={**content, "created_by": by, "saved_by": by}
    )
    if not created:
        made = lock(made)
    if created or write(made, by=by, seen=seen, wanted=content):
        record(actor=by, organisation=unit, verb="resultchain.map_saved", obj=made)
    return made
