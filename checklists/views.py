"""Pages of the self-assessment: occasions, the draft, handing in, the result."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from checklists import actions
from checklists.calculations import total
from checklists.forms import AssessmentForm, OccasionForm
from checklists.models import Assessment
from checklists.overview import earlier, open_occasions, overview, visible_assessments
from checklists.results import participants, result
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Function, Role

UNPROCESSABLE = 422
CONFLICT = 409


@require_safe
@member_view()
def checklists(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """List the occasions and where the organisation stands at each; drafts are the coordinator's only."""
    context = {"membership": membership, "occasions": overview(membership)}
    return render(request, "checklists/checklists.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def occasion_new(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Make an occasion of the organisation's own."""
    form = OccasionForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            occasion = actions.create_occasion(
                by=membership.user, owner=membership.organisation, **form.cleaned_data
            )
        except IntegrityError:
            form.add_error(
                "name", _("Det finns redan ett tillfälle med det namnet och datumet. Välj ett annat namn.")
            )
        else:
            messages.success(request, _("Tillfället ”%(name)s” finns nu i listan.") % {"name": occasion.name})
            return redirect("checklists", membership.organisation.slug)
    return answer(request, "checklists/occasion_new.html", form, membership=membership)


@require_POST
@member_view(Role.COORDINATOR)
def assessment_start(request: HttpRequest, membership: ActiveMembership, occasion_id: int) -> HttpResponse:
    """Begin rating at an occasion, or go on with what is begun."""
    occasion = get_object_or_404(open_occasions(membership), pk=occasion_id)
    started = actions.start_assessment(
        by=membership.user, organisation=membership.organisation, occasion=occasion
    )
    return redirect("assessment", membership.organisation.slug, started.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def assessment(request: HttpRequest, membership: ActiveMembership, assessment_id: int) -> HttpResponse:
    """The draft: every item on one page. Save stores all that was changed; "review" goes on to handing in."""
    draft = _get(membership, assessment_id)
    if draft.is_submitted:
        return _already_submitted(request, draft)
    form = AssessmentForm(typed(request), assessment=draft, functions=Function.objects.in_use())
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_draft(
                by=membership.user, assessment=draft, ratings=form.chosen_ratings, numbers=form.chosen_numbers
            )
        except actions.AlreadySubmittedError:
            return _already_submitted(request, draft)
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
    draft = _get(membership, assessment_id)
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
    draft = _get(membership, assessment_id)
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
    saved = _get(membership, draft.pk)
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
    draft = _get(membership, assessment_id)
    if draft.is_submitted:
        return _already_submitted(request, draft)
    problem = None
    if request.method == "POST":
        try:
            actions.submit_assessment(by=membership.user, assessment=draft)
        except actions.AlreadySubmittedError:
            return _already_submitted(request, draft)
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


@require_safe
@member_view()
def assessment_result(request: HttpRequest, membership: ActiveMembership, assessment_id: int) -> HttpResponse:
    """What the handed-in assessment says: the finding, the sum, then → now."""
    submitted = _get(membership, assessment_id)
    if not submitted.is_submitted:
        return redirect("assessment", membership.organisation.slug, submitted.pk)
    shown = result(submitted, earlier(submitted))
    context = {
        "membership": membership,
        "result": shown,
        "participants": participants(submitted),
        "first_participants": participants(shown.first) if shown.first else {},
    }
    return render(request, "checklists/result.html", context)


@require_safe
@member_view()
def assessment_csv(request: HttpRequest, membership: ActiveMembership, assessment_id: int) -> HttpResponse:
    """The figure's numbers as a file for a spreadsheet."""
    submitted = _get(membership, assessment_id)
    if not submitted.is_submitted:
        raise Http404
    response = HttpResponse(
        "\ufeff" + result(submitted, earlier(submitted)).figure.csv(), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = (
        f'attachment; filename="{membership.organisation.slug}-skattning-{submitted.pk}.csv"'
    )
    return response


def _get(membership: ActiveMembership, assessment_id: int) -> Assessment:
    """Fetch an assessment of the member's own organisation with its content, or 404."""
    return get_object_or_404(visible_assessments(membership).with_content(), pk=assessment_id)


def _already_submitted(request: HttpRequest, submitted: Assessment) -> HttpResponse:
    messages.info(request, _("Skattningen är redan inlämnad och kan inte ändras. Här är resultatet."))
    return redirect("assessment_result", submitted.organisation.slug, submitted.pk)
