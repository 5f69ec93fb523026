"""Reports a minute with one worker process and with two: real Celery workers, real broker, real files."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from checklists.models import Assessment
from reports import jobs
from reports.actions.freezing import order_report
from reports.models import Job, State

BATCH = 30
LIMIT_SECONDS = 240


def main() -> None:
    """Order one batch for one worker and another batch for two, and print reports a minute and the ratio."""
    orders = iter(_orders())
    rates = []
    for count in (1, 2):
        with _workers(count):
            # Each worker imports the engine and loads its fonts with its first report; that is not measured.
            _make([next(orders) for _ in range(2 * count)])
            seconds = _make([next(orders) for _ in range(BATCH)])
        rates.append(BATCH / seconds * 60)
        print(f"{count} worker{'s' if count > 1 else ' '}  {rates[-1]:>4.0f} reports a minute")
    print(
        f"Ratio      {rates[1] / rates[0]:.2f} ({os.cpu_count()} cores, shared with database, broker and this process)"
    )


def _orders() -> Iterator[dict[str, Any]]:
    for language in ("sv", "en"):
        for done in Assessment.objects.submitted().select_related("organisation", "occasion").in_time_order():
            yield {
                "kind": "lagesrapport",
                "organisation": done.organisation,
                "options": {"occasion": done.occasion_id},
                "language": language,
            }


def _make(orders: list[dict[str, Any]]) -> float:
    """Order all, and return the seconds until the last one is finished."""
    reports = [order_report(by=None, **order)[0].pk for order in orders]
    start = time.perf_counter()
    for report in reports:
        jobs.ring(report)
    while Job.objects.filter(pk__in=reports).exclude(state=State.DONE).exists():
        assert time.perf_counter() - start < LIMIT_SECONDS, "the workers stand still"
        time.sleep(0.05)
    return time.perf_counter() - start


@contextmanager
def _workers(count: int) -> Iterator[None]:
    log = Path(os.environ["DATA_DIR"]) / "bench-worker.log"
    command = [sys.executable, "-m", "celery", "-A", "mrintegration", "worker", "--loglevel", "INFO"]
    command += ["--concurrency", str(count)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, env=os.environ | {"LOG_LEVEL": "INFO"}
        )
    try:
        deadline = time.monotonic() + 60
        while " ready." not in log.read_text(errors="replace"):
            assert process.poll() is None, log.read_text(errors="replace")
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(60)
