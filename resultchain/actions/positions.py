"""Verbs on positions: an organisation says where on the chain it stands, changes that, or takes it back."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils import timezone

from organisations.events import record
from organisations.models import Organisation, User
from resultchain.actions.saved import ChangedError, hold, lock, write
from resultchain.models import Extent, Position, PositionLevel

Said = Mapping[int, tuple[Extent, str]]
"""For each level that something is said of: how far, and words."""

FIELDS: Final = ("occasion", "name", "date", "words")


class PositionTakenError(Exception):
    """The organisation has said something at that occasion already; `position` is it."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self.position = position


@transaction.atomic
def state_position(*, by: User, organisation: Organisation, levels: Said, **content: Any) -> Position:
    """Store a statement; the same one sent twice is one. Raises PositionTakenError."""
    hold(organisation)
    there = _same_occasion(organisation, content)
    if there is not None:
        if said(there) == levels and all(getattr(there, name) == content[name] for name in FIELDS):
            return there
        raise PositionTakenError(there)
    made = Position.objects.create(organisation=organisation, created_by=by, saved_by=by, **content)
    _write_levels(made, levels)
    record(actor=by, organisation=organisation, verb="resultchain.position_stated", obj=made)
    return made


@transaction.atomic
def change_position(*, by: User, position: Position, seen: int | None, levels: Said, **content: Any) -> None:
    """Change a statement. Raises ChangedError when it is not as it was `seen`, or PositionTakenError."""
    hold(position.organisation)
    locked = lock(position)
    other = _same_occasion(locked.organisation, content, but=locked.pk)
    if other is not None:
        raise PositionTakenError(other)
    says_other = said(locked) != levels
    if says_other and locked.version != seen:
        raise ChangedError(locked)
    changed = write(locked, by=by, seen=seen, wanted=content)
    if says_other:
        _write_levels(locked, levels)
        if not changed:
            locked.version += 1
            locked.saved_at, locked.saved_by = timezone.now(), by
            locked.save(update_fields=["version", "saved_at", "saved_by"])
    if fields := [*changed, *(["levels"] if says_other else [])]:
        record(
            actor=by,
            organisation=locked.organisation,
            verb="resultchain.position_changed",
            obj=locked,
            fields=fields,
        )


@transaction.atomic
def remove_position(*, by: User, position: Position) -> None:
    """Take a statement back."""
    locked = lock(position)
    record(actor=by, organisation=locked.organisation, verb="resultchain.position_removed", obj=locked)
    locked.delete()


def said(position: Position) -> dict[int, tuple[Extent, str]]:
    """Return what a statement says of each level that it says something of."""
    return {row.level: (Extent(row.extent), row.words) for row in position.levels.all()}


def _same_occasion(
    organisation: Organisation, content: Mapping[str, Any], *, but: int = 0
) -> Position | None:
    # The same comparison as the constraint's: upper and lower case are not each other's mirror in every alphabet.
    rows = Position.objects.alias(lower=Lower("name")).filter(lower=Lower(Value(content["name"])))
    return rows.filter(organisation=organisation, date=content["date"]).exclude(pk=but).first()


def _write_levels(position: Position, levels: Said) -> None:
    position.levels.all().delete()
    PositionLevel.objects.bulk_create(
        PositionLevel(position=position, level=level, extent=extent, words=words)
        for level, (extent, words) in sorted(levels.items())
    )
