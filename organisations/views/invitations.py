"""The page behind an invitation's link: reading it changes nothing, confirming it gives the role once."""

from http import HTTPStatus

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from organisations.actions import invitations
from organisations.answers import answer, typed
from organisations.forms.people import NewPersonForm
from organisations.models import Invitation, User

# Nothing after the host's name leaves the page in a Referer header. "no-referrer" would hide no more of the link, and
# browsers then send "Origin: null" with the form, which the protection against foreign forms must refuse.
REFERRER_POLICY = "strict-origin"


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show what the link is for; a POST uses it."""
    found = invitations.by_token(token)
    if found is None:
        response: HttpResponseBase = _closed(request, "unknown", HTTPStatus.NOT_FOUND)
    elif not found.is_open or not found.organisation.is_active:
        response = _closed(request, found.state if not found.is_open else "organisation", HTTPStatus.GONE)
    else:
        response = _open(request, found)
    response["Referrer-Policy"] = REFERRER_POLICY
    return response


def _open(request: HttpRequest, found: Invitation) -> HttpResponseBase:
    """Choose the page: for the invited person, for somebody else, for somebody who should sign in, for a new person."""
    owner = invitations.account_of(found)
    if isinstance(request.user, User):
        if request.user == owner:
            return _for_known(request, found, owner)
        return _page(request, found, "other", HTTPStatus.FORBIDDEN)
    if owner is None:
        return _for_new(request, found)
    if not owner.is_active:
        return _closed(request, "inactive", HTTPStatus.GONE)
    return _page(request, found, "sign_in", HTTPStatus.OK)


def _for_known(request: HttpRequest, found: Invitation, user: User) -> HttpResponse:
    if request.method != "POST":
        return _page(request, found, "confirm", HTTPStatus.OK)
    try:
        invitations.accept(invitation=found, user=user)
    except invitations.InvitationClosedError as error:
        return _closed(request, error.state, HTTPStatus.GONE)
    messages.success(request, _("Välkommen till %(name)s.") % {"name": found.organisation})
    return redirect("organisation", found.organisation.slug)


def _for_new(request: HttpRequest, found: Invitation) -> HttpResponseBase:
    form = NewPersonForm(typed(request), email=found.email)
    if not form.is_valid():
        return answer(request, "organisations/invitation.html", form, invitation=found, situation="new")
    try:
        user = invitations.accept_as_new(
            invitation=found, name=form.cleaned_data["name"], password=form.cleaned_data["password1"]
        )
    except invitations.InvitationClosedError as error:
        return _closed(request, error.state, HTTPStatus.GONE)
    except IntegrityError:
        # The person has made an account by another invitation in the meantime: the page now asks them to sign in.
        return redirect(request.path)
    messages.success(request, _("Välkommen till %(name)s.") % {"name": found.organisation})
    response: HttpResponseBase = perform_login(
        request,
        user,
        email_verification="none",
        redirect_url=reverse("organisation", args=[found.organisation.slug]),
    )
    return response


def _page(request: HttpRequest, found: Invitation, situation: str, status: HTTPStatus) -> HttpResponse:
    context = {"invitation": found, "situation": situation, "form": None}
    return render(request, "organisations/invitation.html", context, status=status)


def _closed(request: HttpRequest, reason: str, status: HTTPStatus) -> HttpResponse:
    return render(request, "organisations/invitation_closed.html", {"reason": reason}, status=status)
