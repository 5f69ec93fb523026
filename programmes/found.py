"""Where pages begin to look: the programmes that an organisation has a part in, and what that part opens."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property

from organisations.access import ActiveMembership
from organisations.models import Organisation, Role
from programmes.models import GONE, Group, GroupMember, Meeting, Part, Participation, Programme

LEADERS = frozenset({Role.COORDINATOR, Role.PROGRAMME_LEAD})


@dataclass(frozen=True)
class Place:
    """The caller's organisation in one programme: what it takes part as, and whether the caller may lead.

    An organisation may have several participations, as when two of its units take part by themselves.
    """

    membership: ActiveMembership
    programme: Programme
    participations: tuple[Participation, ...]
    led_groups: tuple[Group, ...]

    @property
    def organisation(self) -> Organisation:
        """The organisation that the address names."""
        return self.membership.organisation

    @property
    def may_lead(self) -> bool:
        """Whether the caller leads the programme."""
        return self.programme.owner_id == self.organisation.pk and bool(self.membership.roles & LEADERS)

    @property
    def may_lead_some(self) -> bool:
        """Whether the caller leads the programme or a group of it."""
        return self.may_lead or (bool(self.led_groups) and bool(self.membership.roles & LEADERS))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """All parts of the organisation in the programme, the strongest first."""
        held = {Part(one.part) for one in self.participations}
        held |= {Part.LEAD} if self.programme.owner_id == self.organisation.pk else set()
        held |= {Part.NODE} if self.led_groups else set()
        return tuple(part for part in Part if part in held)

    @cached_property
    def own_side(self) -> frozenset[int]:
        """The ids of the organisation and of its units that rate as its participants. One query at most."""
        mine = [one for one in self.participations if one.part != Part.EVALUATOR]
        tops = {unit.pk for one in mine for unit in one.units.all()}
        if any(not one.units.all() for one in mine):
            tops.add(self.organisation.pk)
        below = Organisation.objects.below(self.organisation).in_branches(tops)
        return frozenset({self.organisation.pk, *(below.values_list("pk", flat=True) if tops else ())})


def participations_of(organisation: Organisation) -> QuerySet[Participation]:
    """Return where the organisation takes part, itself, through a body or as a chosen unit, or others through it."""
    return Participation.objects.of(organisation)


def programmes_of(organisation: Organisation) -> QuerySet[Programme]:
    """Return the programmes that the organisation leads, and the open ones that it has a part in; latest first."""
    mine = participations_of(organisation).order_by().values("programme")
    nodes = Group.objects.filter(leader=organisation).order_by().values("programme")
    has_part = Q(is_open=True) & (Q(pk__in=mine) | Q(pk__in=nodes))
    return Programme.objects.filter(Q(owner=organisation) | has_part).select_related("owner").newest_first()


def place_in(membership: ActiveMembership, programme_id: int) -> Place:
    """Return the caller's place in a programme, or 404 where the organisation has no part in it. Six queries."""
    programme = programmes_of(membership.organisation).filter(pk=programme_id).first()
    if programme is None:
        raise Http404
    mine = Participation.objects.of(membership.organisation).filter(programme=programme)
    return Place(
        membership,
        programme,
        tuple(mine.with_organisations().in_order()),
        tuple(programme.groups.filter(leader=membership.organisation).order_by("name", "pk")),
    )


def led_by_node(place: Place) -> QuerySet[Participation]:
    """Return whom a county node leads: who is in its groups today or later, and who was there when it left or said no.

    Whoever has come to a group of somebody else is no longer its own.
    """
    groups = [group.pk for group in place.led_groups]
    inside = GroupMember.objects.filter(Q(valid_to=None) | Q(valid_to__gte=timezone.localdate()))
    held = inside.filter(group__in=groups).order_by().values("participation")
    elsewhere = inside.filter(group__programme=place.programme).exclude(group__in=groups)
    were = GroupMember.objects.filter(group__in=groups).order_by().values("participation")
    gone = Q(pk__in=were, stage__in=GONE) & ~Q(pk__in=elsewhere.order_by().values("participation"))
    return Participation.objects.filter(Q(pk__in=held) | gone)


def meetings_of(place: Place) -> QuerySet[Meeting]:
    """Return the meetings that the place may see: all for the lead, else those for everybody or for its groups."""
    meetings = place.programme.meetings.in_time_order()
    if place.programme.owner_id == place.organisation.pk:
        return meetings
    groups = groups_of(place).order_by().values("pk")
    return meetings.filter(Q(groups=None) | Q(groups__in=groups)).distinct()


def groups_of(place: Place) -> QuerySet[Group]:
    """Return the groups that the place belongs to or leads today; all of them for the lead."""
    if place.programme.owner_id == place.organisation.pk:
        return place.programme.groups.order_by("name", "pk")
    there = [one.pk for one in place.participations if one.stage not in GONE]
    today = GroupMember.objects.filter(participation__in=there).active()
    mine = Q(pk__in=today.order_by().values("group"))
    return (
        place.programme.groups.filter(mine | Q(leader=place.organisation)).distinct().order_by("name", "pk")
    )
