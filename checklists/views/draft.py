"""Pages of the draft: rating and autosave; handing in has a module of its own."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from checklists.actions import assessments as actions
from checklists.actions.errors import (
    AlreadySubmittedError,
    EditConflictError,
)
from checklists.calculations import total
from checklists.draft_page import circle, draft_context, last_time
from checklists.forms.draft import AssessmentForm, from_last_time
from checklists.models import Assessment
from checklists.views.found import already_submitted, get_assessment
from organisations.access import ActiveMembership, member_view
from organisations.answers import typed
from organisations.models import Function, Role


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def assessment(request: HttpRequest, membership: ActiveMembership, assessment_id: int) -> HttpResponse:
    """The draft: every item on one page. Save stores all that was changed; "review" goes on to handing in."""
    draft = get_assessment(membership, assessment_id)
    data = typed(request)
    if draft.is_submitted and data is None:
        return already_submitted(request, draft)
    if data is not None and ("samma" in data or "ta-over" in data):
        data = from_last_time(data, last_time(draft))
    form = AssessmentForm(data, assessment=draft, functions=Function.objects.in_use())
    if data is None:
        return _draft_page(request, membership, draft, form, HTTPStatus.OK)
    if draft.is_submitted:
        return _too_late(request, membership, draft, form)
    if not form.is_valid():
        return _draft_page(request, membership, draft, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        actions.save_draft(by=membership.user, assessment=draft, **form.save_arguments)
    except AlreadySubmittedError:
        return _too_late(request, membership, draft, form)
    except EditConflictError as error:
        form.ask(error)
        return _draft_page(request, membership, draft, form, HTTPStatus.CONFLICT)
    return _after_save(request, draft)


def _too_late(
    request: HttpRequest, membership: ActiveMembership, draft: Assessment, form: AssessmentForm
) -> HttpResponse:
    """Say that somebody has handed it in meanwhile; what was typed stays on the page."""
    if form.is_valid() and not any(form.save_arguments.values()):
        return already_submitted(request, draft)
    form.add_error(
        None,
        _(
            "Skattningen är redan inlämnad, så ändringarna är inte sparade. Det du skrev finns kvar här nedanför. "
            "Ska det med kan skattningen rättas från resultatets sida."
        ),
    )
    return _draft_page(request, membership, draft, form, HTTPStatus.CONFLICT)


def _after_save(request: HttpRequest, draft: Assessment) -> HttpResponse:
    """Lead to where the pressed button leads, or back to the item that it belongs to."""
    slug, step = draft.organisation.slug, request.POST.get("step", "")
    if "review" in request.POST:
        return redirect("assessment_submit", slug, draft.pk)
    if step.isdecimal() and draft.corrects_id is None:
        return redirect("step_new", slug, draft.pk, int(step))
    messages.success(request, _("Allt är sparat. Du kan fortsätta när du vill."))
    back = request.POST.get("samma") or request.POST.get("ta-over") or ""
    return redirect(
        reverse("assessment", args=[slug, draft.pk]) + (f"#moment-{back}" if back.isdecimal() else "")
    )


def _draft_page(
    request: HttpRequest,
    membership: ActiveMembership,
    draft: Assessment,
    form: AssessmentForm,
    status: HTTPStatus,
) -> HttpResponse:
    context = {"membership": membership, "form": form, **draft_context(draft)}
    return render(request, "checklists/assessment.html", context, status=status)


@require_POST
@member_view(Role.COORDINATOR)
def assessment_item(
    request: HttpRequest, membership: ActiveMembership, assessment_id: int, number: int
) -> HttpResponse:
    """Store one item as soon as it is changed; the answer is the item's status line and the running sum."""
    draft = get_assessment(membership, assessment_id)
    form = AssessmentForm(request.POST, assessment=draft, numbers={number})
    if not form.ratings:
        raise Http404
    return _autosave(request, membership, draft, form)


@require_POST
@member_view(Role.COORDINATOR)
def assessment_participants(
    request: HttpRequest, membership: ActiveMembership, assessment_id: int
) -> HttpResponse:
    """Store who took part as soon as a number is changed."""
    draft = get_assessment(membership, assessment_id)
    form = AssessmentForm(request.POST, assessment=draft, numbers=(), functions=Function.objects.in_use())
    return _autosave(request, membership, draft, form)


def _autosave(
    request: HttpRequest, membership: ActiveMembership, draft: Assessment, form: AssessmentForm
) -> HttpResponse:
    context = {"membership": membership, "assessment": draft, "form": form, "submitted": False}
    status = HTTPStatus.CONFLICT
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "checklists/_not_saved.html", context, status=status)
    try:
        actions.save_draft(by=membership.user, assessment=draft, **form.save_arguments)
    except AlreadySubmittedError:
        return render(request, "checklists/_not_saved.html", {**context, "submitted": True}, status=status)
    except EditConflictError as error:
        form.ask(error)
        return render(request, "checklists/_not_saved.html", context, status=status)
    saved = get_assessment(membership, draft.pk)
    return render(request, "checklists/_saved.html", context | _saved_context(saved, form))


def _saved_context(saved: Assessment, form: AssessmentForm) -> dict[str, Any]:
    """Collect what replaces its namesake on the page; where somebody has chosen, the part is drawn anew."""
    numbers = {rating.item.number for rating in form.ratings}
    shown = AssessmentForm(assessment=saved, numbers=numbers, functions=form.functions)
    context: dict[str, Any] = {
        "form": shown if form.answered else form.as_the_page_goes_on(saved),
        "instrument": saved.occasion.instrument,
        "total": total(saved.answers, saved.occasion.instrument.scale),
        "now": timezone.now(),
        "answered": form.answered,
    }
    if form.answered and numbers:
        return draft_context(saved) | context
    return context | (circle(saved, last_time(saved)) if form.functions else {})
