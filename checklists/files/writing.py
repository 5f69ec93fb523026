"""From assessments to files with the import's own columns: written, read in and written again they are the same.

In csv a text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return) gets an
apostrophe before it, and so does a text that has such an apostrophe already. The import takes one away. In xlsx the
cells say that they are text, so nothing is added.
"""

import csv
import datetime
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

import xlsxwriter
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from checklists.files.cells import toward_text
from checklists.files.columns import COLUMNS, NAMES, NOT_APPLICABLE
from checklists.files.known import KnownOrganisation, Places
from checklists.files.world import as_given, known_organisations
from checklists.models import Assessment, AssessmentQuerySet, Instrument, Occasion
from figures.swedish import sort_key
from organisations.models import Organisation

Value = str | int | datetime.date | None
Record = tuple[Value, ...]
BEGINNING: Final = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""Stands as the file's date when there is nothing in it that has one."""
WIDTHS: Final = (16, 26, 30, 10, 26, 12, 10, 16, 60, 40)

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")


def handed_in_by(organisation: Organisation) -> AssessmentQuerySet:
    """What the organisation and the units below it have handed in, the version that holds of each."""
    below = Organisation.objects.below(organisation, include_self=True).values("pk")
    return Assessment.objects.current().filter(organisation__in=below)


def records(assessments: AssessmentQuerySet) -> list[Record]:
    """Return one record an item, in an order that the content alone decides. Four queries."""
    found = list(assessments.with_content())
    places = Places(known_organisations(Organisation.objects.without_tree_fields()).values())
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
    """Write with semicolons and a byte order mark, as Swedish spreadsheets open it."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(NAMES)
    writer.writerows([_plain(value) for value in record] for record in found)
    return file.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    return "" if value is None else str(value)


def xlsx_of(assessments: AssessmentQuerySet) -> Callable[[Iterable[Record]], bytes]:
    """Return how to write these assessments' records, dated by the latest of them."""
    return partial(as_xlsx, title=_("Skattningar"), created=data_time(assessments))


def as_xlsx(found: Iterable[Record], *, title: str, created: datetime.datetime) -> bytes:
    """Write one sheet; the same records and time give the same bytes."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": title, "created": timezone.localtime(created).replace(tzinfo=None)})
        sheet = book.add_worksheet("Skattningar")
        head = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        text = book.add_format({"num_format": "@"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for place, (column, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            sheet.set_column(
                place, place, width, wrapped if width > 30 else text if place in {0, 3} else None
            )
            sheet.write_string(0, place, column.name, head)
        sheet.freeze_panes(1, 0)
        for row, record in enumerate(found, start=1):
            for place, value in enumerate(record):
                if isinstance(value, datetime.date):
                    sheet.write_datetime(row, place, datetime.datetime.combine(value, datetime.time()), day)
                elif isinstance(value, int):
                    sheet.write_number(row, place, value)
                elif value:
                    sheet.write_string(row, place, value, text if place in {0, 3} else None)
    return file.getvalue()
