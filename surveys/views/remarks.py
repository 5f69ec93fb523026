"""Pages that write what a workshop said, what comments come down to, and quotes beside a survey's results."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role
from surveys.actions import remarks
from surveys.actions.drafts import ChangedError
from surveys.editing import GoneError, part_of
from surveys.forms.remarks import RemarkForm
from surveys.found import done_survey, get_remark
from surveys.models import Remark, RemarkKind, Survey
from surveys.reading import questionnaire_of


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_remark_new(
    request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID, number: int
) -> HttpResponse:
    """Write a text beside the results of one page."""
    found = done_survey(membership, survey_id)
    try:
        title = part_of(questionnaire_of(found), number).title.sv
    except GoneError as error:
        raise Http404 from error
    form = RemarkForm(typed(request))
    if request.method == "POST" and form.is_valid():
        kind, body = RemarkKind(form.cleaned_data["kind"]), form.cleaned_data["body"]
        try:
            remarks.add(by=membership.user, survey=found, part=number, kind=kind, body=body)
        except remarks.FullError:
            form.add_error(None, _("Enkäten har så många texter som det finns plats för."))
        else:
            messages.success(request, _("Texten är sparad."))
            return _back(membership, found, number)
    context = {"membership": membership, "survey": found, "remark": None, "title": title}
    return answer(request, "surveys/remark.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_remark(request: HttpRequest, membership: ActiveMembership, remark_id: int) -> HttpResponse:
    """Change a text."""
    remark = get_remark(membership, remark_id)
    form = RemarkForm(typed(request), remark=remark)
    if request.method == "POST" and form.is_valid():
        kind, body = RemarkKind(form.cleaned_data["kind"]), form.cleaned_data["body"]
        try:
            remarks.change(by=membership.user, remark=remark, seen=form.seen, kind=kind, body=body)
        except ChangedError as error:
            form.show(error.version)
        else:
            messages.success(request, _("Texten är sparad."))
            return _back(membership, remark.survey, remark.part)
    context = {"membership": membership, "survey": remark.survey, "remark": remark, "title": ""}
    return answer(request, "surveys/remark.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_remark_remove(request: HttpRequest, membership: ActiveMembership, remark_id: int) -> HttpResponse:
    """Take a text away, after a question."""
    remark: Remark = get_remark(membership, remark_id)
    if request.method == "POST":
        remarks.remove(by=membership.user, remark=remark)
        messages.success(request, _("Texten är borttagen."))
        return _back(membership, remark.survey, remark.part)
    context = {"membership": membership, "survey": remark.survey, "remark": remark}
    return render(request, "surveys/remark_remove.html", context)


def _back(membership: ActiveMembership, survey: Survey, part: int) -> HttpResponse:
    address = redirect("survey_results", membership.organisation.slug, survey.pk)
    address["Location"] += f"#del-{part}"
    return address
