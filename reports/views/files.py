"""Pages of a file that is made: following the work, and fetching it."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.models import Role
from reports import files, jobs, kinds
from reports.document import sizes
from reports.models import Report
from reports.overview import visible_reports
from reports.wording import failure_text

MOST_NAMED = 3


@require_safe
@never_cache
@member_view(Role.COORDINATOR)
def report(request: HttpRequest, membership: ActiveMembership, report_id: uuid.UUID) -> HttpResponse:
    """Show where a file stands, and what it is made from."""
    return render(request, "reports/report.html", _report_context(membership, report_id))


@require_safe
@never_cache
@member_view(Role.COORDINATOR)
def report_progress(request: HttpRequest, membership: ActiveMembership, report_id: uuid.UUID) -> HttpResponse:
    """The part of the page that changes while the file is made."""
    return render(request, "reports/_progress.html", _report_context(membership, report_id))


def _report_context(membership: ActiveMembership, report_id: uuid.UUID) -> dict[str, object]:
    shown = get_object_or_404(visible_reports(membership).select_related("draft"), pk=report_id)
    failed = bool(shown.job.failure)
    return {
        "membership": membership,
        "report": shown,
        "job": shown.job,
        "check_code": kinds.check_code(shown.snapshot_sha256),
        "failure": failure_text(shown.job.failure) if failed else "",
        "longest": _longest(shown) if failed else [],
    }


def _longest(shown: Report) -> list[str]:
    """Name the longest parts; what was ordered before there were pages to print has none to measure."""
    return [heading for heading, _size in sizes(shown.snapshot)[:MOST_NAMED]] if shown.html else []


@require_POST
@member_view(Role.COORDINATOR)
def report_again(request: HttpRequest, membership: ActiveMembership, report_id: uuid.UUID) -> HttpResponse:
    """Try once more to make a file that failed."""
    shown = get_object_or_404(visible_reports(membership), pk=report_id)
    if jobs.requeue(shown.pk):
        jobs.ring(shown.pk)
    return redirect("report", membership.organisation.slug, shown.pk)


@require_safe
@never_cache
@member_view(Role.COORDINATOR)
def report_file(request: HttpRequest, membership: ActiveMembership, report_id: uuid.UUID) -> HttpResponse:
    """Hand over the file, if it is exactly the one that was made."""
    return file_answer(get_object_or_404(visible_reports(membership).finished(), pk=report_id))


def file_answer(shown: Report) -> HttpResponse:
    """Return the PDF as a download, if it is exactly the one that was made."""
    try:
        content = files.read(report_id=shown.pk, sha256=shown.file_sha256)
    except files.DamagedFileError:
        raise Http404(_("Filen saknas eller är skadad. Kontakta den som driver tjänsten.")) from None
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{shown.file_name}"'
    return response
