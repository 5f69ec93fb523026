"""A status report of an organisation with 10,000 entries: seconds to read it, to lay it out and to print it.

Aims: read within 2 seconds, 200 pages at most, printed within the worker's limit of 200 seconds.
"""

import datetime
import io
import random
import time
from collections.abc import Callable
from typing import Final, TypeVar

import pypdf

from figures.swedish import sort_key
from organisations.models import Kind, Organisation
from reports.document import render_document, render_file
from reports.kinds import KINDS, canonical
from reports.pdf import Metadata
from reports.pdf.child import render_measured
from reports.snapshots import Status, Writing, default_parts, snapshot
from resultchain.models import Area, ChainEntry, Link

ENTRIES: Final = 10_000
AREAS: Final = 40
OPTIONS: Final = {"first": "2020-01-01", "last": "2020-06-30", "units": True}
READ_SECONDS: Final = 2
T = TypeVar("T")
STATES: Final = ("done", "done", "ongoing", "planned")


def main() -> None:
    """Make the entries, then print seconds and pages."""
    place, kind = _place(), KINDS["statusrapport"]
    data, reading = _timed(lambda: kind.read(organisation=place, options=OPTIONS, language="sv"))
    writing = Writing(data["title"], default_parts(kind))
    made = snapshot(kind=kind, organisation=place, language="sv", data=data, writing=writing, status=Status())
    html, laying = _timed(lambda: render_document(made))
    metadata = Metadata(
        datetime.datetime.now(datetime.UTC), "statusrapport.json", canonical(made), "Underlag"
    )
    pdf, printing = _timed(
        lambda: render_measured(render_file(html, made), metadata=metadata, seconds=200).content
    )
    pages = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    print(
        f"{ENTRIES} entries  read {reading:.2f} s (aim at most {READ_SECONDS})  laid out {laying:.2f} s  "
        f"printed {printing:.2f} s  {pages} pages (at most 200)"
    )


def _timed(action: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    found = action()
    return found, time.perf_counter() - start


def _place() -> Organisation:
    """Return an organisation with entries over areas, levels, states and days; most led to one on a higher level."""
    place: Organisation = Organisation.objects.create(
        name="Mätregionen", sort_key=sort_key("Mätregionen"), slug="matregionen-status", kind=Kind.REGION
    )
    areas = [
        Area.objects.create(organisation=place, name=f"Process {n}", sort_key=f"{n:02d}")
        for n in range(AREAS)
    ]
    chance = random.Random(1)  # noqa: S311  the same entries every time
    first = datetime.date(2020, 1, 1)
    made = ChainEntry.objects.bulk_create(
        ChainEntry(
            organisation=place,
            what=f"Metodstöd och coachning nummer {n}, så att perspektiven prövas i nämndernas uppföljning",
            sort_key=f"{n:05d}",
            level=1 + n * 4 // ENTRIES,
            state=chance.choice(STATES),
            last_day=first + datetime.timedelta(days=chance.randrange(180)),
            area=chance.choice(areas),
        )
        for n in range(ENTRIES)
    )
    last = ENTRIES * 3 // 4
    pairs = {(n, chance.randrange(n + ENTRIES // 4, ENTRIES)) for n in range(last)}
    Link.objects.bulk_create(Link(source=made[source], target=made[target]) for source, target in pairs)
    return place
