"""Import and export of 10,000 entries, 3,000 of them one chain told backwards, beside an unchecked bulk insert."""

import datetime
from functools import partial

from django.db import transaction

from bench.imports import BASELINE, measure
from figures.swedish import sort_key
from organisations.files import reading
from organisations.files.writing import Record
from organisations.models import Organisation
from resultchain.actions.imports import import_file, plan_file
from resultchain.files import writing
from resultchain.files.columns import COLUMNS, NAMES
from resultchain.models import Area, ChainEntry, Link, LinkKind, Perspective

ENTRIES = 10_000
LINKS = 3_000
DAY = datetime.date(2019, 3, 1)


def main() -> None:
    """Print a line for each: seconds (best of three), queries, ratio to the baseline of the same run."""
    place = Organisation.objects.roots().exclude(code=None).order_by("code")[0]
    records = _records(place)
    files = {"csv": writing.as_csv(records), "xlsx": writing.as_xlsx(records)}
    print(f"{len(records)} entries, {LINKS} links")
    measured = {BASELINE: measure(lambda: _insert(place))}
    for kind, content in files.items():
        measured[f"read {kind}"] = measure(partial(reading.read, content, COLUMNS))
        measured[f"preview {kind}"] = measure(partial(plan_file, content, reach=place))
        measured[f"import {kind}"] = measure(partial(import_file, by=None, content=content, reach=place))
    with transaction.atomic():
        assert import_file(by=None, content=files["csv"], reach=place).written
        for kind, content in files.items():
            measured[f"same {kind} again"] = measure(
                partial(import_file, by=None, content=content, reach=place)
            )
        found = ChainEntry.objects.within(place)
        measured["export csv"] = measure(lambda: writing.as_csv(writing.records(found)))
        measured["export xlsx"] = measure(lambda: writing.as_xlsx(writing.records(found)))
        transaction.set_rollback(True)
    for name, (seconds, queries) in measured.items():
        ratio = seconds / measured[BASELINE][0]
        print(f"{name:<24}{seconds:>7.2f} s  {queries:>3} queries  {ratio:>5.1f} × {BASELINE}")


def _records(place: Organisation) -> list[Record]:
    return [tuple(_cells(place, number).get(name, "") for name in NAMES) for number in range(ENTRIES)]


def _cells(place: Organisation, number: int) -> dict[str, str | int | datetime.date]:
    day = DAY + datetime.timedelta(days=number % 1000)
    return {
        "organisationskod": place.code or place.slug,
        "id": f"M{number}",
        "vad": f"Utbildning nummer {number}",
        "niva": 1 + number * 3 // ENTRIES,
        "fran": day,
        "till": day,
        "process": "Ärendehantering",
        "perspektiv": "Jämställdhet | Hbtqi",
        "globala_mal": "5 | 10",
        "deltagare": "ca 50",
        "lardom": "Börja med chefsgruppen, och gå sedan vidare till handläggarna",
        "ledde_till": f"M{number - 1}" if 0 < number <= LINKS else "",
    }


def _insert(place: Organisation) -> None:
    """What the database alone costs: the same rows from a list that is trusted."""
    area = Area.objects.create(organisation=place, name="Mätning", sort_key="")
    perspectives = [
        Perspective.objects.create(organisation=place, name=name, sort_key="") for name in ("Ett", "Två")
    ]
    made = ChainEntry.objects.bulk_create(
        ChainEntry(
            organisation=place,
            reference=f"M{number}",
            what=f"Utbildning nummer {number}",
            sort_key=sort_key(f"Utbildning nummer {number}"),
            level=1 + number * 3 // ENTRIES,
            first_day=DAY,
            last_day=DAY,
            area=area,
            global_goals=[5, 10],
            participants=50,
            precision="about",
            lesson="Börja med chefsgruppen, och gå sedan vidare till handläggarna",
        )
        for number in range(ENTRIES)
    )
    through = ChainEntry.perspectives.through
    through._default_manager.bulk_create(
        through(chainentry_id=entry.pk, perspective_id=each.pk) for entry in made for each in perspectives
    )
    Link.objects.bulk_create(
        Link(source=made[number], target=made[number + 1], kind=LinkKind.LED_TO) for number in range(LINKS)
    )
