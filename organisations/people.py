"""Everybody who can work with one organisation: its own people, those who see it from above, those invited."""

from dataclasses import dataclass

from organisations.actions.invitations import roles_to_grant
from organisations.actions.people import has_ended
from organisations.models import Invitation, Membership, Organisation, Role, User


@dataclass(frozen=True)
class Person:
    """One row of the list: a membership, and whether the reader may end it."""

    membership: Membership
    can_end: bool


@dataclass(frozen=True)
class People:
    """The lists of an organisation's people page. Three queries, whatever their length."""

    here: tuple[Person, ...]
    earlier: tuple[Membership, ...]
    from_above: tuple[Membership, ...]
    invitations: tuple[Invitation, ...]

    @property
    def number(self) -> int:
        """How many persons have a role here now or soon; two roles of one person count once."""
        return len({person.membership.user_id for person in self.here})


def people_of(organisation: Organisation, reader: User) -> People:
    """Collect the people page of an organisation for one reader."""
    mine = organisation.memberships.select_related("user", "function").order_by("user__name", "user_id", "pk")
    rows = list(mine)
    above = Membership.objects.active().covering(organisation).exclude(organisation=organisation)
    return People(
        here=tuple(Person(row, can_end(reader, row)) for row in rows if not has_ended(row)),
        earlier=tuple(row for row in rows if has_ended(row)),
        from_above=tuple(
            above.select_related("user", "organisation", "function").order_by("user__name", "pk")
        ),
        invitations=tuple(organisation.invitations.waiting().select_related("function").newest_first()),
    )


def can_end(reader: User, membership: Membership) -> bool:
    """Whether the role is the reader's to take away: the same ones that are theirs to give."""
    return Role(membership.role) in roles_to_grant(reader)
