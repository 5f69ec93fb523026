"""The coordinator's desk: who works with the organisation."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import COORDINATORS, ActiveMembership, member_view
from organisations.views import desk


def _desk(membership: ActiveMembership) -> desk.Desk:
    return desk.Desk(membership.user, membership.organisation, membership)


@require_safe
@member_view(*COORDINATORS)
def people(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """List people and invitations."""
    return desk.show(request, _desk(membership))


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*COORDINATORS)
def invite(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Invite somebody."""
    return desk.invite(request, _desk(membership))


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*COORDINATORS)
def membership_end(request: HttpRequest, membership: ActiveMembership, membership_id: int) -> HttpResponse:
    """End somebody's role."""
    return desk.end_membership(request, _desk(membership), membership_id)


@require_POST
@member_view(*COORDINATORS)
def membership_publish(
    request: HttpRequest, membership: ActiveMembership, membership_id: int
) -> HttpResponse:
    """Decide on whether a coordinator may publish reports."""
    return desk.set_right_to_publish(request, _desk(membership), membership_id)


@require_POST
@member_view(*COORDINATORS)
def invitation_withdraw(
    request: HttpRequest, membership: ActiveMembership, invitation_id: uuid.UUID
) -> HttpResponse:
    """Withdraw an invitation."""
    return desk.withdraw(request, _desk(membership), invitation_id)
