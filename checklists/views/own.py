"""Pages of an own rating: everybody reaches their own, and nobody another's."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from checklists.actions import own as actions
from checklists.calculations import total
from checklists.forms.own import OwnForm
from checklists.models import OwnAssessment
from checklists.overview import open_occasions
from checklists.own import (
    RATERS,
    coordinators,
    function_of,
    is_closed,
    measured,
    own_assessments,
)
from figures.swedish import chosen, number_word, sentence
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Function


@require_POST
@member_view(*RATERS)
def own_start(request: HttpRequest, membership: ActiveMembership, occasion_id: int) -> HttpResponse:
    """Begin an own rating at an occasion, or go on with what is begun."""
    occasion = get_object_or_404(open_occasions(membership), pk=occasion_id)
    try:
        own = actions.start_own(
            by=membership.user,
            organisation=membership.organisation,
            occasion=occasion,
            function=function_of(membership),
        )
    except OwnAssessment.DoesNotExist:  # the occasion was removed meanwhile
        raise Http404 from None
    except actions.OwnClosedError:
        messages.info(request, _("Skattningen är redan inlämnad, så det går inte att skatta själv längre."))
        return redirect("checklists", membership.organisation.slug)
    return redirect("own_assessment", membership.organisation.slug, own.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*RATERS)
def own_assessment(request: HttpRequest, membership: ActiveMembership, own_id: int) -> HttpResponse:
    """Every item on one page; finished, or when the group has handed in, what one answered."""
    own = _get(membership, own_id)
    if own.finished_at is not None or is_closed(own.organisation, own.occasion):
        return _done_page(request, membership, own)
    form = OwnForm(typed(request), own=own, functions=Function.objects.in_use())
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_own(own=own, **form.changes)
        except (actions.OwnClosedError, actions.OwnFinishedError) as error:
            return _too_late(request, own, error)
        messages.success(request, _("Allt är sparat. Du kan fortsätta när du vill."))
        return redirect("own_assessment", membership.organisation.slug, own.pk)
    return _page(request, membership, own, form)


@require_POST
@member_view(*RATERS)
def own_item(request: HttpRequest, membership: ActiveMembership, own_id: int, number: int) -> HttpResponse:
    """Store one item as soon as it is changed."""
    own = _get(membership, own_id)
    form = OwnForm(request.POST, own=own, numbers={number})
    if not form.ratings:
        raise Http404
    return _autosave(request, membership, own, form)


@require_POST
@member_view(*RATERS)
def own_function(request: HttpRequest, membership: ActiveMembership, own_id: int) -> HttpResponse:
    """Store the function as soon as it is chosen."""
    own = _get(membership, own_id)
    form = OwnForm(request.POST, own=own, numbers=(), functions=Function.objects.in_use())
    return _autosave(request, membership, own, form)


@require_POST
@member_view(*RATERS)
def own_finish(request: HttpRequest, membership: ActiveMembership, own_id: int) -> HttpResponse:
    """Store what was sent with it and hand it all to the coordinator."""
    own = _get(membership, own_id)
    form = OwnForm(request.POST, own=own, functions=Function.objects.in_use())
    if not form.is_valid():
        return _page(request, membership, own, form)
    try:
        if own.finished_at is None:
            actions.save_own(own=own, **form.changes)
        left = actions.finish_own(by=membership.user, own=own)
    except (actions.OwnClosedError, actions.OwnFinishedError) as error:
        return _too_late(request, own, error)
    except actions.NothingRatedError:
        form.add_error(None, _("Skatta minst ett moment innan du är klar."))
        return _page(request, membership, _get(membership, own_id), form)
    messages.success(request, " ".join([_("Samordnaren ser nu din skattning."), *_left(left)]))
    return redirect("own_assessment", membership.organisation.slug, own.pk)


@require_POST
@member_view(*RATERS)
def own_reopen(request: HttpRequest, membership: ActiveMembership, own_id: int) -> HttpResponse:
    """Take it back from the coordinator to change it."""
    own = _get(membership, own_id)
    try:
        actions.reopen_own(by=membership.user, own=own)
    except actions.OwnClosedError as error:
        return _too_late(request, own, error)
    messages.info(request, _("Nu är det bara du som ser skattningen, tills du är klar igen."))
    return redirect("own_assessment", membership.organisation.slug, own.pk)


def _get(membership: ActiveMembership, own_id: int) -> OwnAssessment:
    found: OwnAssessment = get_object_or_404(own_assessments(membership).with_content(), pk=own_id)
    return found


def _left(count: int) -> list[str]:
    if not count:
        return []
    word = sentence(number_word(count, chosen(get_language()), neuter=True))
    return [ngettext("%(n)s moment är inte skattat.", "%(n)s moment är inte skattade.", count) % {"n": word}]


def _context(membership: ActiveMembership, own: OwnAssessment) -> dict[str, Any]:
    return {
        "membership": membership,
        "own": own,
        "instrument": own.occasion.instrument,
        "total": total(own.answers, own.occasion.instrument.scale),
    }


def _page(
    request: HttpRequest, membership: ActiveMembership, own: OwnAssessment, form: OwnForm
) -> HttpResponse:
    context = _context(membership, own) | {
        "usual": measured(own.occasion.instrument),
        "coordinators": coordinators(membership.organisation),
    }
    return answer(request, "checklists/own.html", form, **context)


def _done_page(request: HttpRequest, membership: ActiveMembership, own: OwnAssessment) -> HttpResponse:
    agreed = membership.organisation.assessments.current().filter(occasion=own.occasion).first()
    context = _context(membership, own) | {
        "agreed": agreed,
        "coordinators": coordinators(membership.organisation),
    }
    return render(request, "checklists/own_done.html", context)


def _too_late(request: HttpRequest, own: OwnAssessment, error: Exception) -> HttpResponse:
    messages.info(request, _why(error))
    return redirect("own_assessment", own.organisation.slug, own.pk)


def _why(error: Exception) -> str:
    if isinstance(error, actions.OwnFinishedError):
        return _(
            "Ändringen är inte sparad: du har sagt att du är klar. Välj Ändra igen om du vill fortsätta."
        )
    return _("Ändringen är inte sparad: den gemensamma skattningen är redan inlämnad.")


def _autosave(
    request: HttpRequest, membership: ActiveMembership, own: OwnAssessment, form: OwnForm
) -> HttpResponse:
    context = _context(membership, own) | {"form": form}
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "checklists/_own_not_saved.html", context | {"why": ""}, status=status)
    try:
        actions.save_own(own=own, **form.changes)
    except (actions.OwnClosedError, actions.OwnFinishedError) as error:
        context["why"] = _why(error)
        return render(request, "checklists/_own_not_saved.html", context, status=HTTPStatus.CONFLICT)
    saved = _get(membership, own.pk)
    numbers = {rating.item.number for rating in form.ratings}
    functions = Function.objects.in_use() if form.function_field else None
    # The page compares its next save with what it shows; another tab may have saved something else meanwhile.
    shown = OwnForm(own=saved, numbers=numbers, functions=functions, initial=form.cleaned_data)
    context |= _context(membership, saved) | {"form": shown, "now": timezone.now()}
    return render(request, "checklists/_own_saved.html", context)
