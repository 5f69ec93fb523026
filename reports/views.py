"""Pages of reports: the list, ordering one, following it, fetching the file."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer
from organisations.models import Role
from reports import actions, files, kinds
from reports.forms import LagesrapportForm
from reports.overview import visible_reports
from reports.wording import failure_text


@require_safe
@member_view()
def reports(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """List the organisation's reports, and for a coordinator the form that orders one."""
    return _list_page(request, membership, LagesrapportForm(membership=membership))


def _list_page(request: HttpRequest, membership: ActiveMembership, form: LagesrapportForm) -> HttpResponse:
    return answer(
        request,
        "reports/reports.html",
        form,
        membership=membership,
        reports=visible_reports(membership).newest_first(),
        can_order=membership.is_coordinator,
    )


@require_POST
@member_view(Role.COORDINATOR)
def report_order(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Order a status report up to the chosen occasion; the same order twice leads to the same report."""
    form = LagesrapportForm(request.POST, membership=membership)
    if not form.is_valid():
        return _list_page(request, membership, form)
    order = actions.Order(
        kind="lagesrapport",
        organisation=membership.organisation,
        occasion=form.cleaned_data["assessment"].occasion,
        language=get_language() or "sv",
        functions=form.cleaned_data["functions"],
    )
    try:
        report, created = actions.order_report(by=membership.user, order=order)
    except kinds.NothingToReportError:
        form.add_error(None, _("Det finns inget att rapportera än. Lämna in en skattning först."))
        return _list_page(request, membership, form)
    if not created:
        messages.info(request, _("Rapporten finns redan: inget har ändrats sedan den beställdes."))
    return redirect("report", membership.organisation.slug, report.pk)


@require_safe
@never_cache
@member_view()
def report(request: HttpRequest, membership: ActiveMembership, report_id: uuid.UUID) -> HttpResponse:
    """Show where a report stands, and what it was made from."""
    return render(request, "reports/report.html", _report_context(membership, report_id))


@require_safe
@never_cache
@member_view()
def report_progress(request: HttpRequest, membership: ActiveMembership, report_id: uuid.UUID) -> HttpResponse:
    """The part of the page that changes while the report is made."""
    return render(request, "reports/_progress.html", _report_context(membership, report_id))


def _report_context(membership: ActiveMembership, report_id: uuid.UUID) -> dict[str, object]:
    shown = get_object_or_404(visible_reports(membership), pk=report_id)
    return {
        "membership": membership,
        "report": shown,
        "job": shown.job,
        "check_code": kinds.check_code(shown.snapshot_sha256),
        "failure": failure_text(shown.job.failure) if shown.job.failure else "",
    }


@require_safe
@never_cache
@member_view()
def report_file(request: HttpRequest, membership: ActiveMembership, report_id: uuid.UUID) -> HttpResponse:
    """Hand over the file, if it is exactly the one that was made."""
    shown = get_object_or_404(visible_reports(membership).finished(), pk=report_id)
    try:
        content = files.read(report_id=shown.pk, sha256=shown.file_sha256)
    except files.DamagedFileError:
        raise Http404(_("Filen saknas eller är skadad. Kontakta den som driver tjänsten.")) from None
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{shown.file_name}"'
    return response
