"""Reads a participation: what it is, its groups and mentors by day, and who came to the meetings."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from django.db.models import Q
from django.utils import timezone

from figures.text import clean_line, clean_text
from organisations.models import Organisation
from programmes.invited import is_for, spells_of
from programmes.models import (
    COUNTING,
    HANDING_IN,
    Attendance,
    GroupKind,
    GroupMember,
    Meeting,
    MeetingKind,
    Part,
    Participation,
    ParticipationQuerySet,
    Programme,
    Stage,
)
from programmes.naming import full_name_of, name_of
from programmes.participants import SEEN_BY_ALL
from reports.kinds.resultatrapport.material import Companion, InGroup, MeetingLine, MentorSays, Round, Taking
from resultchain.periods import Period

LONGEST: Final = 300
MENTORS: Final = (Part.MENTOR, Part.SUPPORT)
LONG_TEXTS: Final = ("agenda", "notes", "plus", "minus", "interesting", "decisions", "home_work")


def reportable(organisation: Organisation) -> ParticipationQuerySet:
    """Return the participations that the organisation may report on, the latest round first.

    Its own and those of units below it, also through a body, in programmes that are open.
    """
    below = Organisation.objects.below(organisation, include_self=True).order_by().values("pk")
    rows = Participation.objects.filter(
        Q(organisations__in=below) | Q(units__in=below) | Q(through__in=below)
    )
    found = Participation.objects.filter(
        pk__in=rows.order_by().values("pk"), programme__is_open=True, stage__in=COUNTING, part__in=HANDING_IN
    )
    ordered = found.order_by("-programme__starts_on", "-programme_id", "sort_key", "pk")
    return ordered.select_related("programme__owner", "mentor_answer").with_organisations()


def round_of(programme: Programme) -> Round:
    """Return the round as the report tells it."""
    return Round(
        name=_line(str(programme)),
        lead=_line(programme.owner.name),
        purpose=clean_text(programme.purpose),
        period=Period(programme.starts_on, programme.ends_on),
        deadline=programme.compiled_on,
    )


def taking_of(participation: Participation) -> Taking:
    """Return the participation as the report tells it."""
    numbers = participation.function_numbers.select_related("function").order_by(
        "function__position", "function_id"
    )
    units = sorted(participation.units.all(), key=lambda unit: (unit.sort_key, unit.pk))
    return Taking(
        name=_line(name_of(participation)),
        part=str(Part(participation.part).label),
        stage=str(Stage(participation.stage).label),
        units=tuple(_line(unit.name) for unit in units),
        through=_line(participation.through.name) if participation.through else "",
        decided_on=participation.decided_on,
        reference=_line(participation.reference),
        functions=tuple((_line(str(one.function)), one.number) for one in numbers),
    )


def mentor_says(participation: Participation) -> MentorSays | None:
    """Return what is said about being a mentor next time."""
    said = getattr(participation, "mentor_answer", None)
    return MentorSays(said.answer, said.year, clean_line(said.reason, LONGEST * 2)) if said else None


def groups_of(participation: Participation) -> tuple[InGroup, ...]:
    """Return the groups in time order, with those who were in them at the same time. A fixed number of queries."""
    spells = list(
        GroupMember.objects.filter(participation=participation)
        .select_related("group")
        .order_by("valid_from", "pk")
    )
    beside: defaultdict[int, list[GroupMember]] = defaultdict(list)
    members = GroupMember.objects.filter(group__in={one.group_id for one in spells})
    others = members.exclude(participation=participation).select_related("participation__through")
    # Who was only asked, or said no, is the lead's to know.
    others = others.filter(participation__stage__in=SEEN_BY_ALL)
    for one in others.prefetch_related("participation__organisations", "participation__units").order_by(
        "valid_from", "participation__sort_key", "pk"
    ):
        beside[one.group_id].append(one)
    return tuple(_in_group(spell, beside[spell.group_id]) for spell in spells)


def _in_group(spell: GroupMember, members: Collection[GroupMember]) -> InGroup:
    together = [one for one in members if _overlap(spell, one)]
    return InGroup(
        name=_line(spell.group.name),
        kind=str(GroupKind(spell.group.kind).label),
        first=spell.valid_from,
        last=spell.valid_to,
        mentors=tuple(_companion(spell, one) for one in together if one.participation.part in MENTORS),
        others=tuple(
            _companion(spell, one) for one in together if one.participation.part == Part.PARTICIPANT
        ),
    )


def _overlap(one: GroupMember, other: GroupMember) -> bool:
    last = min(one.valid_to or datetime.date.max, other.valid_to or datetime.date.max)
    return max(one.valid_from, other.valid_from) <= last


def _companion(spell: GroupMember, member: GroupMember) -> Companion:
    lasts = datetime.date.max
    is_whole = member.valid_from <= spell.valid_from and (member.valid_to or lasts) >= (
        spell.valid_to or lasts
    )
    is_support = member.participation.part == Part.SUPPORT
    return Companion(
        name=_line(full_name_of(member.participation)),
        part=str(Part.SUPPORT.label) if is_support else "",
        first=None if is_whole else member.valid_from,
        last=None if is_whole else member.valid_to,
    )


def meetings_of(participation: Participation) -> tuple[list[Meeting], tuple[MeetingLine, ...]]:
    """Return the meetings that have begun and that the participant was asked to, as rows and as they are told."""
    spells = spells_of([participation])
    every = participation.programme.meetings.filter(starts_at__lte=timezone.now()).defer(*LONG_TEXTS)
    meetings = [
        meeting
        for meeting in every.prefetch_related("groups").in_time_order()
        if is_for(meeting, participation, spells)
    ]
    came = _came(participation, meetings)
    return meetings, tuple(
        MeetingLine(
            name=_line(one.name),
            kind=str(MeetingKind(one.kind).label),
            day=timezone.localdate(one.starts_at),
            people=came.get(one.pk),
        )
        for one in meetings
    )


def _came(
    participation: Participation, meetings: Collection[Meeting]
) -> Mapping[int, tuple[tuple[str, int], ...]]:
    rows = Attendance.objects.filter(participation=participation, meeting__in=meetings)
    found: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for one in rows.select_related("function").order_by("function__position", "function_id"):
        found[one.meeting_id].append((_line(str(one.function)), one.number))
    return {meeting: tuple(people) for meeting, people in found.items()}


def _line(text: str) -> str:
    return clean_line(text, LONGEST)
