"""Making a report's file from its snapshot; only workers import this, with the PDF engine behind it."""

import base64
import datetime
import logging
from typing import Final

from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from organisations.events import record
from reports import jobs, kinds
from reports.document import render_file
from reports.files import Stored, store
from reports.models import Logo, Purpose, Report
from reports.pdf import Metadata, RenderError, engine_version, render_bounded

RENDER_SECONDS: Final = 200
"""A report of 200 pages takes 20; the task's soft limit, somewhat later, is for all the rest."""

logger = logging.getLogger(__name__)


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
    except RenderError as error:
        logger.exception("report_not_rendered", extra={"report": str(mine.report_id)})
        jobs.fail(mine, error.code)
    except Exception:
        jobs.release(mine)
        raise


def _render(report: Report) -> bytes:
    """Make the PDF of the page that was frozen, with the snapshot that it was made from enclosed as a data file."""
    data_time = datetime.datetime.fromisoformat(report.snapshot["data_time"])
    return render_bounded(
        render_file(_with_logo(report), report.snapshot),
        metadata=Metadata(
            data_time=data_time,
            data_name=f"{report.kind}.json",
            data=kinds.canonical(report.snapshot),
            data_description=report.title,
        ),
        seconds=RENDER_SECONDS,
    )


def _with_logo(report: Report) -> str:
    """Return the page with the logo's picture in it: on the screen it is fetched from an address of the site."""
    logo = report.snapshot["logo"]
    if logo is None:
        return report.html
    png = bytes(Logo.objects.values_list("png", flat=True).get(pk=logo["sha256"]))
    inside = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    return report.html.replace(f'src="{logo["url"]}"', f'src="{inside}"')


def _finish(mine: jobs.Claim, stored: Stored) -> None:
    """Put the file in its place and close the job in one transaction; without the job, throw the file away."""
    with jobs.finishing(mine) as job:
        if job is None:
            stored.discard()
            logger.warning("report_lost_its_lease", extra={"report": str(mine.report_id)})
            return
        stored.keep()
        report = Report.objects.select_for_update().get(pk=mine.report_id)
        report.file_name = file_name(report)
        report.file_sha256, report.file_size = stored.sha256, stored.size
        report.versions = {"engine": engine_version(), "template": report.template_version}
        report.save(update_fields=["file_name", "file_sha256", "file_size", "versions"])
        record(actor=None, organisation=report.organisation, verb="reports.finished", obj=report)


def file_name(report: Report) -> str:
    """Name the file so that a working copy, a version to a board and what is published differ in a folder."""
    if report.purpose == Purpose.PUBLISHED:
        standing = f"version-{report.publication.version}"
    elif report.purpose == Purpose.PROPOSAL:
        standing = f"version-{report.proposal.number}-till-namnd"
    else:
        standing = "arbetskopia"
    return f"{report.organisation.slug}-{report.kind}-{timezone.localdate(report.data_time):%Y-%m-%d}-{standing}.pdf"
