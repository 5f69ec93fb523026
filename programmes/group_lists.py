"""Groups as pages read them: who is in them now and was earlier, and where everybody lies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from organisations.models import Organisation
from programmes.distances import Position, Sheet, Spot, middle, nearest, sheet
from programmes.found import LEADERS, Place, groups_of
from programmes.group_history import MENTORS, History, history_of
from programmes.models import COUNTING, Group, GroupMember, Part, Participation, Stage
from programmes.naming import name_of
from programmes.participants import SEEN_BY_ALL

NEAREST: Final = 3
MOST_POINTS: Final = 100
RADIUS: Final = 12
CAN_BE_PLACED: Final = (Stage.INVITED, Stage.APPLIED, *COUNTING)


@dataclass(frozen=True)
class Member:
    """Somebody in a group, from a day to a day."""

    row: GroupMember
    name: str

    @property
    def participation(self) -> Participation:
        """Who it is."""
        return self.row.participation

    @property
    def has_left(self) -> bool:
        """Whether they have left the programme."""
        return self.row.participation.stage == Stage.LEFT

    @property
    def is_waiting(self) -> bool:
        """Whether they don't take part yet, or have said no."""
        return self.row.participation.stage not in SEEN_BY_ALL


@dataclass(frozen=True)
class Shown:
    """One group as a page shows it. `earlier`: who was in it and no longer is."""

    group: Group
    participants: list[Member]
    mentors: list[Member]
    evaluators: list[Member]
    earlier: list[Member]

    @property
    def present(self) -> list[Member]:
        """Everybody who is in it now."""
        return [*self.participants, *self.mentors, *self.evaluators]

    @property
    def left(self) -> list[Member]:
        """Who was in it and has left the programme; they stay visible."""
        return [member for member in self.earlier if member.has_left]


@dataclass(frozen=True)
class Point:
    """One participant on the map; `group` is empty for those without."""

    number: int
    name: str
    spot: Spot
    is_mentor: bool
    group: str
    counties: list[str]

    @property
    def corner(self) -> Spot:
        """Where the square of a mentor begins."""
        return Spot(round(self.spot.x - RADIUS, 1), round(self.spot.y - RADIUS, 1))


@dataclass(frozen=True)
class Map:
    """The points with their sheet; `unplaced` are the names of those whose position nobody has registered."""

    sheet: Sheet
    points: list[Point]
    unplaced: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Placed:
    """A participant or a mentor that is in groups, and what it has done before."""

    participation: Participation
    name: str
    groups: list[Group]
    history: History


@dataclass(frozen=True)
class Free:
    """A participant without a group, and what helps to choose one."""

    participation: Participation
    name: str
    kinds: list[str]
    counties: list[str]
    near: list[tuple[str, int]]
    group_km: Mapping[int, int]
    history: History


def groups_at(place: Place) -> list[Shown]:
    """Return the groups that a place sees, each with its members."""
    people = Participation.objects.with_organisations()
    members = GroupMember.objects.order_by("participation__sort_key", "pk").prefetch_related(
        Prefetch("participation", queryset=people)
    )
    rows = groups_of(place).select_related("leader").prefetch_related(Prefetch("members", queryset=members))
    return [_shown(place, group) for group in rows]


def get_group(place: Place, group_id: int) -> Shown:
    """Return one group that the place sees, or 404."""
    get_object_or_404(groups_of(place), pk=group_id)
    return next(shown for shown in groups_at(place) if shown.group.pk == group_id)


def may_lead_group(place: Place, group: Group) -> bool:
    """Whether the caller leads the group: the programme's lead, or its own county node."""
    return place.may_lead or (bool(place.membership.roles & LEADERS) and group in place.led_groups)


def placeable(place: Place, group: Group | None) -> list[Participation]:
    """Return who can be put into a group: all for the lead; for a node those whom it has invited to it.

    Whoever has gone on to another group is brought back by the lead only; who is in the group stays in its form.
    """
    rows = place.programme.participations.with_organisations().in_order()
    if not place.may_lead:
        there = GroupMember.objects.exclude(group=group).filter(group__programme=place.programme)
        elsewhere = there.filter(Q(valid_to=None) | Q(valid_to__gte=timezone.localdate()))
        were = rows.filter(memberships__group=group, stage__in=CAN_BE_PLACED).distinct()
        return list(were.exclude(pk__in=elsewhere.order_by().values("participation")))
    return list(rows.filter(stage__in=CAN_BE_PLACED))


def without_group(place: Place, shown: Sequence[Shown]) -> list[Participation]:
    """Return who should be in a group and is in none today; an evaluator reads without one."""
    inside = {member.participation.pk for each in shown for member in each.present}
    return [one for one in placeable(place, None) if one.pk not in inside and one.part != Part.EVALUATOR]


