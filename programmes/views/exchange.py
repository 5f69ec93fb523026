"""Pages of a programme's document room: what lies there, something new, one file, taking it away."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from programmes.access import READERS
from programmes.actions import exchange as actions
from programmes.exchange_page import documents_of, may_add, may_remove, rooms_to_write_in
from programmes.forms.exchange import DocumentForm
from programmes.found import place_in
from programmes.reading import takes_part

DOCUMENTS_A_PAGE = 50


@require_safe
@member_view(*READERS)
def documents(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """List what lies in the rooms that the place may see, the latest first."""
    place = place_in(membership, programme_id)
    page = Paginator(documents_of(place), DOCUMENTS_A_PAGE).get_page(request.GET.get("sida"))
    context = {
        "membership": membership,
        "place": place,
        "page": page,
        "rows": [(document, may_remove(place, document)) for document in page],
        "may_add": may_add(place),
    }
    return render(request, "programmes/documents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*READERS)
def document_new(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """Put a file or a link into a room."""
    place = place_in(membership, programme_id)
    if not may_add(place):
        raise PermissionDenied
    is_part = any(takes_part(one, place.programme) for one in place.participations)
    form = DocumentForm(
        typed(request),
        request.FILES or None,
        groups=rooms_to_write_in(place),
        may_write_to_all=place.may_lead or is_part,
    )
    if request.method == "POST" and form.is_valid():
        try:
            is_new = actions.add_document(
                by=membership.user,
                organisation=membership.organisation,
                programme=place.programme,
                **form.cleaned_data,
            )
        except actions.TooManyError:
            form.add_error(None, _("Rummet är fullt. Ta bort något som inte behövs."))
        else:
            messages.success(request, _("Dokumentet är inlagt.") if is_new else _("Dokumentet fanns redan."))
            return redirect("documents", membership.organisation.slug, programme_id)
    return answer(request, "programmes/document_new.html", form, membership=membership, place=place)


@require_safe
@member_view(*READERS)
def document_file(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, document_id: uuid.UUID
) -> HttpResponse:
    """Hand out a file to be saved: the browser neither shows it nor guesses what it is."""
    place = place_in(membership, programme_id)
    document = get_object_or_404(documents_of(place).defer(None), pk=document_id)
    if not document.size:
        raise Http404
    response = HttpResponse(bytes(document.content), content_type=document.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=document.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
@member_view(*READERS)
def document_remove(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, document_id: uuid.UUID
) -> HttpResponse:
    """Take a document away: who put it there, or the lead."""
    place = place_in(membership, programme_id)
    document = get_object_or_404(documents_of(place), pk=document_id)
    if not may_remove(place, document):
        raise PermissionDenied
    actions.remove_document(by=membership.user, organisation=membership.organisation, document=document)
    messages.success(request, _("Dokumentet är borttaget."))
    return redirect("documents", membership.organisation.slug, programme_id)
