"""What participants have done before, for whoever puts groups together: been mentor, moved, said about next time."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.db.models import QuerySet

from checklists.calculations import movement
from checklists.models import Assessment
from checklists.results import participants
from checklists.wording import circle_note, movement_finding
from programmes.found import Place
from programmes.models import COUNTING, MentorAnswer, Part, Participation, Programme

MENTORS: Final = (Part.MENTOR, Part.SUPPORT)


@dataclass(frozen=True)
class Moved:
    """One organisation's movement from the first to the last assessment that it shares, made with one checklist.

    `finding` is empty for a single assessment. `circle` says whether others rated the last time.
    """

    who: str
    first: str
    first_day: datetime.date
    last: str
    last_day: datetime.date
    finding: str
    circle: str


@dataclass(frozen=True)
class History:
    """One participant's: the rounds in which it was mentor, its movement, its last answer about being mentor."""

    was_mentor: Sequence[str]
    moved: Sequence[Moved]
    willing: MentorAnswer | None


def history_of(place: Place, participations: Iterable[Participation]) -> Mapping[int, History]:
    """Return what whoever leads the programme knows of participants from its rounds so far. Six queries.

    Assessments are those that are shared with the lead; rounds that others lead are left out.
    """
    known = list(participations)
    raters = {one.pk: [*one.organisations.all(), *one.units.all()] for one in known}
    ids = {rater.pk for found in raters.values() for rater in found}
    mentors, moved, willing = _mentors(place, ids), _moved(place, ids), _willing(place, ids)
    return {
        one.pk: History(
            sorted({name for rater in raters[one.pk] for name in mentors.get(rater.pk, ())}),
            [line for rater in raters[one.pk] for line in moved.get(rater.pk, ())],
            max(
                (willing[rater.pk] for rater in raters[one.pk] if rater.pk in willing),
                key=lambda said: (said.saved_at, said.pk),
                default=None,
            ),
        )
        for one in known
    }


def _rounds(place: Place) -> QuerySet[Programme, int]:
    """Return the round itself and those of the same lead that began before it."""
    begun = Programme.objects.filter(owner=place.programme.owner_id, starts_on__lte=place.programme.starts_on)
    return begun.order_by().values_list("pk", flat=True)


def _mentors(place: Place, organisations: set[int]) -> Mapping[int, set[str]]:
    """Who was mentor in earlier rounds of the same lead, by organisation."""
    rows = (
        Participation.objects.filter(programme__in=_rounds(place), part__in=MENTORS, stage__in=COUNTING)
        .filter(organisations__in=organisations, programme__starts_on__lt=place.programme.starts_on)
        .values_list("organisations", "programme__name", "programme__round")
    )
    found: dict[int, set[str]] = defaultdict(set)
    for organisation, name, number in rows:
        found[organisation].add(f"{name} {number}")
    return found


def _moved(place: Place, organisations: set[int]) -> Mapping[int, list[Moved]]:
    """The movement of each organisation that has shared something with the place, latest checklist first."""
    shared = (
        Assessment.objects.current()
        .visible_to(place.organisation)
        .filter(organisation__in=organisations, occasion__meetings__programme__in=_rounds(place))
    )
    rows = (
        Assessment.objects.filter(pk__in=shared.order_by().values("pk"))
        .with_content()
        .order_by("organisation", "occasion__instrument", "occasion__date", "occasion")
    )
    found: dict[int, list[Moved]] = defaultdict(list)
    for (organisation, _instrument), same in groupby(
        rows, key=lambda one: (one.organisation_id, one.occasion.instrument_id)
    ):
        found[organisation].append(_line(list(same)))
    return {
        organisation: sorted(lines, key=lambda line: line.last_day, reverse=True)
        for organisation, lines in found.items()
    }


def _line(same: Sequence[Assessment]) -> Moved:
    first, last = same[0], same[-1]
    several = first.pk != last.pk
    return Moved(
        who=str(last.organisation),
        first=first.occasion.name,
        first_day=first.occasion.date,
        last=last.occasion.name,
        last_day=last.occasion.date,
        finding=movement_finding(movement(first.answers, last.answers)) if several else "",
        circle=circle_note(participants(first), participants(last)) if several else "",
    )


def _willing(place: Place, organisations: set[int]) -> Mapping[int, MentorAnswer]:
    """What each organisation last answered about being mentor next time."""
    rows = (
        MentorAnswer.objects.filter(
            participation__programme__in=_rounds(place),
            participation__stage__in=COUNTING,
            participation__organisations__in=organisations,
        )
        .select_related("participation__programme")
        .prefetch_related("participation__organisations")
        .order_by("saved_at", "pk")
    )
    return {each.pk: said for said in rows for each in said.participation.organisations.all()}
