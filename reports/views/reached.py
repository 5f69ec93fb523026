"""The page of how far those of a comparison have come on the chain."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comparison.access import READERS
from comparison.page import page_for
from organisations.access import ActiveMembership, member_view
from reports.reached_page import reached_page

ROWS_A_PAGE = 100


@require_safe
@member_view(*READERS)
def comparison_reached(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Show what the result reports of a selection say; the address is that of the comparison."""
    page = page_for(membership, request.GET.dict())
    found = page.comparison if page else None
    reached = (
        reached_page(membership.organisation, found.cohort.participants, constructed=found.is_constructed)
        if found
        else None
    )
    context = {
        "membership": membership,
        "page": page,
        "reached": reached,
        "rows": Paginator(reached.rows if reached else (), ROWS_A_PAGE).get_page(request.GET.get("sida")),
        "query": page.chosen.selection.query() if page else "",
    }
    is_faulty = page is not None and bool(page.chosen.faults)
    return render(request, "reports/reached.html", context, status=422 if is_faulty else 200)
