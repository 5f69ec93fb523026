"""What a programme's own page shows: the time plan, the organisation's parts, and how many are in which part."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from figures.swedish import chosen, listing
from organisations.models import Kind, Organisation
from programmes.found import Place, meetings_of
from programmes.models import COUNTING, Group, Meeting, MeetingKind, Part, Participation, Programme, Stage
from programmes.naming import full_name_of

MOST_MEETINGS: Final = 60
LONG_TEXTS: Final = ("agenda", "notes", "plus", "minus", "interesting", "decisions", "home_work")

MANY: Final[Mapping[Part, Promise]] = {
    Part.PARTICIPANT: gettext_lazy("Deltagare"),
    Part.MENTOR: gettext_lazy("Mentorer"),
    Part.SUPPORT: gettext_lazy("Stödjande mentorer"),
    Part.EVALUATOR: gettext_lazy("Utvärderare"),
}
"""What those who have a part are called, for a number beside it."""


@dataclass(frozen=True)
class PlannedKind:
    """The meetings of one kind, in time order."""

    kind: MeetingKind
    meetings: Sequence[Meeting]


@dataclass(frozen=True)
class Plan:
    """The time plan: each kind's meetings, how many there are beyond the room, and which comes next."""

    kinds: Sequence[PlannedKind]
    following: Meeting | None
    are_more: bool


def plan_of(place: Place) -> Plan:
    """Return the meetings that the place may see, by kind in the order in which each kind first meets. Three."""
    found = list(
        meetings_of(place).defer(*LONG_TEXTS).prefetch_related("functions", "groups")[: MOST_MEETINGS + 1]
    )
    shown, now = found[:MOST_MEETINGS], timezone.now()
    kinds: dict[str, list[Meeting]] = {}
    for meeting in shown:
        kinds.setdefault(meeting.kind, []).append(meeting)
    return Plan(
        [PlannedKind(MeetingKind(kind), meetings) for kind, meetings in kinds.items()],
        next((meeting for meeting in shown if meeting.ends_at >= now), None),
        len(found) > MOST_MEETINGS,
    )


@dataclass(frozen=True)
class MyPart:
    """One participation of the caller's organisation, by name."""

    participation: Participation
    name: str


def my_parts(place: Place) -> list[MyPart]:
    """Return what the organisation takes part as; no query, the place has fetched them."""
    return [MyPart(one, full_name_of(one)) for one in place.participations]


def numbers_of(programme: Programme) -> list[tuple[str, int]]:
    """Return how many take part or have completed in each part. One query."""
    counted = dict(
        programme.participations.filter(stage__in=COUNTING)
        .order_by()
        .values_list("part")
        .annotate(number=Count("pk"))
    )
    return [(str(label), counted[part]) for part, label in MANY.items() if part in counted]


def for_whom(programme: Programme) -> str:
    """Return the kinds of organisations that the programme is for, in a sentence; nothing when none is chosen."""
    labels = [str(kind.label) for kind in Kind if kind in programme.kinds]
    return listing(labels, chosen(get_language()))


@dataclass(frozen=True)
class Listed:
    """One programme in the room's list, with what the organisation is in it."""

    programme: Programme
    shelf: str
    words: str


@dataclass(frozen=True)
class Shelf:
    """The programmes of the page that are led, taken part in, or invited to."""

    key: str
    title: str
    rows: Sequence[Listed]


def shelves(organisation: Organisation, programmes: Sequence[Programme]) -> list[Shelf]:
    """Sort one page of programmes by what the organisation is in them. Two queries."""
    ids = [one.pk for one in programmes]
    stages: dict[int, list[tuple[str, str]]] = {}
    mine = Participation.objects.of(organisation).filter(programme__in=ids)
    for programme_id, part, stage in mine.order_by("pk").values_list("programme", "part", "stage"):
        stages.setdefault(programme_id, []).append((part, stage))
    nodes = set(
        Group.objects.filter(leader=organisation, programme__in=ids).values_list("programme", flat=True)
    )
    rows = [_listed(organisation, one, stages.get(one.pk, []), is_node=one.pk in nodes) for one in programmes]
    titles = {
        "invited": _("Ni är inbjudna"),
        "led": _("Ni leder"),
        "part": _("Ni är med"),
        "over": _("Avslutade"),
    }
    sorted_rows = {key: [row for row in rows if row.shelf == key] for key in titles}
    return [Shelf(key, title, sorted_rows[key]) for key, title in titles.items() if sorted_rows[key]]


def _listed(
    organisation: Organisation, programme: Programme, held: Sequence[tuple[str, str]], *, is_node: bool
) -> Listed:
    counts = Counter(stage for _part, stage in held)
    words = [
        _("%(part)s (%(stage)s)") % {"part": Part(part).label, "stage": Stage(stage).label}
        for part, stage in dict.fromkeys(held)
    ]
    if is_node:
        words.insert(0, str(Part.NODE.label))
    leads = programme.owner_id == organisation.pk
    if leads:
        words.insert(0, str(Part.LEAD.label))
    if programme.is_over(timezone.localdate()):
        shelf = "over"
    elif leads:
        shelf = "led"
    else:
        shelf = "invited" if counts[Stage.INVITED] and not is_node else "part"
    return Listed(programme, shelf, ", ".join(words))
