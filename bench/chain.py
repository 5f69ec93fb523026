"""The chain over 10,000 entries and 8,000 links: its page, statements beside it, a report's summary, a new link."""

import datetime
from collections.abc import Callable

from django.db import connection, transaction

from bench.imports import measure
from figures.swedish import sort_key
from organisations.models import Organisation
from resultchain.actions.links import link
from resultchain.chain_page import chain_page
from resultchain.models import ChainEntry, EntryState, Link, LinkKind, Position
from resultchain.positions_page import Beside
from resultchain.summary import chain_summary

ENTRIES = 10_000
STATEMENTS = 10
DAY = datetime.date(2019, 3, 1)
STATES = (EntryState.DONE, EntryState.DONE, EntryState.ONGOING, EntryState.PLANNED)


def main() -> None:
    """Print a line for each: seconds (best of three) and queries."""
    place = Organisation.objects.roots().exclude(code=None).order_by("code")[1]
    with transaction.atomic():
        made, statements = _insert(place), _statements(place)
        for name, run in _measured(place, made, statements).items():
            seconds, queries = measure(run)
            print(f"{name:<24}{seconds:>7.2f} s  {queries:>3} queries")
        transaction.set_rollback(True)


def _measured(
    place: Organisation, made: list[ChainEntry], statements: list[Position]
) -> dict[str, Callable[[], object]]:
    found = ChainEntry.objects.within(place)
    end = datetime.date(2020, 6, 30)
    return {
        "page": lambda: chain_page(place, found),
        "page of a period": lambda: chain_page(place, found.in_period(DAY, end), by=end),
        f"{STATEMENTS} statements": lambda: list(Beside.of(place).statements(statements)),
        "summary of a period": lambda: chain_summary(place, first=DAY, last=end),
        "new link": lambda: link(by=None, source=made[0], target=made[-1], kind=LinkKind.LED_TO),
    }


def _insert(place: Organisation) -> list[ChainEntry]:
    """Lines of five entries, one on each level."""
    made = ChainEntry.objects.bulk_create(
        ChainEntry(
            organisation=place,
            what=f"Post nummer {number}",
            sort_key=sort_key(f"Post nummer {number}"),
            level=1 + number % 5,
            state=STATES[number % 4],
            last_day=DAY + datetime.timedelta(days=number % 900),
        )
        for number in range(ENTRIES)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    Link.objects.bulk_create(
        Link(source=made[number], target=made[number + 1]) for number in range(ENTRIES - 1) if number % 5 != 4
    )
    return made


def _statements(place: Organisation) -> list[Position]:
    for number in range(STATEMENTS):
        Position.objects.create(
            organisation=place, name=f"Tillfälle {number}", date=DAY + datetime.timedelta(days=90 * number)
        )
    return list(place.chain_positions.with_content())
