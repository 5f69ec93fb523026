"""Pages that are put together from what each room answers: what waits for me now, and what has happened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import checklists.waiting
import programmes.waiting
import reports.waiting
import resultchain.waiting
import surveys.waiting
from mrintegration.context import seats
from mrintegration.history import history
from organisations.access import ActiveMembership, member_view, person_view, signed_in
from organisations.models import Role

LONGEST_ID = 18


@require_safe
@person_view
def start(request: HttpRequest) -> HttpResponse:
    """Show one organisation at a time, the first one unless `?organisation=` names another of the caller's."""
    mine = seats(request)
    wanted = request.GET.get("organisation", "")
    chosen = next((seat for seat in mine if seat.organisation.slug == wanted), mine[0] if mine else None)
    if chosen is None:
        return render(request, "start.html", {"membership": None, "waiting": [], "standing": None})
    membership = ActiveMembership(
        signed_in(request), chosen.organisation, chosen.roles, may_publish=chosen.may_publish
    )
    standing = checklists.waiting.standing(membership)
    context = {
        "membership": membership,
        "waiting": [
            *reports.waiting.waiting(membership),
            *checklists.waiting.waiting(membership, standing),
            *surveys.waiting.waiting(membership),
            *resultchain.waiting.waiting(membership),
            *programmes.waiting.waiting(membership),
        ],
        "standing": standing,
    }
    return render(request, "start.html", context)


@require_safe
@member_view(Role.COORDINATOR)
def events(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """The event log of the organisation; `?before=` an event's number turns the page."""
    before = request.GET.get("before", "")
    page = history(
        membership.organisation,
        before=int(before) if before.isdecimal() and len(before) <= LONGEST_ID else None,
    )
    return render(request, "events.html", {"membership": membership, "history": page})
