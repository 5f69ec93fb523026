"""Rows of assessments for import tests, and what an import made of them."""

from checklists.actions import imports
from checklists.files.columns import NAMES
from checklists.models import Rating
from tests.organisations.sheets import csv


def rows_of(place, at, digits, *, unit="", comment="", toward="", header=True):
    """The rows of one assessment; digits as in factories.assessment()."""
    start = [place.code or place.slug, unit, at.instrument.key, at.instrument.version, at.name, at.date]
    rows = [
        [*start, number, "ej tillämpligt" if digit == "n" else int(digit), comment, toward]
        for number, digit in enumerate(digits, start=1)
    ]
    return [list(NAMES), *rows] if header else rows


def digits_of(assessment):
    values = Rating.objects.filter(assessment=assessment).order_by("item__number")
    return "".join("n" if rating.not_applicable else str(rating.value) for rating in values)


def import_rows(rows, *, reach=None, owner=None, by=None):
    return imports.import_file(by=by, content=csv(rows), reach=reach, owner=owner)


def faults(rows, **options):
    done = import_rows(rows, **options)
    assert not done.written
    return [(fault.row, fault.column, fault.text) for fault in done.plan.faults]


def the_fault(rows, **options):
    found = faults(rows, **options)
    assert len(found) == 1, found
    return found[0]


def changed_names(place, at, name):
    rows = rows_of(place, at, "1" * 10)
    for row in rows[1:]:
        row[4] = name
    return rows
