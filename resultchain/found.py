"""Where pages begin to look: what lies at the member's organisation or below it, and nothing else."""

from organisations.access import ActiveMembership
from resultchain.models import ChainEntry, ChainEntryQuerySet, Link, LinkQuerySet


def entries_of(membership: ActiveMembership) -> ChainEntryQuerySet:
    """Return the entries of the member's organisation and of the units below it."""
    return ChainEntry.objects.within(membership.organisation)


def links_of(membership: ActiveMembership) -> LinkQuerySet:
    """Return the links between them."""
    return Link.objects.within(membership.organisation)
