"""Rows of this room that are about to change, held until the transaction ends."""

from typing import TypeVar

from django.db.models import Model
from django.shortcuts import get_object_or_404

R = TypeVar("R", bound=Model)


def lock(row: R) -> R:
    """Return the row as it stands now, locked. Raises Http404 when somebody took it away a moment ago."""
    found: R = get_object_or_404(type(row)._default_manager.select_for_update(), pk=row.pk)
    return found
