"""A job is done once, by whoever holds its fence; nothing that dies on the way loses it."""

import datetime
import time
import uuid

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from checklists.models import Assessment
from organisations.models import Event
from reports import files, jobs, kinds, making
from reports.actions.freezing import order_report
from reports.models import Job, Report, State
from reports.pdf import RenderError, TooLargeError, TooManyPagesError, TooSlowError
from tests import factories
from tests.harness.workers import worker_process

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place():
    return factories.organisation("Trelleborg", constructed=True)


def hand_in(place, digits="2211221123", name="Inför träff 1", day=factories.DAY):
    instrument = factories.skr()
    return factories.assessment(place, factories.occasion(instrument, place, name=name, date=day), digits)


def order(place, language="sv", occasion=None):
    options = {"occasion": occasion.pk if occasion else None}
    return order_report(by=None, kind="lagesrapport", organisation=place, options=options, language=language)


def claimed(report):
    """Claim a job that must be there to claim."""
    mine = jobs.claim(report.pk)
    assert mine is not None
    return mine


def wait_until_done(report, seconds=40):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        job = Job.objects.get(pk=report.pk)
        if job.is_finished:
            return job
        time.sleep(0.1)
    raise AssertionError(f"{job.state} after {seconds} seconds, attempt {job.attempt}")


def test_the_same_order_on_the_same_data_is_the_same_report(place):
    hand_in(place)
    first, created = order(place)
    again, created_again = order(place)
    assert (first, created, created_again) == (again, True, False)
    assert Job.objects.count() == 1
    assert Event.objects.filter(verb="reports.ordered").count() == 1


def test_new_data_is_a_new_report_and_the_old_one_keeps_its_snapshot(place):
    hand_in(place)
    first, _ = order(place)
    kept = first.snapshot
    hand_in(place, "3" * 10, "Inför träff 2", factories.DAY + datetime.timedelta(days=200))
    second, created = order(place)
    assert created
    assert second.pk != first.pk
    assert Report.objects.get(pk=first.pk).snapshot == kept


def test_nothing_handed_in_is_nothing_to_report(place):
    with pytest.raises(kinds.NothingToReportError):
        order(place)
    assert not Report.objects.exists()


def test_an_order_survives_a_broker_that_is_away(place, broker_away, caplog):
    hand_in(place)
    report, created = order(place)
    assert "broker_away" in caplog.text
    assert created
    assert report.job.state == State.QUEUED


def test_only_one_worker_gets_a_job_and_a_late_one_can_not_finish_it(place):
    hand_in(place)
    report, _ = order(place)
    first = claimed(report)
    assert jobs.claim(report.pk) is None
    Job.objects.filter(pk=report.pk).update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
    second = claimed(report)
    assert (second.attempt, second.fence != first.fence) == (2, True)
    assert not jobs.extend(first)
    making.make_file(first)
    assert Job.objects.get(pk=report.pk).state == State.RENDERING
    assert not list(files.path_of(report.pk).parent.glob(f"{report.pk}*"))
    making.make_file(second)
    job = Job.objects.get(pk=report.pk)
    assert (job.state, job.progress, job.attempt) == (State.DONE, 100, 2)


def test_a_finished_report_has_its_file_its_hash_and_versions(place):
    hand_in(place)
    report, _ = order(place)
    making.make_file(claimed(report))
    report.refresh_from_db()
    content = files.read(report_id=report.pk, sha256=report.file_sha256)
    assert content.startswith(b"%PDF-")
    assert len(content) == report.file_size
    assert report.versions["engine"].startswith("WeasyPrint")
    assert report.file_name.endswith("-arbetskopia.pdf")
    assert Event.objects.filter(verb="reports.finished", object_id=str(report.pk)).count() == 1


