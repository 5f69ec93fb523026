"""Verbs on programmes: make a round, change it, open it for those invited."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from checklists.models import Instrument
from organisations.events import record
from organisations.models import Organisation, User
from programmes.actions.locking import lock
from programmes.models import Programme
from resultchain.actions.saved import ChangedError, hold, write


class TakenError(Exception):
    """The organisation already leads a round with that name."""


@transaction.atomic
def add_programme(
    *, by: User, owner: Organisation, instruments: Collection[Instrument], **content: Any
) -> tuple[Programme, bool]:
    """Make a round; the same one sent twice is one, and the second time gives False. Raises TakenError."""
    hold(owner)
    same = owner.led_programmes.filter(name=content["name"], round=content["round"]).first()
    if same is not None:
        if any(getattr(same, name) != value for name, value in content.items()):
            raise TakenError
        return same, False
    made = Programme.objects.create(owner=owner, created_by=by, saved_by=by, **content)
    made.instruments.set(instruments)
    record(actor=by, organisation=owner, verb="programmes.made", obj=made)
    return made, True


@transaction.atomic
def change_programme(
    *, by: User, programme: Programme, seen: int | None, instruments: Collection[Instrument], **content: Any
) -> None:
    """Change a round. Raises ChangedError when it is not as it was `seen`, and TakenError."""
    hold(programme.owner)
    locked = lock(programme)
    twins = locked.owner.led_programmes.filter(name=content["name"], round=content["round"])
    if twins.exclude(pk=locked.pk).exists():
        raise TakenError
    others = set(locked.instruments.values_list("pk", flat=True)) != {one.pk for one in instruments}
    if others and locked.version != seen:
        raise ChangedError(locked)
    changed = write(locked, by=by, seen=seen, wanted=content)
    if others:
        locked.instruments.set(instruments)
        if not changed:
            locked.version += 1
            locked.saved_at, locked.saved_by = timezone.now(), by
            locked.save(update_fields=["version", "saved_at", "saved_by"])
        changed.append("instruments")
    if changed:
        record(actor=by, organisation=locked.owner, verb="programmes.changed", obj=locked, fields=changed)


@transaction.atomic
def open_programme(*, by: User, programme: Programme) -> bool:
    """Let those invited see the round; False when it was open already."""
    locked = lock(programme)
    if locked.is_open:
        return False
    locked.is_open = True
    locked.save(update_fields=["is_open"])
    record(actor=by, organisation=locked.owner, verb="programmes.opened", obj=locked)
    return True
