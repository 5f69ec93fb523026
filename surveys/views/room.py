"""Pages of surveys: the list, a new one, one survey, its settings and groups, a new round, taking a draft away."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role
from surveys.actions import drafts, surveys
from surveys.forms.surveys import CopyForm, GroupsForm, NewSurveyForm, SettingsForm
from surveys.found import draft_of, get_survey, standing, surveys_of
from surveys.models import Breakdown
from surveys.protection import protection
from surveys.survey_page import survey_page

SURVEYS_A_PAGE = 50


@require_safe
@member_view(Role.COORDINATOR)
def survey_list(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """List the surveys of the organisation and the units below, the latest first."""
    found = surveys_of(membership.organisation)
    page = Paginator(found, SURVEYS_A_PAGE).get_page(request.GET.get("sida"))
    return render(request, "surveys/surveys.html", {"membership": membership, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_new(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Choose what a survey builds on and how its answers are protected."""
    form = NewSurveyForm(typed(request))
    if request.method == "POST" and form.is_valid():
        made = drafts.start(by=membership.user, organisation=membership.organisation, **form.cleaned_data)
        messages.success(
            request, _("Enkäten finns nu som utkast. De som ska svara ser den inte förrän du öppnar den.")
        )
        return redirect("survey", membership.organisation.slug, made.pk)
    return answer(request, "surveys/survey_new.html", form, membership=membership)


@require_safe
@member_view(Role.COORDINATOR)
def survey(request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID) -> HttpResponse:
    """Show where a survey stands and what can be done with it."""
    found = get_survey(membership, survey_id)
    context = {
        "membership": membership,
        "survey": found,
        "page": survey_page(found),
        "standing": standing(found),
        "protection": protection(found),
    }
    return render(request, "surveys/survey.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_settings(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID
) -> HttpResponse:
    """Change a draft's words, last day, reminders and limits."""
    found = draft_of(membership, survey_draft_id)
    form = SettingsForm(typed(request), survey=found)
    if request.method == "POST" and form.is_valid():
        try:
            drafts.change(by=membership.user, survey=found, seen=form.seen, **form.chosen)
        except drafts.ChangedError as error:
            form.show(error.version)
        else:
            messages.success(request, _("Enkäten är sparad."))
            return redirect("survey", membership.organisation.slug, found.pk)
    return answer(request, "surveys/survey_settings.html", form, membership=membership, survey=found)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_groups(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID
) -> HttpResponse:
    """Write the groups that a draft is broken down by; units come out of the tree and can't be written."""
    found = draft_of(membership, survey_draft_id)
    names = list(found.groups.order_by("pk").values_list("name", flat=True))
    may_write = found.breakdown in {Breakdown.ROLE, Breakdown.SEX}
    sent = typed(request) if may_write else None
    form = GroupsForm(sent, version=found.version, initial={"names": "\n".join(names)})
    if request.method == "POST" and form.is_valid():
        try:
            drafts.set_groups(
                by=membership.user, survey=found, seen=form.seen, names=form.cleaned_data["names"]
            )
        except drafts.ChangedError as error:
            form.show(error.version)
        except drafts.InvitedGroupError as error:
            told = _("Gruppen ”%(name)s” har inbjudna. Ha kvar den.")
            form.add_error("names", told % {"name": error.name})
        else:
            messages.success(request, _("Grupperna är sparade."))
            return redirect("survey", membership.organisation.slug, found.pk)
    context = {"membership": membership, "survey": found, "names": names, "may_write": may_write}
    return answer(request, "surveys/survey_groups.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_copy(request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID) -> HttpResponse:
    """Make a draft of the next round, with the same questions and protection."""
    found = get_survey(membership, survey_id)
    form = CopyForm(typed(request))
    if request.method == "POST" and form.is_valid():
        made = surveys.copy(by=membership.user, survey=found, **form.cleaned_data)
        messages.success(request, _("Den nya omgången finns nu som utkast."))
        return redirect("survey", membership.organisation.slug, made.pk)
    return answer(request, "surveys/survey_copy.html", form, membership=membership, survey=found)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_remove(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID
) -> HttpResponse:
    """Take a draft away, after a question."""
    found = draft_of(membership, survey_draft_id)
    if request.method == "POST":
        try:
            drafts.remove(by=membership.user, survey=found)
        except drafts.LaterRoundError:
            messages.error(request, _("Utkastet har en senare omgång, så det går inte att ta bort."))
            return redirect("survey", membership.organisation.slug, found.pk)
        messages.success(request, _("Utkastet är borttaget."))
        return redirect("surveys", membership.organisation.slug)
    context = {"membership": membership, "survey": found, "standing": standing(found)}
    return render(request, "surveys/survey_remove.html", context)
