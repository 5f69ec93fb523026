"""Verbs on diplomas: add one, change it, take it away."""

from typing import Any

from django.db import transaction

from organisations.events import record
from organisations.models import Organisation, User
from resultchain.actions.saved import hold, lock, write
from resultchain.models import Diploma


class DiplomaExistsError(Exception):
    """The unit has a diploma of that name from that day already."""


@transaction.atomic
def add_diploma(*, by: User, organisation: Organisation, **content: Any) -> Diploma:
    """Add a diploma; the same one sent twice is one. Raises DiplomaExistsError when its day is taken by another."""
    hold(organisation)
    key = {"organisation": organisation, "name": content.pop("name"), "issued_on": content.pop("issued_on")}
    diploma, created = Diploma.objects.get_or_create(
        **key, defaults={**content, "created_by": by, "saved_by": by}
    )
    if created:
        record(actor=by, organisation=organisation, verb="resultchain.diploma_added", obj=diploma)
    elif any(getattr(diploma, name) != value for name, value in content.items()):
        raise DiplomaExistsError
    return diploma


@transaction.atomic
def change_diploma(*, by: User, diploma: Diploma, seen: int | None, **content: Any) -> None:
    """Change a diploma. Raises ChangedError, or DiplomaExistsError when another one has the name and the day."""
    hold(content["organisation"])
    locked = lock(diploma)
    same = {name: content[name] for name in ("organisation", "name", "issued_on")}
    if Diploma.objects.filter(**same).exclude(pk=locked.pk).exists():
        raise DiplomaExistsError
    changed = write(locked, by=by, seen=seen, wanted=content)
    if changed:
        record(
            actor=by,
            organisation=locked.organisation,
            verb="resultchain.diploma_changed",
            obj=locked,
            fields=changed,
        )


@transaction.atomic
def remove_diploma(*, by: User, diploma: Diploma) -> None:
    """Take a diploma away."""
    locked = lock(diploma)
    record(actor=by, organisation=locked.organisation, verb="resultchain.diploma_removed", obj=locked)
    locked.delete()
