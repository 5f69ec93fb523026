"""Keeping a selection under a name, and letting go of it."""

from typing import Final

from django.db import transaction

from comparison.models import SavedSelection
from organisations.models import Organisation, User

MOST_SAVED: Final = 50


class NameTakenError(Exception):
    """Another selection has that name."""


class TooManyError(Exception):
    """There is no room for another one."""


@transaction.atomic
def save_selection(*, by: User, organisation: Organisation, name: str, query: str) -> SavedSelection:
    """Keep a selection for the organisation's members; the same saved twice is one.

    Raises NameTakenError or TooManyError.
    """
    # Of two at once the second waits here, and finds what the first has saved.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    saved = SavedSelection.objects.filter(organisation=organisation)
    there = saved.filter(name=name).first()
    if there is not None:
        if there.query == query:
            return there
        raise NameTakenError
    if saved.count() >= MOST_SAVED:
        raise TooManyError
    return saved.create(organisation=organisation, owner=by, name=name, query=query)


def remove_selection(*, saved: SavedSelection) -> None:
    """Let go of a kept selection; what it shows stays where it is."""
    saved.delete()
