"""The page of how far those of a comparison have come on the chain, and its tables."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comparison.access import READERS
from comparison.page import Page, page_for
from comparison.table_answer import Ending, table_answer
from organisations.access import ActiveMembership, member_view
from reports.reached_files import TABLES, reached_rows
from reports.reached_page import ReachedPage, reached_page

ROWS_A_PAGE = 100


@require_safe
@member_view(*READERS)
def comparison_reached(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Show what the result reports of a selection say; the address is that of the comparison."""
    page = page_for(membership, request.GET.dict())
    reached = _reached(membership, page)
    context = {
        "membership": membership,
        "page": page,
        "reached": reached,
        "rows": Paginator(reached.rows if reached else (), ROWS_A_PAGE).get_page(request.GET.get("sida")),
        "query": page.chosen.selection.query() if page else "",
    }
    is_faulty = page is not None and bool(page.chosen.faults)
    return render(request, "reports/reached.html", context, status=422 if is_faulty else 200)


@require_safe
@member_view(*READERS)
def comparison_reached_csv(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Hand over one of the page's tables, `?tabell=` one of reports.reached_files.TABLES."""
    return _file(request, membership, "csv")


@require_safe
@member_view(*READERS)
def comparison_reached_xlsx(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """The same as a workbook."""
    return _file(request, membership, "xlsx")


def _reached(membership: ActiveMembership, page: Page | None) -> ReachedPage | None:
    if page is None or page.chosen.faults:
        return None
    return reached_page(membership.organisation, page.participants, constructed=page.is_constructed)


def _file(request: HttpRequest, membership: ActiveMembership, ending: Ending) -> HttpResponse:
    table = request.GET.get("tabell", "organisationer")
    reached = _reached(membership, page_for(membership, request.GET.dict())) if table in TABLES else None
    if reached is None:
        raise Http404
    name = f"resultatkedjan-{table}"
    rows = reached_rows(reached, table)
    return table_answer(rows, membership.organisation, name=name, sheet=_("Resultatkedjan"), ending=ending)
