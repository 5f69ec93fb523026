"""Saving what two people may have open at once: the row is locked, and an older page changes nothing."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.shortcuts import get_object_or_404
from django.utils import timezone

from organisations.models import Organisation, User
from organisations.models.saved import Saved

S = TypeVar("S", bound=Saved)


class ChangedError(Exception):
    """Somebody else has saved since the page was made; `newest` is how it stands now."""

    def __init__(self, newest: Saved) -> None:
        super().__init__()
        self.newest = newest


def hold(organisation: Organisation) -> None:
    """Let those who write names that are unique at the organisation come one after the other."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def lock(row: S) -> S:
    """Return the row as it stands now, locked until the transaction ends.

    Raises Http404: what somebody took away a moment ago is answered as what has long been gone.
    """
    rows = type(row)._default_manager.select_for_update(of=("self",)).select_related("organisation")
    found: S = get_object_or_404(rows, pk=row.pk)
    return found


def write(locked: S, *, by: User, seen: int | None, wanted: Mapping[str, Any]) -> list[str]:
    """Store what differs and return the names of those fields; raises ChangedError when it is not as it was `seen`.

    The same thing sent twice changes nothing and is no conflict.
    """
    changed = sorted(name for name, value in wanted.items() if getattr(locked, name) != value)
    if not changed:
        return []
    if locked.version != seen:
        raise ChangedError(locked)
    for name in changed:
        setattr(locked, name, wanted[name])
    locked.version += 1
    locked.saved_at, locked.saved_by = timezone.now(), by
    locked.save(update_fields=[*changed, "version", "saved_at", "saved_by"])
    return changed
