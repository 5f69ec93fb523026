"""Sixty reports while workers die and the broker forgets: none is lost, none is made twice."""

import contextlib
import os
import random
import signal
import subprocess
import time

import pytest
from django.core.management import call_command

from checklists.models import Assessment
from mrintegration import demo
from organisations.models import Event
from reports import files, jobs
from reports.actions.freezing import order_report
from reports.models import Job, Report, State
from tests.harness.workers import beat_process, worker_process

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.chaos, pytest.mark.timeout(500)]

REPORTS = 60
CHAOS_SECONDS = 60
LIMIT_SECONDS = 360


def children(process):
    """The worker's own processes, which render."""
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process.popen.pid)], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in listed.stdout.split()]


def started_worker():
    process = worker_process(WORKER_CONCURRENCY="2")
    process.start()
    process.wait_for(" ready.")
    return process


def do_harm(worker, broker, dice):
    """Kill a rendering process, or the whole worker, or empty the broker; return the worker that runs now."""
    harm = dice.choice(["child", "child", "child", "worker", "broker"])
    if harm == "child" and (pids := children(worker)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(dice.choice(pids), signal.SIGKILL)
    elif harm == "worker":
        worker.kill()
        return started_worker()
    elif harm == "broker":
        broker.flushdb()
    return worker


def test_nothing_is_lost_and_nothing_made_twice(broker, tmp_path):
    call_command("load_organisations", verbosity=0)
    call_command("load_instruments", verbosity=0)
    demo.load(sign_ins=tmp_path / "demo-users.json")
    handed_in = list(Assessment.objects.submitted().select_related("organisation", "occasion").order_by("pk"))
    dice = random.Random(2018)  # noqa: S311  the same harm every time
    beat = beat_process()
    beat.start()
    worker = started_worker()
    try:
        ordered = [
            order_report(
                by=None,
                kind="lagesrapport",
                organisation=a.organisation,
                options={"occasion": a.occasion_id},
                language="sv",
            )[0].pk
            for a in handed_in[:REPORTS]
        ]
        began = time.monotonic()
        while time.monotonic() < began + CHAOS_SECONDS:
            time.sleep(dice.uniform(1, 4))
            worker = do_harm(worker, broker, dice)
        while Job.objects.exclude(state__in=[State.DONE, State.FAILED]).exists():
            assert time.monotonic() < began + LIMIT_SECONDS, "jobs stand still"
            time.sleep(0.5)
    finally:
        worker.stop()
        beat.stop()
    assert len(set(ordered)) == REPORTS
    assert list(Job.objects.exclude(state=State.DONE)) == []
    assert Event.objects.filter(verb="reports.finished").count() == REPORTS
    for report in Report.objects.all():
        files.read(report_id=report.pk, sha256=report.file_sha256)
    attempts = Job.objects.values_list("attempt", flat=True)
    assert max(attempts) <= jobs.MAX_ATTEMPTS
    assert max(attempts) > 1, "no harm was done: the test proves nothing"
