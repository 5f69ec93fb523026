"""Pages of handing in: the participant hands in and has a receipt; the lead sees who has, and reads."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import COORDINATORS, ActiveMembership, member_view
from organisations.answers import answer, typed
from programmes.access import LEADERS
from programmes.actions.handing_in import close_hand_in
from programmes.found import Place, place_in
from reports import publication_page as page
from reports.actions import handing_in as actions
from reports.actions.errors import NotPublishableError
from reports.forms.handing_in import HandInForm
from reports.handing_in_page import handing_of, receipts_at, received_in
from reports.models import HandIn
from reports.views.files import file_answer


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*COORDINATORS)
def publication_hand_in(
    request: HttpRequest, membership: ActiveMembership, result_id: uuid.UUID
) -> HttpResponse:
    """Hand in a published result report; when it is done the page is the receipt."""
    publication = get_object_or_404(page.visible(membership).published(), pk=result_id)
    handing = handing_of(publication)
    if handing is None:
        raise Http404
    form = HandInForm(typed(request), suggested=publication.reference)
    if request.method == "POST" and form.is_valid():
        try:
            _made, is_new = actions.hand_in(
                by=membership.user,
                publication=publication,
                participation=handing.participation,
                **form.cleaned_data,
            )
        except actions.HandInClosedError:
            form.add_error(None, _("Programledaren tar inte emot fler rapporter. Kontakta programledaren."))
        except actions.HandedInByOthersError as error:
            form.add_error(None, _taken(error.hand_in))
        except NotPublishableError:
            form.add_error(
                None, _("Den här versionen gäller inte längre. Lämna in den som gäller i stället.")
            )
        else:
            messages.success(request, _("Rapporten är inlämnad.") if is_new else _("Den var redan inlämnad."))
            return redirect("publication_hand_in", membership.organisation.slug, publication.pk)
    context = {"membership": membership, "publication": publication, "handing": handing}
    return answer(request, "reports/handing_in/hand_in.html", form, **context)


@require_safe
@member_view(*LEADERS)
def handed_in(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """List who has handed in and who has not, for the lead."""
    place = _led(membership, programme_id)
    shown, rows = received_in(place.programme, membership.organisation, request.GET.get("sida"))
    context = {
        "membership": membership,
        "place": place,
        "page": shown,
        "rows": rows,
        "done": sum(row.has_handed_in for row in rows),
    }
    return render(request, "reports/handing_in/handed_in.html", context)


@require_safe
@never_cache
@member_view(*LEADERS)
def handed_in_report(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, hand_in_id: int
) -> HttpResponse:
    """Read what was handed in; of what is withdrawn since the marker."""
    place = _led(membership, programme_id)
    found = get_object_or_404(receipts_at(place), pk=hand_in_id)
    context = {
        "membership": membership,
        "place": place,
        "hand_in": found,
        "newer": getattr(found, "replacement", None),
        "shown": page.shown(found.publication),
    }
    return render(request, "reports/handing_in/handed_in_report.html", context)


@require_safe
@never_cache
@member_view(*LEADERS)
def handed_in_file(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, hand_in_id: int
) -> HttpResponse:
    """Hand over the PDF."""
    found = get_object_or_404(receipts_at(_led(membership, programme_id)), pk=hand_in_id)
    if found.publication.withdrawn or not found.publication.report.file_name:
        raise Http404
    return file_answer(found.publication.report)


@require_POST
@member_view(*LEADERS)
def hand_in_close(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """Take no more reports, or take them again."""
    place = _led(membership, programme_id)
    closed = request.POST.get("closed")
    if closed in {"0", "1"}:
        close_hand_in(by=membership.user, programme=place.programme, closed=closed == "1")
        messages.success(
            request,
            _("Inlämningen är stängd.") if closed == "1" else _("Inlämningen är öppen igen."),
        )
    return redirect("handed_in", membership.organisation.slug, programme_id)


def _led(membership: ActiveMembership, programme_id: int) -> Place:
    place = place_in(membership, programme_id)
    if not place.may_lead:
        raise PermissionDenied
    return place


def _taken(hand_in: HandIn) -> str:
    return _(
        "%(who)s har redan lämnat in en rapport för samma deltagande. Kom överens med dem om vem som lämnar in."
    ) % {"who": hand_in.publication.organisation}
