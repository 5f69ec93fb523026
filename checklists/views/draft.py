"""Pages of the draft: rating, autosave, looking through and handing in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from checklists.actions import assessments as actions
from checklists.calculations import total
from checklists.forms.draft import AssessmentForm
from checklists.models import Assessment
from checklists.overview import earlier
from checklists.results import participants
from checklists.views.found import already_submitted, get_assessment
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Function, Role

UNPROCESSABLE = 422
CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def assessment(request: HttpRequest, membership: ActiveMembership, assessment_id: int) -> HttpResponse:
    """The draft: every item on one page. Save stores all that was changed; "review" goes on to handing in."""
    draft = get_assessment(membership, assessment_id)
    if draft.is_submitted:
        return already_submitted(request, draft)
    form = AssessmentForm(typed(request), assessment=draft, functions=Function.objects.in_use())
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_draft(
                by=membership.user, assessment=draft, ratings=form.chosen_ratings, numbers=form.chosen_numbers
            )
        except actions.AlreadySubmittedError:
            return already_submitted(request, draft)
        if "review" in request.POST:
            return redirect("assessment_submit", membership.organisation.slug, draft.pk)
        messages.success(request, _("Allt är sparat. Du kan fortsätta när du vill."))
        return redirect("assessment", membership.organisation.slug, draft.pk)
    return _draft_page(request, membership, draft, form)


def _draft_page(
    request: HttpRequest, membership: ActiveMembership, draft: Assessment, form: AssessmentForm
) -> HttpResponse:
    before = earlier(draft)
    return answer(
        request,
        "checklists/assessment.html",
        form,
        membership=membership,
        assessment=draft,
        total=total(draft.answers, draft.occasion.instrument.scale),
        last={rated.number: rated for rated in before[-1].answers} if before else {},
        last_occasion=before[-1].occasion if before else None,
    )


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
    if not form.is_valid():
        return render(request, "checklists/_not_saved.html", context, status=UNPROCESSABLE)
    try:
        actions.save_draft(
            by=membership.user, assessment=draft, ratings=form.chosen_ratings, numbers=form.chosen_numbers
        )
    except actions.AlreadySubmittedError:
        return render(request, "checklists/_not_saved.html", {**context, "submitted": True}, status=CONFLICT)
    saved = get_assessment(membership, draft.pk)
    numbers = {rating.item.number for rating in form.ratings}
    # The page compares its next save with what it shows, which what somebody else has saved meanwhile is not.
    shown = AssessmentForm(
        assessment=saved, numbers=numbers, functions=form.functions, initial=form.cleaned_data
    )
    context |= {
        "form": shown,
        "total": total(saved.answers, saved.occasion.instrument.scale),
        "now": timezone.now(),
    }
    return render(request, "checklists/_saved.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def assessment_submit(request: HttpRequest, membership: ActiveMembership, assessment_id: int) -> HttpResponse:
    """Look it through, then hand in."""
    draft = get_assessment(membership, assessment_id)
    if draft.is_submitted:
        return already_submitted(request, draft)
    problem = None
    if request.method == "POST":
        try:
            actions.submit_assessment(by=membership.user, assessment=draft)
        except actions.AlreadySubmittedError:
            return already_submitted(request, draft)
        except actions.NotCompleteError as error:
            problem = error
        else:
            messages.success(request, _("Skattningen är inlämnad. Nu kan den inte ändras."))
            return redirect("assessment_result", membership.organisation.slug, draft.pk)
    context = {
        "membership": membership,
        "assessment": draft,
        "total": total(draft.answers, draft.occasion.instrument.scale),
        "missing": [rating.item for rating in draft.ratings.all() if not rating.answer.is_rated],
        "participants": participants(draft),
        "problem": problem,
    }
    return render(
        request, "checklists/submit.html", context, status=UNPROCESSABLE if problem is not None else None
    )
