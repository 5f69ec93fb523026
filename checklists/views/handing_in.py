"""Pages of handing in and of whom it is shared with: looking through, changing who may read, what sharing means."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from checklists.actions import assessments as actions
from checklists.actions.errors import AlreadySubmittedError, ChangedSinceError, NotCompleteError
from checklists.calculations import total
from checklists.draft_page import circle, last_time
from checklists.forms.sharing import AudiencesForm
from checklists.handing_in import left, state_of
from checklists.models import Assessment
from checklists.results import participants
from checklists.versions import versions_of
from checklists.views.found import already_submitted, get_assessment
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.audiences import ChangedAudiencesError, room
from organisations.models import Role, User


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def assessment_submit(request: HttpRequest, membership: ActiveMembership, assessment_id: int) -> HttpResponse:
    """Look it through, say who else may read it, then hand in."""
    draft = get_assessment(membership, assessment_id)
    if draft.is_submitted:
        return already_submitted(request, draft)
    form = AudiencesForm(typed(request), offers=room().offers(draft))
    status = HTTPStatus.OK
    if request.method == "POST":
        try:
            status = _hand_in(membership.user, draft, form, request.POST.get("last-igenom"))
        except AlreadySubmittedError:
            return already_submitted(request, draft)
        except ChangedAudiencesError:
            status, form = HTTPStatus.UNPROCESSABLE_ENTITY, form.say_changed(room().offers(draft))
        if status == HTTPStatus.CREATED:
            messages.success(request, _("Skattningen är inlämnad och låst."))
            return redirect("assessment_result", membership.organisation.slug, draft.pk)
        draft = get_assessment(membership, assessment_id)
    context = {"membership": membership, "form": form, "changed": status == HTTPStatus.CONFLICT}
    return render(request, "checklists/submit.html", context | _looked_through(draft, status), status=status)


def _hand_in(by: User, draft: Assessment, form: AudiencesForm, seen: str | None) -> HTTPStatus:
    """Hand in, and return how it went."""
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    shared = form.choice if draft.corrects_id else form.first_choice
    try:
        actions.submit_assessment(by=by, assessment=draft, seen=seen, shared=shared)
    except NotCompleteError:
        return HTTPStatus.UNPROCESSABLE_ENTITY
    except ChangedSinceError:
        return HTTPStatus.CONFLICT
    return HTTPStatus.CREATED


def _looked_through(draft: Assessment, status: HTTPStatus) -> dict[str, object]:
    unfinished = left(draft)
    return {
        "assessment": draft,
        "seen": state_of(draft),
        "total": total(draft.answers, draft.occasion.instrument.scale),
        "left": unfinished,
        "participants": participants(draft),
        **circle(draft, last_time(draft)),
        "problem": bool(unfinished) and status == HTTPStatus.UNPROCESSABLE_ENTITY,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def assessment_sharing(
    request: HttpRequest, membership: ActiveMembership, assessment_id: int
) -> HttpResponse:
    """Change who else may read what is handed in, from now on."""
    submitted = get_assessment(membership, assessment_id)
    if not submitted.is_submitted:
        return redirect("assessment_submit", membership.organisation.slug, submitted.pk)
    newest = versions_of(submitted)[0]
    form = AudiencesForm(typed(request), offers=room().offers(newest))
    if request.method == "POST" and form.is_valid():
        try:
            room().choose(by=membership.user, shared=newest, choice=form.choice)
        except ChangedAudiencesError:
            form = form.say_changed(room().offers(newest))
        else:
            messages.success(request, _("Sparat. Det gäller från och med nu."))
            return redirect("assessment_result", membership.organisation.slug, newest.pk)
    context = {"membership": membership, "assessment": submitted}
    return answer(request, "checklists/sharing.html", form, **context)


@require_safe
@member_view()
def sharing_meaning(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Tell what it means to let another authority read something."""
    return render(request, "checklists/sharing_meaning.html", {"membership": membership})
