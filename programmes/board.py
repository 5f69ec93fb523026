"""The status board: who has done what before which meeting, and who has waited how long for an answer."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from checklists.models import Assessment
from organisations.models import Event
from programmes.found import Place, led_by_node
from programmes.invited import is_for, spells_of
from programmes.models import (
    COUNTING,
    HANDING_IN,
    Acknowledgement,
    HomeWork,
    Meeting,
    Part,
    Participation,
    ParticipationQuerySet,
    Remark,
    Stage,
)
from programmes.naming import full_name_of, name_of

RATING_PARTS: Final = (Part.PARTICIPANT, Part.MENTOR, Part.SUPPORT)
MOST_WAITING: Final = 50
MOST_MEETINGS: Final = 30
LONG_TEXTS: Final = ("agenda", "notes", "plus", "minus", "interesting", "decisions")


@dataclass(frozen=True)
class Cell:
    """What one participant has done before one meeting; `home_work` is that of the meeting itself."""

    expected: int = 0
    handed_in: int = 0
    home_work: bool | None = None
    is_for_them: bool = True

    @property
    def is_complete(self) -> bool:
        """Whether everybody who was to rate has handed in."""
        return self.handed_in >= self.expected


NOT_FOR_THEM: Final = Cell(is_for_them=False)


@dataclass(frozen=True)
class Row:
    """One participant: whether somebody of it has read its role as it stands (None: nothing is written), its cells."""

    participation: Participation
    name: str
    has_read: bool | None
    cells: Sequence[Cell]

    @property
    def is_to_hand_in(self) -> bool:
        """Whether a result report is awaited."""
        return self.participation.stage in COUNTING and self.participation.part in HANDING_IN


@dataclass(frozen=True)
class Unanswered:
    """Somebody who waits: who, for whom, since when; `participation` when it is an application."""

    who: str
    whom: str
    since: datetime.date
    days: int
    participation: Participation | None = None


@dataclass(frozen=True)
class NextRating:
    """How many have handed in before a meeting, of how many."""

    meeting: Meeting
    done: int
    of: int


@dataclass(frozen=True)
class Board:
    """All of it, for the lead; a node sees those in its own groups. Meetings that ask for nothing are left out."""

    meetings: Sequence[Meeting]
    rows: Sequence[Row]
    unanswered: Sequence[Unanswered]

    @property
    def next_rating(self) -> NextRating | None:
        """How far it has come with the rating before the next meeting that has one."""
        now = timezone.now()
        for number, meeting in enumerate(self.meetings):
            cells = [
                row.cells[number]
                for row in self.rows
                if row.participation.stage in COUNTING and row.cells[number].expected
            ]
            if meeting.ends_at >= now and cells:
                return NextRating(meeting, sum(cell.is_complete for cell in cells), len(cells))
        return None


def seen_from(place: Place) -> ParticipationQuerySet:
    """Return the participations that the caller leads: all of the programme, or those in a node's groups."""
    rows = place.programme.participations.in_order()
    if place.may_lead:
        return rows
    return rows.filter(pk__in=led_by_node(place).order_by().values("pk"))


def board(place: Place, rows: Sequence[Participation]) -> Board:
    """Return the board of some participations, fetched with their organisations; their number costs no query."""
    meetings = _meetings(place)
    spells, handed_in = spells_of(rows), raters_done(meetings)
    finished = set(
        HomeWork.objects.filter(meeting__programme=place.programme)
        .exclude(finished_at=None)
        .values_list("meeting", "participation")
    )
    read = has_read(place, rows)
    return Board(
        meetings,
        [
            Row(
                one,
                full_name_of(one),
                read[one.pk],
                [
                    _cell(meeting, one, handed_in, finished)
                    if _is_asked(meeting, one) and is_for(meeting, one, spells)
                    else NOT_FOR_THEM
                    for meeting in meetings
                ],
            )
            for one in rows
        ],
        unanswered(place),
    )


