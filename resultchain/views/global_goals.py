"""Pages of the global goals: the map of all units, and what one unit has mapped."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from resultchain.access import READERS, WRITERS, may_write
from resultchain.actions.global_goals import save_map
from resultchain.actions.saved import ChangedError
from resultchain.forms.global_goals import GlobalGoalsForm
from resultchain.global_goals import goals_map, map_of
from resultchain.units import units_of


@require_safe
@member_view(*READERS)
def global_goals(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Show which goals each unit works with, now and in the years to come."""
    found = goals_map(membership.organisation)
    context = {"membership": membership, "map": found, "may_write": may_write(membership)}
    return render(request, "resultchain/global_goals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*WRITERS)
def global_goals_edit(request: HttpRequest, membership: ActiveMembership, unit_slug: str) -> HttpResponse:
    """Say which goals a unit works with."""
    unit = get_object_or_404(units_of(membership.organisation), slug=unit_slug)
    form = GlobalGoalsForm(typed(request), row=map_of(unit))
    if request.method == "POST" and form.is_valid():
        try:
            save_map(by=membership.user, unit=unit, seen=form.seen, **form.chosen)
        except ChangedError as error:
            form.show(error.newest, form.words(error.newest))  # type: ignore[arg-type]  # it is the same row
        else:
            messages.success(request, _("Kartläggningen är sparad."))
            return redirect("global_goals", membership.organisation.slug)
    return answer(request, "resultchain/global_goals_edit.html", form, membership=membership, unit=unit)
