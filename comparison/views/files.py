"""The tables of a comparison as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comparison.access import READERS
from comparison.files import table_rows
from comparison.page import page_for
from comparison.table_answer import Ending, table_answer
from organisations.access import ActiveMembership, member_view


@require_safe
@member_view(*READERS)
def comparison_csv(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Hand over one of the page's tables, `?tabell=` one of comparison.files.TABLES, of the address's selection."""
    return _file(request, membership, "csv")


@require_safe
@member_view(*READERS)
def comparison_xlsx(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """The same as a workbook."""
    return _file(request, membership, "xlsx")


def _file(request: HttpRequest, membership: ActiveMembership, ending: Ending) -> HttpResponse:
    page, table = page_for(membership, request.GET.dict()), request.GET.get("tabell", "varden")
    rows = (
        table_rows(page.comparison, table, page.chosen.selection.item) if page and page.comparison else None
    )
    if rows is None:
        raise Http404
    name = f"jamforelse-{table}"
    return table_answer(rows, membership.organisation, name=name, sheet=_("Jämförelse"), ending=ending)
