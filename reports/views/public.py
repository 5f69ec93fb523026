"""Reading without an account: by a link that can be revoked, or what everybody may read. Says nothing of the rest."""

import uuid
from http import HTTPStatus
from typing import Final

from allauth.core.ratelimit import respond_429
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports import public_reading
from reports.publication_page import shown
from reports.views.files import file_answer

# Nothing after the host's name leaves the page. "no-referrer" would hide no more of the link, and browsers would then
# send "Origin: null" with the form that chooses the language, which the protection against foreign forms must refuse.
SECRET_LINK: Final = {
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
# The name is a hash of the picture. Not for caches on the way: the answer may carry somebody's session cookie.
UNCHANGING: Final = "private, max-age=31536000, immutable"


@require_safe
@login_not_required
def read_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the report that the link leads to."""
    return _secret(_by_link(request, token, file=False))


@require_safe
@login_not_required
def read_link_file(request: HttpRequest, token: str) -> HttpResponse:
    """Hand over the PDF of the report that the link leads to."""
    return _secret(_by_link(request, token, file=True))


def _by_link(request: HttpRequest, token: str, *, file: bool) -> HttpResponse:
    try:
        found = public_reading.by_link(request, token)
    except public_reading.TooManyUnknownError:
        refused: HttpResponse = respond_429(request)
        return refused
    if found is None or (file and not found.report.file_name):
        return render(request, "reports/published/link_closed.html", status=HTTPStatus.NOT_FOUND)
    if file:
        return file_answer(found.report)
    context = {"shown": shown(found), "newer": public_reading.public_newer(found), "token": token}
    return render(request, "reports/published/public.html", context)


def _secret(response: HttpResponse) -> HttpResponse:
    for name, value in SECRET_LINK.items():
        response[name] = value
    return response


@require_safe
@login_not_required
def public_reports(request: HttpRequest, slug: str) -> HttpResponse:
    """List what an organisation lets everybody read."""
    found = public_reading.public_shelf(slug)
    if found is None:
        raise Http404
    organisation, published = found
    context = {"organisation": organisation, "published": published, "constructed": organisation.constructed}
    return render(request, "reports/published/public_reports.html", context)


@require_safe
@never_cache
@login_not_required
def public_report(request: HttpRequest, publication_id: uuid.UUID) -> HttpResponse:
    """Show a report that everybody may read; of one that is withdrawn, the marker."""
    found = get_object_or_404(public_reading.public(), pk=publication_id)
    context = {"shown": shown(found), "newer": public_reading.public_newer(found), "token": ""}
    return render(request, "reports/published/public.html", context)


@require_safe
@never_cache
@login_not_required
def public_report_file(request: HttpRequest, publication_id: uuid.UUID) -> HttpResponse:
    """Hand over the PDF of a report that everybody may read."""
    found = get_object_or_404(public_reading.public().readable(), pk=publication_id)
    if not found.report.file_name:
        raise Http404
    return file_answer(found.report)


@require_safe
@login_not_required
def logo(request: HttpRequest, sha256: str) -> HttpResponse:
    """Hand over a logo; reports that everybody may read show it."""
    png = public_reading.logo_png(sha256)
    if png is None:
        raise Http404
    response = HttpResponse(png, content_type="image/png")
    response["Cache-Control"] = UNCHANGING
    return response
