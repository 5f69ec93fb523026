"""Rows of entries for import tests, and what an import said of them."""

from resultchain.actions import imports
from resultchain.files.columns import NAMES
from resultchain.models import Link
from tests.organisations.sheets import csv


def table(place, *rows, unit=""):
    """A header and rows of the place; each is given by its cells, `vad` and `niva` unless told otherwise."""
    names = ["organisationskod", "enhet", "vad", "niva"]
    names += [name for name in NAMES if name not in names and any(name in row for row in rows)]
    start = {"organisationskod": place.code or place.slug, "enhet": unit, "vad": "Utbildning", "niva": 1}
    return [names, *([(start | row).get(name, "") for name in names] for row in rows)]


def import_rows(rows, *, reach=None, by=None, discreet=False):
    return imports.import_file(by=by, content=csv(rows), reach=reach, discreet=discreet)


def done(rows, **options):
    """How many entries and links are new and unchanged."""
    found = import_rows(rows, **options)
    assert found.written, found.plan.faults
    plan = found.plan
    return len(plan.new), plan.unchanged, len(plan.links), plan.unchanged_links


def faults(rows, **options):
    found = import_rows(rows, **options)
    assert not found.written
    return [(fault.row, fault.column, fault.text) for fault in found.plan.faults]


def the_fault(rows, **options):
    found = faults(rows, **options)
    assert len(found) == 1, found
    return found[0]


def links():
    """Every link by what its ends say."""
    rows = Link.objects.order_by("source__what", "target__what")
    return [tuple(row) for row in rows.values_list("source__what", "kind", "target__what")]
