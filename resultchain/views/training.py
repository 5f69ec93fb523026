"""Pages of training: people by course, unit and function, and the same as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from figures.csv_file import BYTE_ORDER_MARK
from organisations.access import ActiveMembership, member_view
from resultchain.access import READERS, may_write
from resultchain.forms.period import PeriodForm
from resultchain.training_files import notes, training_csv, training_figure
from resultchain.training_page import training_page


@require_safe
@member_view(*READERS)
def training(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Show the training of a period; `?fran=`, `?till=` and `?enhet=` choose."""
    form = PeriodForm(request.GET, organisation=membership.organisation)
    page = training_page(form.unit, form.period)
    context = {
        "membership": membership,
        "filters": form,
        "page": page,
        "figure": training_figure(page),
        "notes": notes(page.total.people),
        "may_write": may_write(membership),
    }
    return render(request, "resultchain/training.html", context)


@require_safe
@member_view(*READERS)
def training_file(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Hand over what the page shows as a file for a spreadsheet."""
    form = PeriodForm(request.GET, organisation=membership.organisation)
    content = BYTE_ORDER_MARK + training_csv(training_page(form.unit, form.period))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"{form.unit.slug}-utbildning-{form.period.first}-{form.period.last}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
