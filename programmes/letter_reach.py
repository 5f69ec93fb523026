"""Whom a letter reaches, each person once, and how many that is in each function; told before it is sent."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from organisations.models import Function, Membership, Organisation
from organisations.models.membership import MembershipQuerySet
from programmes.models import Group, GroupMember, Participation, ParticipationQuerySet, Programme
from programmes.naming import full_name_of


@dataclass(frozen=True)
class Receiver:
    """One person that a letter goes to, or a contact without an account, whose address the participant holds.

    `address` is a contact's: who is the contact of two participants is one person, with or without an account.
    """

    user_id: int | None
    participation_id: int
    address: str = ""


@dataclass(frozen=True)
class Reach:
    """How many people a letter reaches, how many of them in each chosen function, and whom it does not reach.

    Somebody with two functions is counted in both, and once in `people`. No functions: it goes to contacts.
    """

    people: int
    functions: Sequence[tuple[Function, int]]
    unreached: Sequence[str]


def receivers(programme: Programme, groups: Iterable[Group], functions: Iterable[Function]) -> list[Receiver]:
    """Return whom a letter reaches, each person once: in the functions, or the contacts when none is chosen."""
    found = _taking_part(programme, groups)
    wanted = list(functions)
    pairs = _in_functions(found, wanted) if wanted else _contacts(found)
    reached: dict[object, Receiver] = {}
    for one in pairs:
        reached.setdefault(one.address or one.user_id, one)
    return list(reached.values())


def reach(programme: Programme, groups: Collection[Group], functions: Collection[Function]) -> Reach:
    """Return how many a letter would reach now, by function, and the participants that nobody gets it for."""
    found = _taking_part(programme, groups)
    rows = list(found.with_organisations().in_order())
    places = {place.pk for one in rows for place in _places(one)}
    held = _held(places, functions)
    numbers = dict(held.order_by().values_list("function").annotate(people=Count("user", distinct=True)))
    if functions:
        reached = set(held.values_list("organisation", flat=True))
        missed = [one for one in rows if not reached & {place.pk for place in _places(one)}]
    else:
        reached = {one.participation_id for one in _contacts(found)}
        missed = [one for one in rows if one.pk not in reached]
    return Reach(
        len(receivers(programme, groups, functions)),
        [(each, numbers.get(each.pk, 0)) for each in functions],
        [full_name_of(one) for one in missed],
    )


def _taking_part(programme: Programme, groups: Iterable[Group]) -> ParticipationQuerySet:
    found = programme.participations.counting()
    chosen = [group.pk for group in groups]
    if chosen:
        members = GroupMember.objects.active().filter(group__in=chosen)
        found = found.filter(pk__in=members.order_by().values("participation"))
    return found


def _places(one: Participation) -> list[Organisation]:
    return [*one.organisations.all(), *one.units.all()]


def _held(places: Collection[int], functions: Collection[Function]) -> MembershipQuerySet:
    """Roles that people have today at organisations or chosen units that take part."""
    return Membership.objects.active().filter(
        organisation__in=places, function__in=[each.pk for each in functions], user__is_active=True
    )


def _in_functions(found: ParticipationQuerySet, functions: Collection[Function]) -> list[Receiver]:
    places: dict[int, int] = {}
    for one in found.prefetch_related("organisations", "units").in_order():
        for place in _places(one):
            places.setdefault(place.pk, one.pk)
    rows = _held(places, functions).order_by("user", "pk").values_list("user", "organisation")
    return [Receiver(user, places[place]) for user, place in rows]


def _contacts(found: ParticipationQuerySet) -> list[Receiver]:
    rows = list(
        found.filter(Q(contact__is_active=True) | ~Q(contact_email="")).with_organisations().in_order()
    )
    gone = ended({one.contact_id for one in rows if one.contact_id}, rows)
    return [
        Receiver(one.contact_id, one.pk, (one.contact.email if one.contact else one.contact_email).casefold())
        for one in rows
        if one.contact_id not in gone
    ]


def ended(people: Collection[int], participations: Iterable[Participation]) -> set[int]:
    """Return those of the people (ids) who had a role at these participants and have none any more. Two queries."""
    if not people:
        return set()
    tops = {
        place for one in participations for place in (*(each.pk for each in _places(one)), one.through_id)
    }
    branch = Organisation.objects.in_branches([place for place in tops if place]).values("pk")
    held = Membership.objects.filter(user__in=people, organisation__in=branch)
    now = set(held.active().values_list("user", flat=True))
    return set(held.values_list("user", flat=True)) - now
