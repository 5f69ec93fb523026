"""Reading what is published, as a member: the list, the page, the file, the texts."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from organisations.access import ActiveMembership, member_view
from reports import publication_page as page
from reports import shelf
from reports.copy_out import as_one_text
from reports.models import Publication
from reports.views.files import file_answer


@require_safe
@member_view()
def reports(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """List what is published, and for those who write what is under way."""
    published = shelf.published(membership)
    context = {
        "membership": membership,
        "published": published,
        "readable": sum(entry.is_open for entry in published),
        "workroom": shelf.workroom(membership),
    }
    return render(request, "reports/reports.html", context)


@require_safe
@never_cache
@member_view()
def publication(
    request: HttpRequest, membership: ActiveMembership, publication_id: uuid.UUID
) -> HttpResponse:
    """Show a report; of one that is withdrawn, readers see the marker."""
    found = get_object_or_404(page.visible(membership), pk=publication_id)
    context = {
        "membership": membership,
        "shown": page.shown(found, everything=membership.is_coordinator),
        "desk": page.desk_of(membership, found),
    }
    return render(request, "reports/published/publication.html", context)


@require_safe
@never_cache
@member_view()
def publication_file(
    request: HttpRequest, membership: ActiveMembership, publication_id: uuid.UUID
) -> HttpResponse:
    """Hand over the PDF."""
    found = _open_one(membership, publication_id)
    if not found.report.file_name:
        raise Http404
    return file_answer(found.report)


@require_safe
@never_cache
@member_view()
def publication_text(
    request: HttpRequest, membership: ActiveMembership, publication_id: uuid.UUID
) -> HttpResponse:
    """Show the report's texts, each ready to copy."""
    found = _open_one(membership, publication_id)
    context = {"membership": membership, "publication": found, "sections": page.texts_of(found)}
    return render(request, "reports/published/text.html", context)


@require_safe
@never_cache
@member_view()
def publication_text_file(
    request: HttpRequest, membership: ActiveMembership, publication_id: uuid.UUID
) -> HttpResponse:
    """Hand over all texts as one file."""
    found = _open_one(membership, publication_id)
    text = as_one_text(found.report.title, page.texts_of(found))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{page.text_file_name(found)}"'
    return response


def _open_one(membership: ActiveMembership, publication_id: uuid.UUID) -> Publication:
    """Return what the member may read the text of: for readers nothing that is withdrawn."""
    found = get_object_or_404(page.visible(membership), pk=publication_id)
    if found.withdrawn and not membership.is_coordinator:
        raise Http404
    return found
