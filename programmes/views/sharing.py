"""Pages of what was shared in a programme: the list, one assessment, and what is said about it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from checklists.calculations import total
from checklists.results import participants
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.audiences import audiences_with
from programmes.access import READERS, SAYING
from programmes.actions import sharing as actions
from programmes.forms.sharing import AnswerForm, RemarkForm
from programmes.found import place_in
from programmes.reading import get_shared, own, readable, shares_words
from programmes.remarks import (
    Thread,
    by_item,
    get_item,
    get_thread,
    may_remark,
    may_write,
    threads_of,
)
from programmes.shared_page import evaluators, rows

SHARED_A_PAGE = 50


@require_safe
@member_view(*READERS)
def shared(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """List what others share with the organisation now, and what it has handed in itself."""
    place = place_in(membership, programme_id)
    page = Paginator(readable(place), SHARED_A_PAGE).get_page(request.GET.get("sida"))
    mine = Paginator(own(place), SHARED_A_PAGE).get_page(request.GET.get("egna"))
    context = {
        "membership": membership,
        "place": place,
        "page": page,
        "others": rows(place, page),
        "own_page": mine,
        "mine": rows(place, mine),
        "evaluators": evaluators(place),
    }
    return render(request, "programmes/shared.html", context)


@require_safe
@member_view(*READERS)
def shared_assessment(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, shared_id: int
) -> HttpResponse:
    """Show one assessment as far as its owner shares it, with what was said item by item."""
    place = place_in(membership, programme_id)
    found = get_shared(place, shared_id)
    items, whole = by_item(found, threads_of(place, found))
    context = {
        "membership": membership,
        "place": place,
        "assessment": found,
        "total": total(found.answers, found.occasion.instrument.scale),
        "participants": participants(found),
        "items": items,
        "whole": whole,
        "audiences": audiences_with(found),
        "with_words": shares_words(found),
        "is_own": found.organisation_id in place.own_side,
        "may_remark": may_remark(place, found),
        "may_write": may_write(place),
    }
    return render(request, "programmes/shared_assessment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*SAYING)
def remark_new(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, shared_id: int, number: int
) -> HttpResponse:
    """Say something about an item, or about the whole (0)."""
    place = place_in(membership, programme_id)
    found = get_shared(place, shared_id)
    item = get_item(found, number)
    if not may_remark(place, found):
        raise PermissionDenied
    form = RemarkForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_remark(
                by=membership.user,
                at=membership.organisation,
                programme=place.programme,
                assessment=found,
                item=item,
                **form.cleaned_data,
            )
        except actions.TooManyError:
            form.add_error(None, _("Det finns så många kommentarer som det finns plats för."))
        else:
            messages.success(request, _("Kommentaren är skickad."))
            return redirect("shared_assessment", membership.organisation.slug, programme_id, found.pk)
    context = {"membership": membership, "place": place, "assessment": found, "item": item}
    return answer(request, "programmes/remark_new.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*READERS)
def remark(
    request: HttpRequest,
    membership: ActiveMembership,
    programme_id: int,
    shared_id: int,
    programme_remark_id: int,
) -> HttpResponse:
    """Read one thread and answer in it: who shared, and who began."""
    place = place_in(membership, programme_id)
    found, thread = get_thread(place, shared_id, programme_remark_id)
    may_answer = thread.is_side and may_write(place)
    if request.method == "POST" and not may_answer:
        raise PermissionDenied
    form = AnswerForm(typed(request), heard=len(thread.answers))
    if request.method == "POST" and form.is_valid():
        if _answered(membership, thread, form):
            messages.success(request, _("Svaret är skickat."))
            return redirect("shared_assessment", membership.organisation.slug, programme_id, found.pk)
        found, thread = get_thread(place, shared_id, programme_remark_id)
        form.show(heard=len(thread.answers))
    context = {
        "membership": membership,
        "place": place,
        "assessment": found,
        "thread": thread,
        "may_answer": may_answer,
        "may_remark": may_remark(place, found),
    }
    return answer(request, "programmes/remark.html", form, **context)


def _answered(membership: ActiveMembership, thread: Thread, form: AnswerForm) -> bool:
    """Say it, or tell in the form why it wasn't said."""
    at = membership.organisation
    try:
        actions.answer_remark(by=membership.user, at=at, remark=thread.remark, **form.cleaned_data)
    except actions.ClosedError:
        form.add_error(None, _("Någon har avslutat kommentaren, så svaret är inte skickat."))
    except actions.TooManyError:
        form.add_error(None, _("Det finns så många svar som det finns plats för."))
    except actions.MoreSaidError:
        form.add_error(
            None, _("Någon har svarat efter att du öppnade sidan. Läs det först, och skicka sedan ditt svar.")
        )
    else:
        return True
    return False


@require_POST
@member_view(*SAYING)
def remark_close(
    request: HttpRequest,
    membership: ActiveMembership,
    programme_id: int,
    shared_id: int,
    programme_remark_id: int,
) -> HttpResponse:
    """Close a thread, from either side."""
    place = place_in(membership, programme_id)
    found, thread = get_thread(place, shared_id, programme_remark_id)
    if not thread.is_side:
        raise PermissionDenied
    closed = actions.close_remark(by=membership.user, at=membership.organisation, remark=thread.remark)
    messages.success(
        request, _("Kommentaren är avslutad.") if closed else _("Kommentaren var redan avslutad.")
    )
    return redirect("shared_assessment", membership.organisation.slug, programme_id, found.pk)
