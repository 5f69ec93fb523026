"""Queries and time of each page on the demo, side by side with the help page, which needs none of its own."""

import statistics
import time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from checklists.models import Assessment
from organisations.models import User

ROUNDS = 10
BASELINE = "help"


def main() -> None:
    """Print a line a page: queries, median milliseconds, ratio to the baseline."""
    done = Assessment.objects.submitted().filter(organisation__code="1287").in_time_order().last()
    assert done is not None
    slug = done.organisation.slug
    pages = {
        BASELINE: reverse(BASELINE),
        "start": reverse("start"),
        "checklists": reverse("checklists", args=[slug]),
        "assessment_result": reverse("assessment_result", args=[slug, done.pk]),
        "reports": reverse("reports", args=[slug]),
        "organisation": reverse("organisation", args=[slug]),
        "people": reverse("people", args=[slug]),
        "units": reverse("units", args=[slug]),
        "directory (333 rows)": reverse("directory"),
    }
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(email__startswith="coordinator@"))
    show({name: measure(client, address) for name, address in pages.items()})


def show(times: dict[str, tuple[int, float]]) -> None:
    """Print queries, milliseconds and the ratio to the baseline, which is one of them."""
    for name, (queries, seconds) in times.items():
        ratio = seconds / times[BASELINE][1]
        print(f"{name:<22}{queries:>3} queries  {seconds * 1000:>6.0f} ms  {ratio:>5.1f} × {BASELINE}")


def measure(client: Client, address: str) -> tuple[int, float]:
    """Return the number of queries of a warm page, and the median of its times in seconds."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
        queries = len(captured)  # read here: the next request empties the list
    assert answer.status_code == 200, address
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        client.get(address)
        times.append(time.perf_counter() - start)
    return queries, statistics.median(times)
