"""Ordering a report: the data is read now, the file is made by a worker."""

import hashlib
import logging
from dataclasses import dataclass

from django.db import connection, transaction

from checklists.models import Occasion
from organisations.events import record
from organisations.models import Organisation, User
from reports import jobs, kinds
from reports.models import Job, Report

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Order:
    """What somebody wants: a kind of report on an organisation, up to an occasion (None: the latest).

    `functions` is the organisation's choice to print how far apart functions lie.
    """

    kind: str
    organisation: Organisation
    occasion: Occasion | None
    language: str
    functions: bool = False


def collect(order: Order) -> kinds.Snapshot:
    """Read everything the report prints in one repeatable-read transaction, so that its parts agree.

    Raises kinds.NothingToReportError when there is no data to report on.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return kinds.KINDS[order.kind].collect(
            organisation=order.organisation,
            occasion=order.occasion,
            language=order.language,
            functions=order.functions,
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
                "language": snapshot["language"],
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
