"""Import and export of 311 organisations × 10 items, side by side with one bulk insert of the same rows, unchecked."""

import datetime
import time
from collections.abc import Callable
from functools import partial

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checklists.actions.imports import import_file, plan_file
from checklists.files import writing
from checklists.files.columns import COLUMNS
from checklists.models import Assessment, Instrument, Occasion, Rating
from organisations.files import reading
from organisations.files.writing import BEGINNING, Record
from organisations.models import Kind, Organisation

ROUNDS = 3
BASELINE = "bulk insert, unchecked"
DAY = datetime.date(2031, 3, 1)


def main() -> None:
    """Print a line for each: seconds (best of three), queries, ratio to the baseline of the same run."""
    places = list(Organisation.objects.roots().of_kind(Kind.MUNICIPALITY, Kind.REGION).order_by("code"))
    instrument = Instrument.objects.get(key="skr-jamstalldhetsintegrering", version="2018")
    records = _records(places, instrument)
    files = {
        "csv": writing.as_csv(records),
        "xlsx": writing.as_xlsx(records, title="bench", created=BEGINNING),
    }
    print(f"{len(places)} organisations, {len(records)} rows")
    measured = {BASELINE: measure(lambda: _insert(places, instrument))}
    for kind, content in files.items():
        measured[f"read {kind}"] = measure(partial(reading.read, content, COLUMNS))
        measured[f"preview {kind}"] = measure(partial(plan_file, content))
        measured[f"import {kind}"] = measure(partial(import_file, by=None, content=content))
    with transaction.atomic():
        assert import_file(by=None, content=files["csv"]).written
        measured["same file again"] = measure(lambda: import_file(by=None, content=files["csv"]))
        found = Assessment.objects.current().filter(occasion__date=DAY)
        measured["export csv"] = measure(lambda: writing.as_csv(writing.records(found)))
        measured["export xlsx"] = measure(lambda: writing.xlsx_of(found)(writing.records(found)))
        transaction.set_rollback(True)
    for name, (seconds, queries) in measured.items():
        ratio = seconds / measured[BASELINE][0]
        print(f"{name:<24}{seconds:>7.2f} s  {queries:>3} queries  {ratio:>5.1f} × {BASELINE}")


def _records(places: list[Organisation], instrument: Instrument) -> list[Record]:
    start = (instrument.key, instrument.version, "Mätning", DAY)
    return [
        (
            place.code or place.slug,
            "",
            *start,
            item.number,
            1 + (place.pk + item.number) % 3,
            "Därför att",
            "",
        )
        for place in places
        for item in instrument.items.order_by("number")
    ]


def _insert(places: list[Organisation], instrument: Instrument) -> None:
    """What the database alone costs: the same rows from a list that is trusted."""
    now = timezone.now()
    occasion = Occasion.objects.create(owner=places[0], instrument=instrument, name="Mätning", date=DAY)
    made = Assessment.objects.bulk_create(
        Assessment(organisation=place, occasion=occasion, imported=True) for place in places
    )
    items = list(instrument.items.all())
    Rating.objects.bulk_create(
        Rating(assessment=each, item=item, value=1 + item.number % 3, comment="Därför att")
        for each in made
        for item in items
    )
    Assessment.objects.filter(occasion=occasion).update(submitted_at=now)


def measure(work: Callable[[], object]) -> tuple[float, int]:
    """The best time of some rounds and the number of queries; what was written is taken back."""
    times, queries = [], 0
    for _round in range(ROUNDS):
        with transaction.atomic():
            with CaptureQueriesContext(connection) as captured:
                start = time.perf_counter()
                work()
                times.append(time.perf_counter() - start)
                queries = len(captured)
            transaction.set_rollback(True)
    return min(times), queries
