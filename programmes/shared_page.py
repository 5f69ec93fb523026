"""What the page of shared things lists: rows, never in the order of a result."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from checklists.models import Assessment
from organisations.audiences import Audiences, audiences_of
from organisations.models import Organisation
from programmes.found import Place
from programmes.models import Part, Participation
from programmes.reading import days_of
from programmes.remarks import open_threads


@dataclass(frozen=True)
class Row:
    """One assessment, which other organisations read or count it now, and how many threads about it are open."""

    assessment: Assessment
    audiences: Audiences
    open_threads: int

    @property
    def readers(self) -> tuple[Organisation, ...]:
        """Who reads it."""
        return self.audiences.readers

    @property
    def counters(self) -> tuple[Organisation, ...]:
        """Who only counts it in a spread."""
        return self.audiences.counters


def rows(place: Place, assessments: Iterable[Assessment]) -> list[Row]:
    """Return a row for each assessment. Three queries."""
    found = list(assessments)
    audiences, threads = audiences_of(found), open_threads(place)
    return [
        Row(
            one,
            audiences.get(str(one.pk), Audiences()),
            threads.get((one.organisation_id, one.occasion_id), 0),
        )
        for one in found
    ]


@dataclass(frozen=True)
class Evaluator:
    """An evaluator with the first and the last day on which it reads."""

    participation: Participation
    first: datetime.date
    last: datetime.date


def evaluators(place: Place) -> list[Evaluator]:
    """Return who evaluates: everybody for who leads, else the place itself."""
    found = place.programme.participations.counting().in_part(Part.EVALUATOR).with_organisations()
    if place.programme.owner_id != place.organisation.pk:
        found = found.filter(pk__in=[one.pk for one in place.participations])
    return [Evaluator(one, *days_of(one, place.programme)) for one in found.in_order()]
