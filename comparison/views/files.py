"""The tables of a comparison as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comparison.access import READERS
from comparison.files import Cell, as_csv, table_rows
from comparison.page import page_for
from figures.csv_file import BYTE_ORDER_MARK
from organisations.access import ActiveMembership, member_view
from organisations.answers import table_file
from organisations.files.writing import table_as_xlsx


@require_safe
@member_view(*READERS)
def comparison_csv(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Hand over one of the page's tables, `?tabell=` one of comparison.files.TABLES, of the address's selection."""
    name, rows = _table(request, membership)
    content = f"{BYTE_ORDER_MARK}{as_csv(rows)}".encode()
    return table_file(content, membership.organisation, f"{name}.csv", of_values=True)


@require_safe
@member_view(*READERS)
def comparison_xlsx(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """The same as a workbook."""
    name, rows = _table(request, membership)
    content = table_as_xlsx(rows, name=_("Jämförelse"), title=str(rows[-1][0]) if rows else name)
    return table_file(content, membership.organisation, f"{name}.xlsx", of_values=True)


def _table(request: HttpRequest, membership: ActiveMembership) -> tuple[str, list[list[Cell]]]:
    page, table = page_for(membership, request.GET.dict()), request.GET.get("tabell", "varden")
    rows = table_rows(page.comparison, table) if page and page.comparison else None
    if rows is None:
        raise Http404
    return f"jamforelse-{table}", rows
