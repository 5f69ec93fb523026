"""Kept selections: whose one may see, and who may let go of one."""

from django.http import Http404

from comparison.access import SAVING
from comparison.models import SavedSelection, SavedSelectionQuerySet
from organisations.access import ActiveMembership


def saved_at(membership: ActiveMembership) -> SavedSelectionQuerySet:
    """Return the selections that the organisation's members have kept, by name."""
    return SavedSelection.objects.filter(organisation=membership.organisation).in_order()


def may_save(membership: ActiveMembership) -> bool:
    """Whether the caller may keep a selection."""
    return bool(membership.roles & set(SAVING))


def may_remove(membership: ActiveMembership, saved: SavedSelection) -> bool:
    """Whether the caller may let go of one: its owner, or a coordinator."""
    return membership.is_coordinator or saved.owner_id == membership.user.pk


def get_removable(membership: ActiveMembership, selection_id: int) -> SavedSelection:
    """Return a selection that the caller may let go of, or 404."""
    saved = saved_at(membership).filter(pk=selection_id).first()
    if saved is None or not may_remove(membership, saved):
        raise Http404
    return saved
