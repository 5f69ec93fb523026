"""Who reads what an organisation has logged, and who may write it."""

from typing import Final

from organisations.access import ActiveMembership
from organisations.models import Role
from resultchain.models import ChainEntry

READERS: Final = (Role.COORDINATOR, Role.CONTRIBUTOR, Role.PARTICIPANT, Role.READER)
"""Those who work in the organisation or are elected to it. Others read what was shared with them, elsewhere."""
WRITERS: Final = (Role.COORDINATOR, Role.CONTRIBUTOR)


def may_write(membership: ActiveMembership) -> bool:
    """Whether the member may log things here."""
    return bool(membership.roles & set(WRITERS))


def may_change(membership: ActiveMembership, entry: ChainEntry) -> bool:
    """Whether the member may change an entry: a coordinator all of them, a contributor those they logged."""
    if membership.is_coordinator:
        return True
    return Role.CONTRIBUTOR in membership.roles and entry.created_by_id == membership.user.pk
