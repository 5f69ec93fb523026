"""Verbs on reports: order one, make its file."""

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction
from django.utils import timezone

from organisations.events import record
from organisations.models import Organisation, User
from reports import jobs, kinds
from reports.files import Stored, store
from reports.models import Job, Report
from reports.pdf.engine import RenderError, TooLargeError, engine_version

DATA_TIME: Final = "data_time"
"""The one part of a snapshot that says when it was read; left out when two snapshots are compared."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Order:
    """What somebody wants a report of: a kind and the arguments of its collector."""

    kind: str
    organisation: Organisation
    scope: Mapping[str, Any]
    language: str


def fingerprint(snapshot: Mapping[str, Any]) -> str:
    """Return the sha256 of what the snapshot says, whatever the order of its keys and the time it was read."""
    content = {key: value for key, value in snapshot.items() if key != DATA_TIME}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def collect(order: Order) -> dict[str, Any]:
    """Read everything the report prints in one repeatable-read transaction, so that its parts agree.

    Raises kinds.NothingToReportError when there is no data to report on.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = kinds.get(order.kind).collect(
            organisation=order.organisation, language=order.language, **order.scope
        )
    return {**snapshot, DATA_TIME: timezone.now().isoformat(timespec="seconds")}


def order_report(*, by: User | None, order: Order) -> tuple[Report, bool]:
    """Order a report; return it and whether it is new.

    The same kind on the same data in the same look is the same report, however often and by how many it is
    ordered. One that failed is tried again. Raises kinds.NothingToReportError.
    """
    kind = kinds.get(order.kind)
    snapshot = collect(order)
    sha256 = fingerprint(snapshot)
    key = hashlib.sha256(
        "\n".join([kind.key, str(order.organisation.pk), sha256, kind.template_version]).encode()
    ).hexdigest()
    with transaction.atomic():
        report, created = Report.objects.get_or_create(
            idempotency_key=key,
            defaults={
                "organisation": order.organisation,
                "kind": kind.key,
                "title": kind.title(snapshot),
                "snapshot": snapshot,
                "snapshot_sha256": sha256,
                "template_version": kind.template_version,
                "data_time": snapshot[DATA_TIME],
                "ordered_by": by,
            },
        )
        if created:
            Job.objects.create(report=report)
            record(
                actor=by, organisation=order.organisation, verb="reports.ordered", obj=report, kind=kind.key
            )
        again = not created and jobs.requeue(report.pk)
        if created or again:
            transaction.on_commit(lambda: jobs.ring(report.pk))
    return report, created


def make_file(mine: jobs.Claim) -> None:
    """Do the job: turn the snapshot into a file and finish, or fail with a reason that the page explains.

    Raises what may pass by itself (a database that went away), after giving the job back.
    """
    try:
        with jobs.heartbeat(mine):
            report = Report.objects.get(pk=mine.report_id)
            jobs.extend(mine, progress=20)
            content = kinds.get(report.kind).render(report.snapshot)
            jobs.extend(mine, progress=90)
            _finish(mine, store(report_id=report.pk, fence=mine.fence, content=content))
    except SoftTimeLimitExceeded:
        jobs.fail(mine, "too_slow")
    except TooLargeError:
        jobs.fail(mine, "too_large")
    except RenderError:
        logger.exception("report_not_rendered", extra={"report": str(mine.report_id)})
        jobs.fail(mine, "not_rendered")
    except Exception:
        jobs.release(mine)
        raise


def _finish(mine: jobs.Claim, stored: Stored) -> None:
    """Put the file in its place and close the job in one transaction; without the job, throw the file away."""
    with jobs.finishing(mine) as job:
        if job is None:
            stored.discard()
            logger.warning("report_lost_its_lease", extra={"report": str(mine.report_id)})
            return
        stored.keep()
        report = Report.objects.select_for_update().get(pk=mine.report_id)
        report.file_name = f"{report.organisation.slug}-{report.kind}-{report.data_time:%Y-%m-%d}.pdf"
        report.file_sha256, report.file_size = stored.sha256, stored.size
        report.versions = {"engine": engine_version(), "template": report.template_version}
        report.save(update_fields=["file_name", "file_sha256", "file_size", "versions"])
        record(actor=None, organisation=report.organisation, verb="reports.finished", obj=report)
