"""Pages of occasions: the list, a new one, and beginning to rate at one."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from checklists.actions.assessments import start_assessment
from checklists.actions.occasions import create_occasions
from checklists.forms.occasions import OccasionForm
from checklists.overview import open_occasions, overview
from checklists.own import may_rate, own_states
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role


@require_safe
@member_view()
def checklists(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """List the occasions and where the organisation stands at each; drafts are the coordinator's only."""
    context = {
        "membership": membership,
        "occasions": overview(membership),
        "may_rate": may_rate(membership),
        "states": own_states(membership),
    }
    return render(request, "checklists/checklists.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def occasion_new(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Make an occasion of the organisation's own."""
    form = OccasionForm(typed(request), organisation=membership.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            create_occasions(by=membership.user, owner=membership.organisation, **form.chosen)
        except IntegrityError:
            form.add_error(
                "name", _("Det finns redan ett tillfälle med det namnet och datumet. Välj ett annat namn.")
            )
        else:
            messages.success(
                request, _("Tillfället ”%(name)s” finns nu i listan.") % {"name": form.chosen["name"]}
            )
            return redirect("checklists", membership.organisation.slug)
    return answer(request, "checklists/occasion_new.html", form, membership=membership)


@require_POST
@member_view(Role.COORDINATOR)
def assessment_start(request: HttpRequest, membership: ActiveMembership, occasion_id: int) -> HttpResponse:
    """Begin rating at an occasion, or go on with what is begun."""
    occasion = get_object_or_404(open_occasions(membership), pk=occasion_id)
    started = start_assessment(by=membership.user, organisation=membership.organisation, occasion=occasion)
    return redirect("assessment", membership.organisation.slug, started.pk)
