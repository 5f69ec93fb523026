"""From assessments to files with the import's own columns: written, read in and written again they are the same."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from checklists.files.cells import toward_text
from checklists.files.columns import COLUMNS, NOT_APPLICABLE
from checklists.files.world import as_given
from checklists.models import Assessment, AssessmentQuerySet, Instrument, Occasion
from figures.swedish import sort_key
from organisations.files import writing
from organisations.files.places import KnownOrganisation, Places, known_within
from organisations.files.writing import BEGINNING, Record
from organisations.models import Organisation


def handed_in_by(organisation: Organisation) -> AssessmentQuerySet:
    """What the organisation and the units below it have handed in, the version that holds of each."""
    below = Organisation.objects.below(organisation, include_self=True).values("pk")
    return Assessment.objects.current().filter(organisation__in=below)


def records(assessments: AssessmentQuerySet) -> list[Record]:
    """Return one record an item, in an order that the content alone decides. Four queries."""
    found = list(assessments.with_content())
    places = Places(known_within(None).values())
    found.sort(key=lambda each: (*_order(places.by_id[each.organisation_id], places), *_when(each.occasion)))
    return [record for each in found for record in _records(each, places)]


def data_time(assessments: QuerySet[Assessment]) -> datetime.datetime:
    """Return when the latest of them was handed in."""
    times = assessments.order_by().values_list("submitted_at", flat=True)
    return max((time for time in times if time), default=BEGINNING)


def _order(place: KnownOrganisation, places: Places) -> tuple[str, str, str, str]:
    mark, unit = places.written(place)
    return sort_key(mark), mark, sort_key(unit), unit


def _when(occasion: Occasion) -> tuple[str, str, datetime.date, str, str]:
    instrument = occasion.instrument
    return instrument.key, instrument.version, occasion.date, sort_key(occasion.name), occasion.name


def _records(assessment: Assessment, places: Places) -> Iterator[Record]:
    occasion = assessment.occasion
    mark, unit = places.written(places.by_id[assessment.organisation_id])
    start = (mark, unit, occasion.instrument.key, occasion.instrument.version, occasion.name, occasion.date)
    for rating in assessment.ratings.all():
        given = as_given(rating)
        value = NOT_APPLICABLE if given.answer.not_applicable else given.answer.value
        toward = toward_text(toward=given.answer.toward, note=given.note)
        yield (*start, given.answer.number, value, given.comment, toward)


def template(
    places: Sequence[tuple[str, str]], instrument: Instrument, occasion: Occasion | None
) -> list[Record]:
    """Return the rows to fill in: every item of a checklist for each place, without values."""
    name, date = (occasion.name, occasion.date) if occasion else ("", None)
    numbers = [item.number for item in instrument.items.order_by("number")]
    return [
        (mark, unit, instrument.key, instrument.version, name, date, number, None, "", "")
        for mark, unit in places
        for number in numbers
    ]


def as_csv(found: Iterable[Record]) -> bytes:
    """Write with the columns of assessments."""
    return writing.as_csv(found, COLUMNS)


def as_xlsx(found: Iterable[Record], *, title: str, created: datetime.datetime) -> bytes:
    """Write for Excel, with the same columns."""
    return writing.as_xlsx(found, COLUMNS, sheet_name="Skattningar", title=title, created=created)


def xlsx_of(assessments: AssessmentQuerySet) -> Callable[[Iterable[Record]], bytes]:
    """Return how to write these assessments' records, dated by the latest of them."""
    return partial(as_xlsx, title=_("Skattningar"), created=data_time(assessments))
