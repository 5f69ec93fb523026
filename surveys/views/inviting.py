"""Pages of a survey's invitations: who is invited, more of them, and what became of each mail."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.files.columns import FileRefusedError
from organisations.models import Role
from surveys import addresses, tree
from surveys.actions.inviting import NotByInvitationError, invite, uninvite
from surveys.actions.surveys import NotADraftError
from surveys.forms.inviting import AddressFileForm, PasteForm, bounded
from surveys.found import draft_of, get_survey, invited, standing
from surveys.models import State, Survey, Way

ADDRESSES_A_PAGE = 100
TAKING = frozenset({State.DRAFT, State.PREPARING, State.OPEN})


@require_safe
@member_view(Role.COORDINATOR)
def survey_invited(request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID) -> HttpResponse:
    """List those invited with what became of the first mail; never whether they answered."""
    found = get_survey(membership, survey_id)
    context = {
        "membership": membership,
        "survey": found,
        "page": Paginator(invited(found), ADDRESSES_A_PAGE).get_page(request.GET.get("sida")),
        "groups": dict(found.groups.values_list("code", "name")),
        "standing": standing(found),
        "may_invite": _takes(found),
        "may_remove": found.state == State.DRAFT,
    }
    return render(request, "surveys/invited.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_invite(request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID) -> HttpResponse:
    """Paste addresses."""
    found = get_survey(membership, survey_id)
    if not _takes(found):
        return _refused(request, membership, found)
    form = PasteForm(typed(request), survey=found)
    if request.method == "POST" and form.is_valid():
        return _invite(request, membership, found, form.people)
    return answer(request, "surveys/invite.html", form, membership=membership, survey=found)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_invite_file(
    request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID
) -> HttpResponse:
    """Read addresses out of a file; all or none."""
    found = get_survey(membership, survey_id)
    if not _takes(found):
        return _refused(request, membership, found)
    form = AddressFileForm(typed(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        groups = dict(found.groups.values_list("code", "name"))
        try:
            read = addresses.from_file(form.content, groups)
        except FileRefusedError as error:
            form.add_error("file", str(error))
        else:
            if not read.faults:
                return _invite(request, membership, found, read.people)
            form.add_error("file", bounded(read.faults))
    context = {"membership": membership, "survey": found, "columns": addresses.COLUMNS}
    return answer(request, "surveys/invite_file.html", form, **context)


@require_POST
@member_view(Role.COORDINATOR)
def survey_invite_coordinators(
    request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID
) -> HttpResponse:
    """Invite today's coordinators in the organisation and the units below."""
    found = get_survey(membership, survey_id)
    return _invite(request, membership, found, tree.coordinators(found))


@require_POST
@member_view(Role.COORDINATOR)
def survey_uninvite(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID, address_id: uuid.UUID
) -> HttpResponse:
    """Take one address off a draft."""
    found = draft_of(membership, survey_draft_id)
    try:
        uninvite(by=membership.user, survey=found, invitation_id=address_id)
    except NotADraftError:
        messages.error(request, _("Enkäten är öppnad, så adresserna går inte att ta bort."))
    else:
        messages.success(request, _("Adressen är borttagen."))
    page = request.GET.get("sida", "")
    back = reverse("survey_invited", args=[membership.organisation.slug, found.pk])
    return redirect(f"{back}?sida={page}" if page.isdecimal() and len(page) < 4 and page != "1" else back)


def _takes(survey: Survey) -> bool:
    return survey.way == Way.INVITED and survey.state in TAKING


def _refused(request: HttpRequest, membership: ActiveMembership, survey: Survey) -> HttpResponse:
    messages.error(request, _("Enkäten tar inte emot fler adresser."))
    return redirect("survey_invited", membership.organisation.slug, survey.pk)


def _invite(
    request: HttpRequest, membership: ActiveMembership, survey: Survey, people: dict[str, str]
) -> HttpResponse:
    try:
        new = invite(by=membership.user, survey=survey, people=people)
    except NotByInvitationError:
        return _refused(request, membership, survey)
    told = ngettext("%(n)s ny adress är inlagd.", "%(n)s nya adresser är inlagda.", new) % {"n": new}
    old = len(people) - new
    if old:
        more = ngettext("%(n)s fanns redan.", "%(n)s fanns redan.", old)
        told = f"{told} {more % {'n': old}}"
    messages.success(request, told)
    return redirect("survey_invited", membership.organisation.slug, survey.pk)
