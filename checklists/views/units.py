"""The page of what the units below rated at an occasion, beside the whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from checklists.overview import seen_occasions, units_without
from checklists.rollup import rollups
from organisations.access import ActiveMembership, member_view


@require_safe
@member_view()
def occasion_units(request: HttpRequest, membership: ActiveMembership, occasion_id: int) -> HttpResponse:
    """Show the spread over the units; who has not handed in is the coordinator's to see."""
    occasion = get_object_or_404(seen_occasions(membership), pk=occasion_id)
    found = rollups(membership.organisation, occasion)
    context = {
        "membership": membership,
        "occasion": occasion,
        "rollups": found,
        "without": units_without(membership, occasion) if membership.is_coordinator else [],
    }
    return render(request, "checklists/units.html", context)
