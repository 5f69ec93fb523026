"""Letting others read something, and ending that; whose things may be shared, and by whom, is for their room to ask."""

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from organisations.events import record
from organisations.models import Organisation, Share, User


@transaction.atomic
def share(
    *, by: User | None, owner: Organisation, obj: Model, audience: Organisation | None = None, reason: str
) -> Share:
    """Share a saved thing of the owner's with an organisation, or with everybody; what is shared already stays so.

    `reason` is a short code of the sharing room. Raises ValueError for an owner who is not the one that shares it now.
    """
    # Of two at once the second one waits here, and then finds what the first one wrote.
    Organisation.objects.select_for_update(no_key=True).get(pk=owner.pk)
    there = Share.objects.of(obj).open().filter(audience=audience).first()
    if there is not None:
        if there.owner_id != owner.pk:
            raise ValueError("Another organisation shares this.")
        return there
    made = Share.objects.create(
        owner=owner,
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        audience=audience,
        reason=reason,
        started_by=by,
    )
    record(
        actor=by,
        organisation=owner,
        verb="organisations.shared",
        obj=obj,
        share=made.pk,
        audience=audience.pk if audience else None,
        reason=reason,
    )
    return made


@transaction.atomic
def end_share(*, by: User | None, obj: Model, audience: Organisation | None = None) -> bool:
    """Stop sharing a thing with an organisation, or with everybody; False when it was not shared so."""
    rows = Share.objects.of(obj).open().filter(audience=audience)
    found = rows.select_for_update(of=("self",)).select_related("owner").first()
    if found is None:
        return False
    # Web servers' clocks differ a little.
    found.ends_at = max(timezone.now(), found.starts_at)
    found.ended_by = by
    found.save(update_fields=["ends_at", "ended_by"])
    record(
        actor=by,
        organisation=found.owner,
        verb="organisations.share_ended",
        obj=obj,
        share=found.pk,
        audience=found.audience_id,
    )
    return True
