"""How a job moves: claimed by one worker, kept by its heartbeat, finished once; every step is one UPDATE with a fence.

The database owns the job and the broker only rings. A worker that lost its lease can't finish: its fence is another's.
"""

import datetime
import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from organisations import doorbell
from reports.models import Job, JobQuerySet, State

TASK: Final = "reports.tasks.make_report"
LEASE: Final = datetime.timedelta(seconds=30)
HEARTBEAT_SECONDS: Final = 8
RING_AGAIN_AFTER: Final = datetime.timedelta(seconds=10)
MAX_ATTEMPTS: Final = 5
SWEEP_SIZE: Final = 200

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claim:
    """The right to work on one job until the lease runs out."""

    report_id: uuid.UUID
    fence: uuid.UUID
    attempt: int


def ring(report_id: uuid.UUID) -> None:
    """Tell the workers. Nothing is lost when the broker is away: the sweeper rings again."""
    doorbell.ring(TASK, str(report_id))


def requeue(report_id: uuid.UUID) -> bool:
    """Give a failed job a fresh start; False when it had not failed."""
    return bool(
        Job.objects.filter(pk=report_id, state=State.FAILED).update(
            state=State.QUEUED, attempt=0, progress=0, failure="", queued_at=timezone.now(), finished_at=None
        )
    )


def claim(report_id: uuid.UUID) -> Claim | None:
    """Take a job that is queued or abandoned; None when another worker has it or it is finished."""
    now, fence = timezone.now(), uuid.uuid4()
    taken = (
        Job.objects.claimable(now)
        .filter(pk=report_id, attempt__lt=MAX_ATTEMPTS)
        .update(
            state=State.RENDERING,
            attempt=F("attempt") + 1,
            fence=fence,
            lease_until=now + LEASE,
            started_at=now,
            progress=5,
        )
    )
    if not taken:
        return None
    return Claim(report_id, fence, Job.objects.values_list("attempt", flat=True).get(pk=report_id))


def extend(mine: Claim, *, progress: int | None = None) -> bool:
    """Push the lease forward and say how far the work is; False when the job is no longer mine."""
    changes: dict[str, object] = {"lease_until": timezone.now() + LEASE}
    if progress is not None:
        changes["progress"] = progress
    return bool(_held(mine).update(**changes))


def release(mine: Claim) -> None:
    """Give the job back after an error that may pass; the sweeper rings again or, at the limit, gives up."""
    _held(mine).update(state=State.QUEUED, fence=None, lease_until=None, progress=0, queued_at=timezone.now())


def fail(mine: Claim, reason: str) -> None:
    """End the job with a reason code that the page puts in words."""
    _held(mine).update(
        state=State.FAILED, fence=None, lease_until=None, failure=reason, finished_at=timezone.now()
    )


@contextmanager
def finishing(mine: Claim) -> Iterator[Job | None]:
    """One transaction that holds the job's row while the result is stored; yields None when the job is lost."""
    with transaction.atomic():
        job = _held(mine).select_for_update().first()
        yield job
        if job is not None:
            job.state, job.progress, job.finished_at = State.DONE, 100, timezone.now()
            job.fence = job.lease_until = None
            job.save(update_fields=["state", "progress", "finished_at", "fence", "lease_until"])


def _held(mine: Claim) -> JobQuerySet:
    return Job.objects.filter(pk=mine.report_id, fence=mine.fence, state=State.RENDERING)


@contextmanager
def heartbeat(mine: Claim) -> Iterator[None]:
    """Keep the lease while the body runs, from a thread with a database connection of its own."""
    stop = threading.Event()

    def beat() -> None:
        try:
            while not stop.wait(HEARTBEAT_SECONDS):
                try:
                    extend(mine)
                except DatabaseError:
                    # The next beat tries again; if the database stays away the lease lapses, as it should.
                    logger.warning("heartbeat_missed", extra={"report": str(mine.report_id)})
                    connection.close()
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name="job-heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=5)


def sweep() -> list[uuid.UUID]:
    """Give up jobs whose attempts are used, and return the ids of those that should be rung for again."""
    now = timezone.now()
    with transaction.atomic():
        waiting = list(
            Job.objects.claimable(now)
            .filter(queued_at__lt=now - RING_AGAIN_AFTER)
            .order_by("queued_at")
            .select_for_update(skip_locked=True)[:SWEEP_SIZE]
        )
        spent = [job.pk for job in waiting if job.attempt >= MAX_ATTEMPTS]
        Job.objects.filter(pk__in=spent).update(
            state=State.FAILED, fence=None, lease_until=None, failure="gave_up", finished_at=now
        )
    if spent:
        logger.error("jobs_given_up", extra={"reports": [str(pk) for pk in spent]})
    return [job.pk for job in waiting if job.attempt < MAX_ATTEMPTS]
