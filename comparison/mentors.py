"""What a programme's mentors did: meetings that they were asked to and came to, comments, and which were answered."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from programmes.invited import is_for, spells_of
from programmes.models import (
    COUNTING,
    Attendance,
    GroupMember,
    Meeting,
    Part,
    Participation,
    Programme,
    Remark,
    Stage,
)
from programmes.naming import full_name_of


@dataclass(frozen=True)
class MentorLine:
    """One mentor: meetings that are over (asked), those at which it is noted who came (noted), and came itself."""

    name: str
    part: str
    groups: tuple[str, ...]
    asked: int
    noted: int
    came: int
    comments: int
    answered: int


@dataclass(frozen=True)
class _Met:
    """The meetings that are over, who came to which, and at which that is noted at all."""

    meetings: Sequence[Meeting]
    came: set[tuple[int, int]]
    noted: set[int]


def mentors_of(programme: Programme) -> list[Participation]:
    """Return the mentors and those who support them, in the order of names; who left is among them. Four queries."""
    rows = programme.participations.filter(part__in=(Part.MENTOR, Part.SUPPORT))
    return list(rows.filter(stage__in=(*COUNTING, Stage.LEFT)).with_organisations().in_order())


def mentor_lines(programme: Programme, mentors: Sequence[Participation]) -> tuple[MentorLine, ...]:
    """Return what each of them did, in the order given. Six queries."""
    spells, names, met = spells_of(mentors), _groups(mentors), _met(programme)
    said, answered = _comments(programme)
    lines = []
    for one in mentors:
        mine = {place.pk for place in (*one.organisations.all(), *one.units.all())}
        asked = [meeting.pk for meeting in met.meetings if is_for(meeting, one, spells)]
        noted = [pk for pk in asked if pk in met.noted]
        lines.append(
            MentorLine(
                name=full_name_of(one),
                part=one.get_part_display(),
                groups=tuple(names[one.pk]),
                asked=len(asked),
                noted=len(noted),
                came=sum(1 for pk in noted if (one.pk, pk) in met.came),
                comments=sum(said[pk] for pk in mine),
                answered=sum(answered[pk] for pk in mine),
            )
        )
    return tuple(lines)


def _groups(mentors: Iterable[Participation]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = GroupMember.objects.filter(participation__in=[one.pk for one in mentors])
    for participation, name in (
        rows.order_by("group__name", "group").values_list("participation", "group__name").distinct()
    ):
        found[participation].append(name)
    return found


def _met(programme: Programme) -> _Met:
    over = programme.meetings.filter(ends_at__lt=timezone.now()).only("programme", "starts_at")
    meetings = list(over.prefetch_related("groups").in_time_order())
    rows = Attendance.objects.filter(meeting__programme=programme)
    told = list(rows.values_list("participation", "meeting", "number"))
    return _Met(
        meetings,
        {(participation, meeting) for participation, meeting, number in told if number},
        {meeting for _participation, meeting, _number in told},
    )


def _comments(programme: Programme) -> tuple[dict[int, int], dict[int, int]]:
    """Count the threads that each organisation began, and those that somebody else answered."""
    said: dict[int, int] = defaultdict(int)
    answered: dict[int, int] = defaultdict(int)
    others = Remark.objects.filter(answers=OuterRef("pk")).exclude(
        by_organisation=OuterRef("by_organisation")
    )
    roots = programme.remarks.filter(answers=None).exclude(by_organisation=F("owner"))
    for organisation, is_answered in roots.annotate(has_answer=Exists(others)).values_list(
        "by_organisation", "has_answer"
    ):
        said[organisation] += 1
        answered[organisation] += is_answered
    return said, answered
