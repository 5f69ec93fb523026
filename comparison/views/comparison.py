"""The page of comparisons."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comparison.access import READERS
from comparison.country import country_of
from comparison.figures import charts_of
from comparison.page import page_for
from comparison.saved import mark_of, may_remove, may_save, saved_at
from organisations.access import ActiveMembership, member_view

ROWS_A_PAGE = 100


@require_safe
@member_view(*READERS)
def comparison(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Compare what is shared with the organisation; the address says what (see comparison/selection.py)."""
    page = page_for(membership, request.GET.dict())
    found = page.comparison if page else None
    context = {
        "membership": membership,
        "page": page,
        "comparison": found,
        "rows": Paginator(found.board if found else (), ROWS_A_PAGE).get_page(request.GET.get("sida")),
        "charts": charts_of(found) if found else None,
        "country": country_of(found, page.chosen.selection.item) if page and found else None,
        "query": page.chosen.selection.query() if page else "",
        "saved": [
            (one, mark_of(membership, one.pk) if may_remove(membership, one) else "")
            for one in saved_at(membership)
        ],
        "may_save": may_save(membership),
        "constructed": bool(found and found.is_constructed),
    }
    is_faulty = page is not None and bool(page.chosen.faults)
    return render(request, "comparison/comparison.html", context, status=422 if is_faulty else 200)
