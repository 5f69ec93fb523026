"""What the worker does with reports: ids in, one action call; doing it twice does no harm."""

import uuid

from celery import shared_task

from reports import jobs

SOFT_LIMIT_SECONDS = 240
HARD_LIMIT_SECONDS = 270


@shared_task(soft_time_limit=SOFT_LIMIT_SECONDS, time_limit=HARD_LIMIT_SECONDS)
def make_report(report_id: str) -> None:
    """Make one report's file, unless another worker has it or it is finished."""
    # The PDF engine takes half a second and much memory to import; the web server rings this task but never runs it.
    from reports.making import make_file  # noqa: PLC0415

    mine = jobs.claim(uuid.UUID(report_id))
    if mine is not None:
        make_file(mine)


@shared_task
def sweep_jobs() -> None:
    """Ring again for jobs that nobody took or whose worker died."""
    for report_id in jobs.sweep():
        jobs.ring(report_id)
