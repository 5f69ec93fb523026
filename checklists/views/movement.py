"""The page of movement over all occasions, and its tables as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from checklists.movement_files import movement_file
from checklists.movement_page import MovementPage, movement_page
from checklists.views.found import csv_response
from organisations.access import ActiveMembership, member_view


@require_safe
@member_view()
def movement(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Show all that was handed in with one checklist, and the shares over all checklists."""
    context = {"membership": membership, "page": _page(request, membership)}
    return render(request, "checklists/movement.html", context)


@require_safe
@member_view()
def movement_csv(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """One of the page's tables: summor, andelar, moment, andringar or deltagare."""
    page, table = _page(request, membership), request.GET.get("tabell", "moment")
    content = movement_file(page, table) if page else None
    if content is None:
        raise Http404
    return csv_response(f"{membership.organisation.slug}-forflyttning-{table}", content)


def _page(request: HttpRequest, membership: ActiveMembership) -> MovementPage | None:
    return movement_page(
        membership.organisation,
        key=request.GET.get("checklista", ""),
        version=request.GET.get("version", ""),
    )
