"""Pages that look at a survey as those who answer see it, open it and close it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role
from surveys.actions import surveys
from surveys.answer_page import page
from surveys.answering import Turn, asked_parts, read, turn
from surveys.forms.inviting import OpenForm
from surveys.forms.surveys import CopyForm
from surveys.found import get_survey, standing
from surveys.models import State
from surveys.protection import protection
from surveys.reading import questionnaire_of
from surveys.survey_page import survey_page


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_preview(
    request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID, language: str
) -> HttpResponse:
    """Walk through a survey as those who answer see it; nothing is stored."""
    found = get_survey(membership, survey_id)
    if language not in found.languages:
        raise Http404
    questionnaire = questionnaire_of(found)
    with translation.override(language):
        given = read(request.POST, questionnaire)
        number = request.POST.get("part", "")
        at = Turn(next(iter(asked_parts(questionnaire, {})), 0))
        if number.isdecimal() and len(number) < 4:
            if request.POST.get("go") == "send":
                return redirect("survey", membership.organisation.slug, found.pk)
            at = turn(questionnaire, given, part=int(number), go=request.POST.get("go", ""))
        context = {
            "page": page(found, questionnaire, given, at, language),
            "back": membership.organisation.slug,
        }
        return render(request, "surveys/answer/page.html", context, status=422 if at.faults else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_open(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID
) -> HttpResponse:
    """Open a draft, after telling what that means; a second click finds it opened."""
    found = get_survey(membership, survey_draft_id)
    if found.state != State.DRAFT:
        return redirect("survey", membership.organisation.slug, found.pk)
    facts = survey_page(found)
    form = OpenForm(typed(request))
    if request.method == "POST" and form.is_valid() and facts.may_open:
        try:
            surveys.open_survey(by=membership.user, survey=found)
        except surveys.OverAlreadyError:
            form.add_error(None, _("Sista dagen att svara har passerat. Flytta den innan du öppnar enkäten."))
        else:
            messages.success(request, _("Enkäten öppnas. Inbjudningarna skickas inom några minuter."))
            return redirect("survey", membership.organisation.slug, found.pk)
    context = {
        "membership": membership,
        "survey": found,
        "page": facts,
        "standing": standing(found),
        "protection": protection(found),
    }
    return answer(request, "surveys/survey_open.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_move(request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID) -> HttpResponse:
    """Move the last day to answer of an open survey."""
    found = get_survey(membership, survey_id)
    if found.state != State.OPEN:
        messages.info(request, _("Enkäten är inte öppen."))
        return redirect("survey", membership.organisation.slug, found.pk)
    form = CopyForm(typed(request), initial={"closes_on": found.closes_on})
    if request.method == "POST" and form.is_valid():
        if surveys.move(by=membership.user, survey=found, closes_on=form.cleaned_data["closes_on"]):
            messages.success(
                request, _("Sista dagen är flyttad. Inom fem minuter syns det för den som svarar.")
            )
        else:
            messages.info(request, _("Enkäten är inte öppen."))
        return redirect("survey", membership.organisation.slug, found.pk)
    return answer(request, "surveys/survey_move.html", form, membership=membership, survey=found)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_close(request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID) -> HttpResponse:
    """Close an open survey before its time, after a question."""
    found = get_survey(membership, survey_id)
    if found.state != State.OPEN:
        messages.info(request, _("Enkäten är inte öppen."))
        return redirect("survey", membership.organisation.slug, found.pk)
    if request.method == "POST":
        surveys.close(by=membership.user, survey=found)
        messages.success(request, _("Enkäten är stängd. Resultatet finns här om någon minut."))
        return redirect("survey", membership.organisation.slug, found.pk)
    return render(request, "surveys/survey_close.html", {"membership": membership, "survey": found})
