"""Reads the ratings that hang on the programme's meetings: the organisation's own and its units', never others'."""

from collections.abc import Collection, Iterable
from typing import Final

from checklists.models import Assessment
from figures.text import clean_line
from organisations.models import Organisation
from programmes.models import Programme
from reports.kinds.lagesrapport.collect import cleaned_round, other_instrument, report_instrument
from reports.kinds.lagesrapport.material import Material as Rating
from reports.kinds.resultatrapport.material import Rated

MOST_RATED: Final = 6
LONGEST: Final = 300


def read_rated(
    organisation: Organisation, places: Collection[int], programme: Programme
) -> list[tuple[Organisation, list[Assessment]]]:
    """Return who has handed in at the programme's occasions, each with its assessments in time order."""
    occasions = programme.meetings.exclude(occasion=None).order_by().values("occasion")
    rows = Assessment.objects.filter(organisation__in=places, occasion__in=occasions).current()
    found: dict[int, tuple[Organisation, list[Assessment]]] = {}
    for one in rows.select_related("organisation").with_content().in_time_order():
        found.setdefault(one.organisation_id, (one.organisation, []))[1].append(one)
    return sorted(
        found.values(),
        key=lambda pair: (pair[0].pk != organisation.pk, pair[0].sort_key, pair[0].pk),
    )


def rated_of(
    organisation: Organisation, read: Iterable[tuple[Organisation, list[Assessment]]]
) -> tuple[Rated, ...]:
    """Return the ratings of the first of them; each is told with the version that its last one was made with."""
    return tuple(
        Rated(
            unit="" if who.pk == organisation.pk else clean_line(who.name, LONGEST),
            rating=_rating(who, assessments),
        )
        for who, assessments in list(read)[:MOST_RATED]
    )


def _rating(who: Organisation, assessments: list[Assessment]) -> Rating:
    last = assessments[-1].occasion.instrument
    same = [one for one in assessments if one.occasion.instrument_id == last.pk]
    others: dict[int, list[Assessment]] = {}
    for one in assessments:
        if one.occasion.instrument_id != last.pk:
            others.setdefault(one.occasion.instrument_id, []).append(one)
    return Rating(
        kind=who.kind,
        constructed=who.constructed,
        instrument=report_instrument(last),
        rounds=tuple(cleaned_round(one) for one in same),
        data_time=max(one.submitted_at for one in assessments if one.submitted_at),
        other_instruments=tuple(other_instrument(rows[-1], len(rows)) for rows in others.values()),
    )
