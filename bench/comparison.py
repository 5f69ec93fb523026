"""A comparison of 30, 311 and 3,000 organisations with 10 items at 5 occasions, beside its bare statements.

Aims: what is read and worked out takes at most 1.5 of the time of the same statements alone, their rows fetched; no
page is more than 120 kB compressed, without Plotly. To write the statements costs the same for one organisation and for
thousands, so the growth from the smallest size is told by itself.
"""

import gzip
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comparison.page import page_for
from organisations.access import ActiveMembership, membership_at
from organisations.models import Organisation, Role
from tests import factories
from tests.comparison.factories import add_many, joined

SIZES: Final = (30, 311, 3_000)
OCCASIONS: Final = 5
ROUNDS: Final = 7
AIM: Final = 1.5
MOST_KB: Final = 120


def main() -> None:
    """Print a line a size: statements, milliseconds of each kind, ratios, and kB."""
    found = []
    for size in SIZES:
        with transaction.atomic():
            found.append(_measure(size))
            transaction.set_rollback(True)
    least, *larger = found
    for size, one in zip(SIZES[1:], larger, strict=True):
        server, bare = one.server - least.server, one.bare - least.bare
        print(
            f"from {SIZES[0]} to {size:>5}  statements +{bare * 1000:.0f} ms  read and worked out "
            f"+{server * 1000:.0f} ms  {server / bare:.2f} × statements"
        )


@dataclass(frozen=True)
class _Seconds:
    """What one size took: all that is read and worked out, and its statements alone."""

    server: float
    bare: float


def _measure(size: int) -> _Seconds:
    lead = _fill(size)
    person = factories.member(lead, Role.PROGRAMME_LEAD)
    membership = membership_at(person, lead.slug)
    assert membership is not None
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    pages = _pages(lead)
    statements = _statements(membership)
    server, bare, page = _in_turn(
        lambda: page_for(membership, {}), lambda: _run(statements), lambda: client.get(pages["comparison"])
    )
    ratio = statistics.median(one / other for one, other in zip(server, bare, strict=True))
    told = ", ".join(f"{name} {_compressed(client, address):.0f}" for name, address in pages.items())
    print(
        f"{size:>5} organisations  {len(statements)} statements {_ms(bare)}  read and worked out {_ms(server)}  "
        f"{ratio:.2f} × statements (aim at most {AIM})  page {_ms(page)}  "
        f"kB compressed (at most {MOST_KB}): {told}"
    )
    return _Seconds(min(server), min(bare))


def _pages(lead: Organisation) -> dict[str, str]:
    """Return the addresses of the pages that grow with organisations, by what they are called here."""
    programme = lead.led_programmes.get().pk
    return {
        "comparison": reverse("comparison", args=[lead.slug]),
        "chain": reverse("comparison_reached", args=[lead.slug]),
        "follow-up": reverse("programme_follow_up", args=[lead.slug, programme]),
    }


def _compressed(client: Client, address: str) -> float:
    """Return the kB of a page as the quickest level of gzip leaves it: whatever stands in front makes it no larger."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return len(gzip.compress(answer.content, compresslevel=1)) / 1000


def _fill(size: int) -> Organisation:
    """Make a programme in which so many have rated at every occasion, each with its own values and position."""
    names = tuple(f"Träff {number + 1}" for number in range(OCCASIONS))
    lead: Organisation = factories.organisation("Mätledarna", kind="national", slug=f"matledarna-{size}")
    found = joined(name="Mätsatsningen", occasions=names, lead=lead)
    places = add_many(
        found,
        size,
        lambda place, at: "".join(
            str(min(3, 1 + (place * 7 + item * 5) % 3 + at // 3)) for item in range(10)
        ),
    )
    for number, place in enumerate(places):
        place.latitude, place.longitude = (
            f"{55.4 + number * 13 / size:.4f}",
            f"{11.5 + number * 37 % 90 / 10:.4f}",
        )
    Organisation.objects.bulk_update(places, ["latitude", "longitude"], batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return lead


def _statements(membership: ActiveMembership) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        page_for(membership, {})
        return [query["sql"] for query in captured.captured_queries]


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()


def _in_turn(*actions: Callable[[], Any]) -> list[list[float]]:
    """Return the seconds of each action, round by round in turn, since the machine does other things."""
    for action in actions:
        action()
    times: list[list[float]] = [[] for _action in actions]
    for _round in range(ROUNDS):
        for action, found in zip(actions, times, strict=True):
            start = time.perf_counter()
            action()
            found.append(time.perf_counter() - start)
    return times


def _ms(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.0f} ms"
