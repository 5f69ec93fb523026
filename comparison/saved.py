"""Kept selections: whose one may see, and who may let go of one."""

from typing import Final

from django.core.signing import Signer
from django.utils.crypto import constant_time_compare

from comparison.access import SAVING
from comparison.models import SavedSelection, SavedSelectionQuerySet
from organisations.access import ActiveMembership

SALT: Final = "comparison.saved"


def saved_at(membership: ActiveMembership) -> SavedSelectionQuerySet:
    """Return the selections that the organisation's members have kept, by name."""
    return SavedSelection.objects.filter(organisation=membership.organisation).in_order()


def may_save(membership: ActiveMembership) -> bool:
    """Whether the caller may keep a selection."""
    return bool(membership.roles & set(SAVING))


def may_remove(membership: ActiveMembership, saved: SavedSelection) -> bool:
    """Whether the caller may let go of one: its owner, or a coordinator."""
    return membership.is_coordinator or saved.owner_id == membership.user.pk


def mark_of(membership: ActiveMembership, selection_id: int) -> str:
    """Return what a button to let go of a selection bears: only who was offered the button has it.

    It opens nothing. A second press finds no row and says the same as the first, while to anybody else an id that is
    gone is as unknown as one that never was.
    """
    return Signer(salt=SALT).signature(f"{membership.user.pk}:{membership.organisation.pk}:{selection_id}")


def is_offered(membership: ActiveMembership, selection_id: int, mark: str) -> bool:
    """Whether the caller's own page had the button of that selection."""
    return constant_time_compare(mark, mark_of(membership, selection_id))