def test_a_finished_report_can_not_change_nor_go_away(place):
    hand_in(place)
    report, _ = order(place)
    making.make_file(claimed(report))
    for change in (
        lambda: Report.objects.filter(pk=report.pk).update(snapshot={}),
        lambda: Report.objects.filter(pk=report.pk).update(file_sha256="0" * 64),
        lambda: Report.objects.filter(pk=report.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_damaged_file_is_never_handed_over(place):
    hand_in(place)
    report, _ = order(place)
    making.make_file(claimed(report))
    report.refresh_from_db()
    files.path_of(report.pk).write_bytes(b"%PDF-1.7 something else")
    with pytest.raises(files.DamagedFileError):
        files.read(report_id=report.pk, sha256=report.file_sha256)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (TooManyPagesError(201), "too_many_pages"),
        (TooLargeError("x"), "too_large"),
        (TooSlowError("x"), "too_slow"),
        (RenderError("x"), "not_rendered"),
    ],
)
def test_what_can_not_be_rendered_fails_at_once_with_a_reason(place, monkeypatch, error, reason):
    hand_in(place)
    report, _ = order(place)

    def refuse(*args, **kwargs):
        raise error

    monkeypatch.setattr(making, "render_bounded", refuse)
    making.make_file(claimed(report))
    job = Job.objects.get(pk=report.pk)
    assert (job.state, job.failure) == (State.FAILED, reason)
    again, created = order(place)
    assert (again.pk, created) == (report.pk, False)
    assert Job.objects.get(pk=report.pk).state == State.QUEUED


def test_what_may_pass_is_tried_again_and_given_up_after_five_times(place, monkeypatch):
    hand_in(place)
    report, _ = order(place)

    def away(*args, **kwargs):
        raise OSError("the storage is away")

    monkeypatch.setattr(making, "store", away)
    for attempt in range(1, jobs.MAX_ATTEMPTS + 1):
        mine = claimed(report)
        assert mine.attempt == attempt
        with pytest.raises(OSError, match="away"):
            making.make_file(mine)
        assert Job.objects.get(pk=report.pk).state == State.QUEUED
    assert jobs.claim(report.pk) is None
    Job.objects.update(queued_at=timezone.now() - datetime.timedelta(minutes=1))
    assert jobs.sweep() == []
    job = Job.objects.get(pk=report.pk)
    assert (job.state, job.failure) == (State.FAILED, "gave_up")


def test_the_sweeper_leaves_fresh_and_living_jobs_alone(place):
    hand_in(place)
    report, _ = order(place)
    assert jobs.sweep() == []
    Job.objects.update(queued_at=timezone.now() - datetime.timedelta(minutes=1))
    assert jobs.sweep() == [report.pk]
    jobs.claim(report.pk)
    assert jobs.sweep() == []


def test_the_heartbeat_keeps_the_lease(place, monkeypatch):
    hand_in(place)
    report, _ = order(place)
    monkeypatch.setattr(jobs, "HEARTBEAT_SECONDS", 0.05)
    mine = claimed(report)
    before = Job.objects.get(pk=report.pk).lease_until
    with jobs.heartbeat(mine):
        time.sleep(0.4)
    after = Job.objects.get(pk=report.pk).lease_until
    assert before is not None
    assert after is not None
    assert after > before


def test_a_worker_killed_in_the_middle_and_a_flushed_broker_lose_nothing_and_repeat_nothing(place, broker):
    for index in range(3):
        hand_in(
            place,
            "1" * (10 - index) + "3" * index,
            f"Träff {index}",
            factories.DAY + datetime.timedelta(index),
        )
    at = [a.occasion for a in Assessment.objects.in_time_order().select_related("occasion")]
    # A new worker needs a second or more for its first report: time enough to be killed in the middle of it.
    killed = worker_process()
    killed.start()
    try:
        killed.wait_for(" ready.")
        ordered = [order(place, occasion=one)[0] for one in at]
        deadline = time.monotonic() + 20
        while not Job.objects.filter(state=State.RENDERING).exists() and time.monotonic() < deadline:
            time.sleep(0.01)
    finally:
        killed.kill()
    assert Job.objects.filter(state=State.RENDERING).count() == 1
    broker.flushdb()
    past = timezone.now() - datetime.timedelta(minutes=1)
    Job.objects.update(queued_at=past)
    Job.objects.filter(state=State.RENDERING).update(lease_until=past)
    worker = worker_process()
    worker.start()
    try:
        worker.wait_for(" ready.")
        for report_id in jobs.sweep() * 2:  # rung for twice each, as two sweepers might
            jobs.ring(report_id)
        finished = [wait_until_done(report) for report in ordered]
    finally:
        worker.stop()
    assert [job.state for job in finished] == [State.DONE] * 3
    assert sorted(job.attempt for job in finished) == [1, 1, 2]
    assert Event.objects.filter(verb="reports.finished").count() == 3
    assert len(list(files.path_of(uuid.uuid4()).parent.glob("*.part"))) == 0
