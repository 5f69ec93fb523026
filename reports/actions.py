"""Verbs on reports: order one, make its file."""

import datetime
import hashlib
import logging
from dataclasses import dataclass

from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction
from django.utils import timezone

from checklists.models import Occasion
from organisations.events import record
from organisations.models import Organisation, User
from reports import jobs, kinds
from reports.files import Stored, store
from reports.models import Job, Report
from reports.pdf.engine import Metadata, RenderError, TooLargeError, engine_version, render

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Order:
    """What somebody wants: a kind of report on an organisation, up to an occasion (None: the latest)."""

    kind: str
    organisation: Organisation
    occasion: Occasion | None
    language: str


def collect(order: Order) -> kinds.Snapshot:
    """Read everything the report prints in one repeatable-read transaction, so that its parts agree.

    Raises kinds.NothingToReportError when there is no data to report on.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return kinds.KINDS[order.kind].collect(
            organisation=order.organisation, occasion=order.occasion, language=order.language
        )


def order_report(*, by: User | None, order: Order) -> tuple[Report, bool]:
    """Order a report; return it and whether it is new.

    The same kind on the same data in the same look is the same report, however often and by how many it is
    ordered. One that failed is tried again. Raises kinds.NothingToReportError.
    """
    kind = kinds.KINDS[order.kind]
    snapshot = collect(order)
    sha256 = kinds.snapshot_sha256(snapshot)
    parts = [kind.key, str(order.organisation.pk), sha256, kind.template_version]
    with transaction.atomic():
        report, created = Report.objects.get_or_create(
            idempotency_key=hashlib.sha256("\n".join(parts).encode()).hexdigest(),
            defaults={
                "organisation": order.organisation,
                "kind": kind.key,
                "title": snapshot["title"],
                "snapshot": snapshot,
                "snapshot_sha256": sha256,
                "template_version": kind.template_version,
                "data_time": snapshot["data_time"],
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
            content = _render(report)
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


def _render(report: Report) -> bytes:
    """Make the PDF from the snapshot and nothing else, with the snapshot enclosed as a data file."""
    data_time = datetime.datetime.fromisoformat(report.snapshot["data_time"])
    return render(
        kinds.KINDS[report.kind].render_html(report.snapshot),
        metadata=Metadata(
            data_time=data_time,
            data_name=f"{report.kind}.json",
            data=kinds.canonical(report.snapshot),
            data_description=report.title,
        ),
    )


def _finish(mine: jobs.Claim, stored: Stored) -> None:
    """Put the file in its place and close the job in one transaction; without the job, throw the file away."""
    with jobs.finishing(mine) as job:
        if job is None:
            stored.discard()
            logger.warning("report_lost_its_lease", extra={"report": str(mine.report_id)})
            return
        stored.keep()
        report = Report.objects.select_for_update().get(pk=mine.report_id)
        report.file_name = (
            f"{report.organisation.slug}-{report.kind}-{timezone.localdate(report.data_time):%Y-%m-%d}.pdf"
        )
        report.file_sha256, report.file_size = stored.sha256, stored.size
        report.versions = {"engine": engine_version(), "template": report.template_version}
        report.save(update_fields=["file_name", "file_sha256", "file_size", "versions"])
        record(actor=None, organisation=report.organisation, verb="reports.finished", obj=report)
