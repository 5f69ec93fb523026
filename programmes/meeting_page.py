"""What pages of meetings read: who leads a meeting, who is expected, and what was answered to the last home work."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from organisations.models import Function
from programmes.access import ACTING
from programmes.found import Place, meetings_of
from programmes.models import (
    COUNTING,
    Attendance,
    Group,
    GroupMember,
    HomeWork,
    Meeting,
    Participation,
)
from programmes.reading import takes_part

CAME_A_PAGE: Final = 100
WORKS_A_PAGE: Final = 20


@dataclass(frozen=True)
class Came:
    """Who came from one participant: nothing told yet is None."""

    participation: Participation
    numbers: tuple[Attendance, ...]
    may_write: bool

    @property
    def total(self) -> int | None:
        """How many people in all."""
        return sum(one.number for one in self.numbers) if self.numbers else None


@dataclass(frozen=True)
class MeetingPage:
    """One meeting as one place sees it. Those outside (invited, declined, left) see when and where it is."""

    meeting: Meeting
    may_lead: bool
    is_inside: bool
    everybody: "Page[Participation]"
    came: tuple[Came, ...]
    mine: tuple[Participation, ...]
    home_works: "Page[HomeWork]"
    earlier: Meeting | None
    earlier_home_works: "Page[HomeWork]"

    @property
    def may_act(self) -> bool:
        """Whether the caller does something here for a participant."""
        return bool(self.mine)


def may_lead_meeting(place: Place, meeting: Meeting) -> bool:
    """Whether the caller leads the meeting: the programme's lead all, a county node those of its own groups only."""
    if place.may_lead:
        return True
    groups = {group.pk for group in meeting.groups.all()}
    return place.may_lead_some and bool(groups) and groups <= {group.pk for group in place.led_groups}


def is_inside(place: Place) -> bool:
    """Whether the place sees what was said: its owner, a county node, and those that take part or have completed.

    An evaluator sees it on its days.
    """
    owns = place.programme.owner_id == place.organisation.pk
    return (
        owns
        or bool(place.led_groups)
        or any(takes_part(one, place.programme) for one in place.participations)
    )


def meeting_in(place: Place, meeting_id: int) -> Meeting:
    """Return a meeting that the place may see, or 404."""
    meetings = meetings_of(place).select_related("occasion", "programme")
    found: Meeting = get_object_or_404(meetings.prefetch_related("groups", "functions"), pk=meeting_id)
    return found


def groups_to_choose(place: Place) -> QuerySet[Group]:
    """Return the groups that the caller may call to a meeting or write to."""
    if place.may_lead:
        return place.programme.groups.order_by("name", "pk")
    return place.programme.groups.filter(pk__in=[group.pk for group in place.led_groups]).order_by(
        "name", "pk"
    )


def expected(meeting: Meeting) -> QuerySet[Participation]:
    """Return those that the meeting is for: of its groups as they are that day, or of the whole programme."""
    found = meeting.programme.participations.counting()
    groups = [group.pk for group in meeting.groups.all()]
    if groups:
        day = timezone.localdate(meeting.starts_at)
        members = GroupMember.objects.active(day).filter(group__in=groups)
        found = found.filter(pk__in=members.order_by().values("participation"))
    return found.with_organisations().in_order()


def own(place: Place, participations: Sequence[Participation]) -> tuple[Participation, ...]:
    """Keep those that the caller acts for."""
    if not place.membership.roles & set(ACTING):
        return ()
    mine = {one.pk for one in place.participations}
    return tuple(one for one in participations if one.pk in mine)


def acting_for(place: Place, meeting: Meeting, asked: str, *, lead_too: bool) -> Participation | None:
    """Return the participant that a page is about, or None when one has to be chosen first.

    `asked` is its id as the address holds it. 404 for one that the caller doesn't act for; `lead_too` lets the
    meeting's lead act for all.
    """
    everybody = tuple(expected(meeting))
    allowed = everybody if lead_too and may_lead_meeting(place, meeting) else own(place, everybody)
    if not asked and len(allowed) == 1:
        return allowed[0]
    if not asked:
        return None
    for one in allowed:
        if str(one.pk) == asked:
            return one
    raise Http404


def functions_for(meeting: Meeting, participation: Participation) -> list[Function]:
    """Return the functions to count: those in use, and retired ones that are expected or were counted."""
    told = meeting.attendances.filter(participation=participation).values("function")
    kept = Q(active=True) | Q(pk__in=[one.pk for one in meeting.functions.all()]) | Q(pk__in=told)
    return list(Function.objects.filter(kept).in_order())


def earlier_with_home_work(place: Place, meeting: Meeting) -> Meeting | None:
    """Return the meeting before this one that gave home work to the same people, or to some of them."""
    before = meetings_of(place).filter(starts_at__lt=meeting.starts_at).exclude(home_work="")
    groups = [group.pk for group in meeting.groups.all()]
    if groups:
        before = before.filter(Q(groups=None) | Q(groups__in=groups))
    return before.last()


def home_works_for(place: Place, meeting: Meeting) -> QuerySet[HomeWork]:
    """Return what was handed in, and drafts to those who write them."""
    mine = [one.pk for one in own(place, place.participations)]
    seen = Q(finished_at__isnull=False) | Q(participation__in=mine)
    found = meeting.home_works.filter(seen, participation__stage__in=COUNTING)
    return (
        found.select_related("participation", "participation__through")
        .prefetch_related("participation__organisations", "participation__units")
        .order_by("participation__sort_key", "pk")
    )


def meeting_page(place: Place, meeting: Meeting, asked: Mapping[str, str]) -> MeetingPage:
    """Gather what the page of one meeting shows; `asked` holds the pages of its lists, as the address has them."""
    leads, inside = may_lead_meeting(place, meeting), is_inside(place)
    everybody = expected(meeting) if inside else Participation.objects.none()
    rows = Paginator(everybody, CAME_A_PAGE).get_page(asked.get("sida"))
    mine = own(place, tuple(everybody.filter(pk__in=[one.pk for one in place.participations])))
    earlier = earlier_with_home_work(place, meeting) if inside else None
    return MeetingPage(
        meeting=meeting,
        may_lead=leads,
        is_inside=inside,
        everybody=rows,
        came=_came(meeting, tuple(rows), {one.pk for one in (tuple(rows) if leads else mine)}),
        mine=mine,
        home_works=_works(place, meeting if inside else None, asked.get("svar")),
        earlier=earlier,
        earlier_home_works=_works(place, earlier, asked.get("forra")),
    )


def _works(place: Place, meeting: Meeting | None, asked: str | None) -> "Page[HomeWork]":
    works = home_works_for(place, meeting) if meeting and meeting.home_work else HomeWork.objects.none()
    return Paginator(works.order_by("participation__sort_key", "pk"), WORKS_A_PAGE).get_page(asked)


def _came(meeting: Meeting, everybody: Sequence[Participation], writable: set[int]) -> tuple[Came, ...]:
    numbers: dict[int, list[Attendance]] = defaultdict(list)
    told = meeting.attendances.filter(participation__in=[one.pk for one in everybody]).select_related(
        "function"
    )
    for one in told.order_by("function__position", "function"):
        numbers[one.participation_id].append(one)
    return tuple(Came(one, tuple(numbers[one.pk]), one.pk in writable) for one in everybody)
