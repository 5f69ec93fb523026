"""Pages of occasions: the list, a new one, and beginning to rate at one."""

from typing import Final

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from checklists.actions.assessments import start_assessment
from checklists.actions.occasions import (
    OccasionInUseError,
    change_occasion,
    create_occasions,
    remove_occasion,
)
from checklists.forms.occasions import OccasionChangeForm, OccasionForm
from checklists.models import Assessment, Occasion
from checklists.overview import open_occasions, overview
from checklists.own import may_rate, own_states
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role

TAKEN: Final = gettext_lazy("Det finns redan ett tillfälle med det namnet och datumet. Välj ett annat namn.")


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
            form.add_error("name", TAKEN)
        else:
            messages.success(
                request, _("Tillfället ”%(name)s” finns nu i listan.") % {"name": form.chosen["name"]}
            )
            return redirect("checklists", membership.organisation.slug)
    return answer(request, "checklists/occasion_new.html", form, membership=membership)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def occasion_change(request: HttpRequest, membership: ActiveMembership, occasion_id: int) -> HttpResponse:
    """Mend the name or date of an occasion of one's own, or remove one that nobody has begun at."""
    occasion = get_object_or_404(membership.organisation.owned_occasions, pk=occasion_id)
    if "remove" in request.POST:
        return _remove(request, membership, occasion)
    form = OccasionChangeForm(typed(request), initial={"name": occasion.name, "date": occasion.date})
    if request.method == "POST" and form.is_valid():
        try:
            change_occasion(by=membership.user, occasion=occasion, **form.cleaned_data)
        except OccasionInUseError:
            form.add_error(None, _("Någon har redan lämnat in vid tillfället. Då ändras det inte."))
        except IntegrityError:
            form.add_error("name", TAKEN)
        else:
            messages.success(request, _("Tillfället är ändrat."))
            return redirect("checklists", membership.organisation.slug)
    return answer(request, "checklists/occasion_change.html", form, membership=membership, occasion=occasion)


def _remove(request: HttpRequest, membership: ActiveMembership, occasion: Occasion) -> HttpResponse:
    try:
        remove_occasion(by=membership.user, occasion=occasion)
    except (OccasionInUseError, IntegrityError):  # the second: begun while it was being removed
        messages.error(request, _("Någon har redan börjat skatta vid tillfället. Då tas det inte bort."))
    else:
        messages.success(request, _("Tillfället är borttaget."))
    return redirect("checklists", membership.organisation.slug)


@require_POST
@member_view(Role.COORDINATOR)
def assessment_start(request: HttpRequest, membership: ActiveMembership, occasion_id: int) -> HttpResponse:
    """Begin rating at an occasion, or go on with what is begun."""
    occasion = get_object_or_404(open_occasions(membership), pk=occasion_id)
    try:
        started = start_assessment(
            by=membership.user, organisation=membership.organisation, occasion=occasion
        )
    except Assessment.DoesNotExist:
        raise Http404 from None
    return redirect("assessment", membership.organisation.slug, started.pk)
