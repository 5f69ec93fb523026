"""Fetching what an address names, or answering with where it is now."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from checklists.models import Assessment
from checklists.overview import visible_assessments
from figures.csv_file import BYTE_ORDER_MARK
from organisations.access import ActiveMembership


def get_assessment(membership: ActiveMembership, assessment_id: int) -> Assessment:
    """Fetch an assessment of the member's own organisation with its content, or 404."""
    return get_object_or_404(visible_assessments(membership).with_content(), pk=assessment_id)


def already_submitted(request: HttpRequest, submitted: Assessment) -> HttpResponse:
    """Lead somebody who wanted to change it to the result."""
    messages.info(request, _("Skattningen är redan inlämnad och kan inte ändras. Här är resultatet."))
    return redirect("assessment_result", submitted.organisation.slug, submitted.pk)


def csv_response(name: str, content: str) -> HttpResponse:
    """Hand over a file for a spreadsheet; `name` is without its ending."""
    response = HttpResponse(BYTE_ORDER_MARK + content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
