"""Reads who takes part in programmes, in which group, and who has handed in: three tables, whatever the number."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from django.db.models import Count, F, Q
from django.utils import timezone

from figures.swedish import sort_key
from figures.text import clean_line
from organisations.models import Organisation
from programmes.models import (
    COUNTING,
    GroupMember,
    Meeting,
    MeetingKind,
    Part,
    Participation,
    Programme,
    ProgrammeQuerySet,
    Stage,
)
from programmes.naming import full_name_of
from reports.kinds.programrapport.material import GroupLine, Taking, Underlay

LONGEST: Final = 300
MENTORS: Final = (Part.MENTOR, Part.SUPPORT)
TOLD: Final = (Part.PARTICIPANT, *MENTORS)


def reportable(organisation: Organisation) -> ProgrammeQuerySet:
    """Return the open programmes that the organisation leads, the latest first."""
    found: ProgrammeQuerySet = Programme.objects.filter(owner=organisation).open().newest_first()
    return found


def participations_of(programmes: Collection[Programme]) -> dict[int, list[Participation]]:
    """Return who takes part or has left, by the programme's id, in the order of names. Four queries."""
    rows = Participation.objects.filter(
        programme__in=programmes, part__in=TOLD, stage__in=(*COUNTING, Stage.LEFT)
    )
    found: dict[int, list[Participation]] = defaultdict(list)
    for one in rows.with_organisations().in_order():
        found[one.programme_id].append(one)
    return found


def spells_of(programmes: Collection[Programme]) -> dict[int, GroupMember]:
    """Return in which group each participation is, or was last, by its id. One query."""
    rows = GroupMember.objects.filter(participation__programme__in=programmes).select_related("group")
    lasts = datetime.date.max
    ordered = sorted(rows, key=lambda one: (one.valid_to or lasts, one.valid_from, one.pk))
    return {one.participation_id: one for one in ordered}


def groups_of(
    participations: Sequence[Participation], spells: Mapping[int, GroupMember]
) -> tuple[GroupLine, ...]:
    """Return the groups in the order of their names, and last those who are in none."""
    together: dict[str, list[Participation]] = defaultdict(list)
    for one in participations:
        spell = spells.get(one.pk)
        together[spell.group.name if spell else ""].append(one)
    names = sorted(together, key=lambda name: (not name, sort_key(name)))
    return tuple(_line(name, together[name]) for name in names)


def _line(name: str, members: Iterable[Participation]) -> GroupLine:
    by_part: dict[str, list[Taking]] = defaultdict(list)
    for one in members:
        by_part[one.part].append(
            Taking(
                clean_line(full_name_of(one), LONGEST),
                has_left=one.stage == Stage.LEFT,
                organisations=len(one.organisations.all()),
            )
        )
    return GroupLine(
        name=clean_line(name, LONGEST),
        participants=tuple(by_part[Part.PARTICIPANT]),
        mentors=tuple(by_part[Part.MENTOR]),
        supports=tuple(by_part[Part.SUPPORT]),
    )


def underlay_of(
    programme: Programme, participations: Iterable[Participation], meetings: Mapping[int, Mapping[str, int]]
) -> Underlay:
    """Return who was to hand in a result report and has, who has not, and how many meetings there were."""
    counting = [one for one in participations if one.stage in COUNTING]
    due = [one for one in counting if one.part == Part.PARTICIPANT]
    return Underlay(
        expected=len(due),
        handed_in=sum(one.has_handed_in for one in due),
        mentors_handed_in=sum(one.has_handed_in for one in counting if one.part in MENTORS),
        missing=tuple(_name(one) for one in due if not one.has_handed_in),
        late=tuple(_name(one) for one in due if one.handed_in_at and one.is_late(programme.compiled_on)),
        meetings=tuple(
            (str(kind.label), meetings[programme.pk][kind])
            for kind in MeetingKind
            if meetings.get(programme.pk, {}).get(kind)
        ),
    )


def meetings_of(programmes: Collection[Programme]) -> dict[int, dict[str, int]]:
    """Return how many meetings of each kind had begun when the report was put together, by programme. One query."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    in_time = Q(programme__compiled_on=None) | Q(starts_at__date__lte=F("programme__compiled_on"))
    begun = Meeting.objects.filter(in_time, programme__in=programmes, starts_at__lte=timezone.now())
    rows = begun.order_by()
    for programme, kind, number in rows.values_list("programme", "kind").annotate(Count("pk")):
        found[programme][kind] = number
    return found


def _name(one: Participation) -> str:
    return clean_line(full_name_of(one), LONGEST)