def past_of(place: Place, shown: Sequence[Shown], free: Sequence[Participation]) -> Mapping[int, History]:
    """Return what everybody in a group, and everybody without, has done before. Six queries."""
    return history_of(place, {member.participation for each in shown for member in each.present} | set(free))


def placed_rows(shown: Sequence[Shown], past: Mapping[int, History]) -> list[Placed]:
    """Return everybody who is in a group with its groups, in the order of what they are called. No query."""
    found: dict[int, Placed] = {}
    for each in shown:
        for member in [*each.participants, *each.mentors]:
            one = member.participation
            row = found.setdefault(one.pk, Placed(one, member.name, [], past[one.pk]))
            row.groups.append(each.group)
    return sorted(found.values(), key=lambda row: (row.participation.sort_key, row.participation.pk))


def free_rows(
    shown: Sequence[Shown], free: Sequence[Participation], past: Mapping[int, History]
) -> list[Free]:
    """Return each participant without a group with what helps to choose one. No query."""
    known = {member.participation for each in shown for member in each.present} | set(free)
    where = {one.pk: position for one in known if (position := position_of(one))}
    names = {one.pk: name_of(one) for one in known}
    rows = []
    for one in free:
        own = where.get(one.pk)
        others = {key: position for key, position in where.items() if key != one.pk}
        near = nearest(own, others, NEAREST) if own else []
        rows.append(
            Free(
                participation=one,
                name=names[one.pk],
                kinds=sorted({place.get_kind_display() for place in one.organisations.all()}),
                counties=_counties(one),
                near=[(names[key], round(km)) for key, km in near],
                group_km=_group_km(own, shown, where) if own else {},
                history=past[one.pk],
            )
        )
    return rows


def map_of(shown: Sequence[Shown], free: Sequence[Participation] = ()) -> Map | None:
    """Draw everybody in the groups and those without one; None with fewer than two positions."""
    everybody: dict[int, tuple[Participation, list[str]]] = {}
    for each in shown:
        for member in each.present:
            everybody.setdefault(member.participation.pk, (member.participation, []))[1].append(
                each.group.name
            )
    everybody |= {one.pk: (one, []) for one in free}
    rows = sorted(everybody.values(), key=lambda row: (row[0].sort_key, row[0].pk))[:MOST_POINTS]
    where = {one.pk: position for one, _groups in rows if (position := position_of(one))}
    drawn = sheet(where) if len(where) > 1 else None
    if drawn is None:
        return None
    on_it = [(one, groups) for one, groups in rows if one.pk in where]
    points = [
        Point(
            number, name_of(one), drawn.spots[one.pk], one.part in MENTORS, ", ".join(groups), _counties(one)
        )
        for number, (one, groups) in enumerate(on_it, start=1)
    ]
    return Map(drawn, points, [name_of(one) for one, _groups in rows if one.pk not in where])


def position_of(participation: Participation) -> Position | None:
    """Return where a participant lies: the middle of its organisations. None when nobody has registered it."""
    return middle([found for one in participation.organisations.all() if (found := _position(one))])


def _position(place: Organisation) -> Position | None:
    if place.latitude is None or place.longitude is None:
        return None
    return Position(float(place.latitude), float(place.longitude))


def _shown(place: Place, group: Group) -> Shown:
    # Who was asked, or said no, is known to who leads and to the asked.
    leads = place.programme.owner_id == place.organisation.pk or group in place.led_groups
    members = [
        Member(row, name_of(row.participation))
        for row in group.members.all()
        if leads or row.participation.stage in SEEN_BY_ALL or row.participation in place.participations
    ]
    present = [one for one in members if one.row.is_active or one.row.valid_to is None]
    by_part: dict[str, list[Member]] = {}
    for one in present:
        by_part.setdefault(one.participation.part, []).append(one)
    mentors = [one for part in MENTORS for one in by_part.get(part, [])]
    return Shown(
        group,
        by_part.get(Part.PARTICIPANT, []),
        mentors,
        by_part.get(Part.EVALUATOR, []),
        [one for one in members if one not in present],
    )


def _counties(participation: Participation) -> list[str]:
    return sorted({one.county_name for one in participation.organisations.all() if one.county_name})


def _group_km(own: Position, shown: Iterable[Shown], where: Mapping[int, Position]) -> dict[int, int]:
    found = {}
    for each in shown:
        keys = [member.participation.pk for member in each.present]
        near = nearest(own, {key: where[key] for key in keys if key in where}, 1)
        if near:
            found[each.group.pk] = round(near[0][1])
    return found
