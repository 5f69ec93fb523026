"""Pages of positions: the statements beside what the entries show, a new one, changing one, taking one back."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role
from resultchain.access import READERS
from resultchain.actions import positions as actions
from resultchain.actions.saved import ChangedError
from resultchain.forms.positions import PositionForm, told
from resultchain.models import Position
from resultchain.positions_page import Beside

PAGE: Final = 10


@require_safe
@member_view(*READERS)
def positions(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """List the statements, newest first, each beside what the entries show by its day."""
    found = membership.organisation.chain_positions.newest_first().with_content()
    page = Paginator(found, PAGE).get_page(request.GET.get("sida"))
    beside = Beside.of(membership.organisation)
    context = {
        "membership": membership,
        "page": page,
        "statements": list(beside.statements(page.object_list)),
        "undated": beside.undated,
    }
    return render(request, "resultchain/positions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def position_new(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Say where the organisation stands."""
    form = PositionForm(typed(request), organisation=membership.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            actions.state_position(by=membership.user, organisation=membership.organisation, **form.chosen)
        except actions.PositionTakenError:
            form.say_taken()
        else:
            messages.success(request, _("Det ni säger om ert läge är sparat."))
            return redirect("positions", membership.organisation.slug)
    return answer(request, "resultchain/position_form.html", form, membership=membership, position=None)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def position_edit(request: HttpRequest, membership: ActiveMembership, position_id: int) -> HttpResponse:
    """Change what was said."""
    position = _get(membership, position_id)
    form = PositionForm(typed(request), organisation=membership.organisation, row=position)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_position(by=membership.user, position=position, seen=form.seen, **form.chosen)
        except actions.PositionTakenError:
            form.say_taken()
        except ChangedError as error:
            form.show(error.newest, told(error.newest))  # type: ignore[arg-type]  # it is the same row
        else:
            messages.success(request, _("Det ni säger om ert läge är ändrat."))
            return redirect("positions", membership.organisation.slug)
    return answer(request, "resultchain/position_form.html", form, membership=membership, position=position)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def position_remove(request: HttpRequest, membership: ActiveMembership, position_id: int) -> HttpResponse:
    """Ask, then take the statement back."""
    position = _get(membership, position_id)
    if request.method == "POST":
        actions.remove_position(by=membership.user, position=position)
        messages.success(request, _("Det ni sade om ert läge är borttaget."))
        return redirect("positions", membership.organisation.slug)
    context = {"membership": membership, "position": position}
    return render(request, "resultchain/position_remove.html", context)


def _get(membership: ActiveMembership, position_id: int) -> Position:
    return get_object_or_404(membership.organisation.chain_positions.with_content(), pk=position_id)
