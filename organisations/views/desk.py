"""Managing people: the same pages for an organisation's coordinator and for the system's administrators."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from organisations.access import ActiveMembership
from organisations.actions import invitations
from organisations.actions import people as actions
from organisations.answers import answer, typed
from organisations.forms.people import EndMembershipForm, InvitationForm, already_invited, last_publisher
from organisations.models import Organisation, Role, User
from organisations.people import can_end, people_of


@dataclass(frozen=True)
class Desk:
    """Who manages whose people, and where: `prefix` begins the names of this desk's addresses."""

    person: User
    organisation: Organisation
    membership: ActiveMembership | None = None
    prefix: str = ""

    @property
    def people_url(self) -> str:
        """The list."""
        return self._url("people")

    @property
    def invite_url(self) -> str:
        """The form that invites."""
        return self._url("invite")

    @property
    def end_name(self) -> str:
        """Name of the address that ends a membership."""
        return f"{self.prefix}membership_end"

    @property
    def withdraw_name(self) -> str:
        """Name of the address that withdraws an invitation."""
        return f"{self.prefix}invitation_withdraw"

    @property
    def publish_name(self) -> str:
        """Name of the address that gives or takes away the right to publish."""
        return f"{self.prefix}membership_publish"

    @property
    def sets_right(self) -> bool:
        """Whether the person decides on who may publish: administrators, and those who may themselves."""
        return self.person.is_administrator or (self.membership is not None and self.membership.may_publish)

    def _url(self, name: str) -> str:
        return reverse(f"{self.prefix}{name}", args=[self.organisation.slug])


def show(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List people and waiting invitations."""
    people = people_of(desk.organisation, desk.person, sets_right=desk.sets_right)
    return render(request, "organisations/people.html", {**_context(desk), "people": people})


def invite(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Invite somebody by mail."""
    form = InvitationForm(typed(request), by=desk.person, organisation=desk.organisation)
    if form.is_valid():
        data = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
        try:
            invitation = invitations.invite(by=desk.person, language=get_language() or "sv", **data)
        except invitations.AlreadyInvitedError:
            form.add_error("email", already_invited())
        else:
            messages.success(request, _("Inbjudan till %(email)s är på väg.") % {"email": invitation.email})
            return HttpResponseRedirect(desk.people_url)
    return answer(request, "organisations/invite.html", form, **_context(desk))


def end_membership(request: HttpRequest, desk: Desk, membership_id: int) -> HttpResponse:
    """End a role after a page that says what it means."""
    held = desk.organisation.memberships.select_related("user", "organisation", "function")
    ending = get_object_or_404(held, pk=membership_id)
    if not can_end(desk.person, ending):
        raise Http404
    form = EndMembershipForm(typed(request), membership=ending)
    if form.is_valid():
        try:
            actions.end_membership(by=desk.person, membership=ending, **form.cleaned_data)
        except actions.AlreadyEndedError:
            messages.info(request, _("Rollen var redan avslutad."))
        except actions.LastCoordinatorError:
            messages.error(request, _("Nu blir ingen samordnare kvar. Bekräfta att det är meningen."))
            return HttpResponseRedirect(request.path)
        except actions.LastPublisherError:
            messages.error(request, last_publisher())
        else:
            messages.success(request, _("Rollen är avslutad."))
        return _after_end(desk)
    return answer(request, "organisations/membership_end.html", form, **_context(desk), ending=ending)


def _after_end(desk: Desk) -> HttpResponse:
    """Go back to the list, or to the start page for somebody who has just taken their own role away."""
    if desk.membership is None:
        return HttpResponseRedirect(desk.people_url)
    still_there = desk.person.memberships.active().covering(desk.organisation).filter(role=Role.COORDINATOR)
    return HttpResponseRedirect(desk.people_url) if still_there.exists() else redirect("start")


def set_right_to_publish(request: HttpRequest, desk: Desk, membership_id: int) -> HttpResponse:
    """Give a coordinator the right to publish reports, or take it away."""
    coordinators = desk.organisation.memberships.filter(role=Role.COORDINATOR)
    held = get_object_or_404(coordinators.select_related("user", "organisation"), pk=membership_id)
    allowed = request.POST.get("allowed") == "1"
    try:
        changed = actions.set_right_to_publish(by=desk.person, membership=held, allowed=allowed)
    except actions.AlreadyEndedError:
        messages.info(request, _("Rollen är avslutad, så ingenting ändrades."))
    except actions.LastPublisherError:
        messages.error(request, last_publisher())
    else:
        messages.success(request, _right(allowed=allowed, changed=changed) % {"name": held.user})
    return HttpResponseRedirect(desk.people_url)


def _right(*, allowed: bool, changed: bool) -> str:
    if not changed:
        return _("%(name)s hade redan rätten.") if allowed else _("%(name)s hade inte rätten.")
    if allowed:
        return _("%(name)s får nu publicera rapporter.")
    return _("%(name)s får inte längre publicera rapporter.")


def withdraw(request: HttpRequest, desk: Desk, invitation_id: uuid.UUID) -> HttpResponse:
    """Withdraw an invitation."""
    invitation = get_object_or_404(desk.organisation.invitations, pk=invitation_id)
    if invitations.withdraw(by=desk.person, invitation=invitation):
        messages.success(request, _("Inbjudan är tillbakadragen. Länken fungerar inte längre."))
    else:
        messages.info(request, _("Inbjudan var redan använd eller tillbakadragen."))
    return HttpResponseRedirect(desk.people_url)


def _context(desk: Desk) -> dict[str, object]:
    return {"desk": desk, "organisation": desk.organisation, "membership": desk.membership}
