"""The coordinator's page of where people see things differently."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from checklists import differences as own_ratings
from checklists.overview import open_occasions
from organisations.access import ActiveMembership, member_view
from organisations.models import Role


@require_safe
@member_view(Role.COORDINATOR)
def differences(request: HttpRequest, membership: ActiveMembership, occasion_id: int) -> HttpResponse:
    """Show item by item how the finished own ratings spread; before, during and after the group's own work."""
    occasion = get_object_or_404(open_occasions(membership).select_related("instrument"), pk=occasion_id)
    here = membership.organisation
    context = {
        "membership": membership,
        "occasion": occasion,
        "differences": own_ratings.differences(here, occasion),
        "latest": here.assessments.filter(occasion=occasion).order_by("version").last(),
    }
    return render(request, "checklists/differences.html", context)
