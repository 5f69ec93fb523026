"""Everybody who can work with one organisation: its own people, those who see it from above, those invited."""

from dataclasses import dataclass

from organisations.actions.invitations import roles_to_grant
from organisations.actions.people import has_ended
from organisations.models import Invitation, Membership, Organisation, Role, User


@dataclass(frozen=True)
class Person:
    """One row of the list: a membership, and whether the reader may end it, or its right to publish reports."""

    membership: Membership
    can_end: bool
    can_set_right: bool


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


def people_of(organisation: Organisation, reader: User, *, sets_right: bool) -> People:
    """Collect the people page of an organisation for one reader; `sets_right`: who decides on who may publish."""
    mine = organisation.memberships.select_related("user", "function").order_by("user__name", "user_id", "pk")
    rows = list(mine)
    higher = Membership.objects.active().covering(organisation).exclude(organisation=organisation)
    above = tuple(higher.select_related("user", "organisation", "function").order_by("user__name", "pk"))
    publishers = [row for row in (*rows, *above) if row.may_publish and row.is_active and row.user.is_active]

    def can_set_right(row: Membership) -> bool:
        is_last = row.may_publish and all(other == row for other in publishers)
        return sets_right and row.role == Role.COORDINATOR and not is_last

    return People(
        here=tuple(
            Person(row, can_end(reader, row), can_set_right(row)) for row in rows if not has_ended(row)
        ),
        earlier=tuple(row for row in rows if has_ended(row)),
        from_above=above,
        invitations=tuple(organisation.invitations.waiting().select_related("function").newest_first()),
    )


def can_end(reader: User, membership: Membership) -> bool:
    """Whether the role is the reader's to take away: the same ones that are theirs to give."""
    return Role(membership.role) in roles_to_grant(reader)