def _meetings(place: Place) -> list[Meeting]:
    """Return the meetings that ask for something, a node's own; of too many those that come next and the latest."""
    asking = place.programme.meetings.filter(~Q(occasion=None) | ~Q(home_work=""))
    if not place.may_lead:
        led = [group.pk for group in place.led_groups]
        asking = asking.filter(Q(groups=None) | Q(groups__in=led)).distinct()
    found = list(
        asking.defer(*LONG_TEXTS).select_related("occasion").prefetch_related("groups").in_time_order()
    )
    now = timezone.now()
    passed = sum(meeting.ends_at < now for meeting in found)
    first = max(0, min(passed - MOST_MEETINGS // 2, len(found) - MOST_MEETINGS))
    return found[first : first + MOST_MEETINGS]


def raters_done(meetings: Iterable[Meeting]) -> dict[int, set[int]]:
    """Return who has handed in at each occasion; a board's own assessment counts for the organisation above it too."""
    found: dict[int, set[int]] = defaultdict(set)
    occasions = {one.occasion_id for one in meetings if one.occasion_id is not None}
    current = Assessment.objects.current().filter(occasion__in=occasions)
    for occasion, organisation, above in current.values_list(
        "occasion", "organisation", "organisation__parent"
    ):
        found[occasion].update(place for place in (organisation, above) if place is not None)
    return found


def _is_asked(meeting: Meeting, participation: Participation) -> bool:
    """Whether the participant was in the programme that day; somebody who left on an unknown day is asked nothing."""
    if participation.stage == Stage.LEFT:
        left_on = participation.left_on
        return left_on is not None and timezone.localdate(meeting.starts_at) <= left_on
    return participation.stage in COUNTING


def _cell(
    meeting: Meeting,
    participation: Participation,
    handed_in: Mapping[int, set[int]],
    finished: set[tuple[int, int]],
) -> Cell:
    """Return what somebody who is asked to the meeting has done."""
    raters = {place.pk for place in participation.units.all() or participation.organisations.all()}
    rates = meeting.occasion_id is not None and participation.part in RATING_PARTS
    done = handed_in.get(meeting.occasion_id or 0, set()) if rates else set()
    works = bool(meeting.home_work) and participation.part == Part.PARTICIPANT
    return Cell(
        expected=len(raters) if rates else 0,
        handed_in=len(raters & done),
        home_work=(meeting.pk, participation.pk) in finished if works else None,
    )


def has_read(place: Place, rows: Iterable[Participation]) -> dict[int, bool | None]:
    """Return whether somebody of each participation has read what its part means in the version that holds."""
    versions = dict(place.programme.expectations.values_list("part", "version"))
    read = set(
        Acknowledgement.objects.filter(participation__programme=place.programme).values_list(
            "participation", "version"
        )
    )
    return {one.pk: (one.pk, versions[one.part]) in read if one.part in versions else None for one in rows}


def readers(place: Place, part: Part, version: int) -> tuple[list[tuple[str, int]], list[str]]:
    """Return who of a part has read this version, with how many people, and who has not, in the order of names."""
    rows = list(
        place.programme.participations.in_part(part)
        .exclude(stage__in=(Stage.LEFT, Stage.DECLINED))
        .with_organisations()
        .in_order()
    )
    people = Counter(
        Acknowledgement.objects.filter(
            participation__in=[one.pk for one in rows], version=version
        ).values_list("participation", flat=True)
    )
    done = [(full_name_of(one), people[one.pk]) for one in rows if people[one.pk]]
    return done, [full_name_of(one) for one in rows if not people[one.pk]]


def unanswered(place: Place) -> list[Unanswered]:
    """Return who waits for an answer, the longest wait first: applications, and comments that nobody has answered."""
    today = timezone.localdate()
    mine = seen_from(place)
    applied = list(mine.filter(stage=Stage.APPLIED).select_related("programme").with_organisations())
    since = _applied_at(applied)
    rows = [
        Unanswered(
            name_of(one),
            str(place.programme.owner),
            (day := timezone.localdate(since.get(one.pk, one.saved_at))),
            (today - day).days,
            one,
        )
        for one in applied
    ]
    replies = Remark.objects.filter(answers=OuterRef("pk")).exclude(
        by_organisation=OuterRef("by_organisation")
    )
    remarks = Remark.objects.filter(programme=place.programme, answers=None, closed_at=None)
    if not place.may_lead:
        ids = mine.order_by().values("organisations")
        remarks = remarks.filter(owner__in=ids)
    remarks = remarks.exclude(Exists(replies)).select_related("by_organisation", "owner").defer("body")
    rows += [
        Unanswered(
            one.by_organisation.name,
            one.owner.name,
            (day := timezone.localdate(one.made_at)),
            (today - day).days,
        )
        for one in remarks.order_by("made_at", "pk")[:MOST_WAITING]
    ]
    return sorted(rows, key=lambda row: row.since)[:MOST_WAITING]


def _applied_at(applied: Sequence[Participation]) -> dict[int, datetime.datetime]:
    """Return when each applied, as the log tells it; a later change of the row is no new application."""
    places = {
        place.pk
        for one in applied
        for place in (*one.organisations.all(), *one.units.all(), one.through)
        if place
    }
    events = Event.objects.filter(
        organisation__in=places | {one.programme.owner_id for one in applied[:1]},
        verb="programmes.applied",
        object_type=Participation._meta.label_lower,
        object_id__in=[str(one.pk) for one in applied],
    )
    latest = events.order_by().values_list("object_id").annotate(latest=Max("at"))
    return {int(number): at for number, at in latest}
