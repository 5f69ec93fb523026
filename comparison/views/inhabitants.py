"""The administrators' page of how many people live where, which is what comparisons are limited to a size by."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from comparison.actions.inhabitants import save_inhabitants
from comparison.forms.inhabitants import InhabitantsForm
from comparison.inhabitants import COLUMNS, Plan
from comparison.inhabitants_known import known, records
from organisations.access import administrator_view, signed_in
from organisations.answers import answer, file_answer
from organisations.files.columns import FileRefusedError
from organisations.files.faults import RowFault, number_told, shown
from organisations.files.writing import as_csv


@dataclass(frozen=True)
class _Faults:
    """What is wrong in a file, as many faults as a page can show."""

    faults: tuple[RowFault, ...]
    more_faults: int


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def administration_inhabitants(request: HttpRequest) -> HttpResponse:
    """Say what is known, and read a file."""
    form = InhabitantsForm(request.POST, request.FILES) if request.method == "POST" else InhabitantsForm()
    plan = Plan((), ())
    if form.is_valid():
        try:
            plan = save_inhabitants(by=signed_in(request), content=form.content)
        except FileRefusedError as error:
            form.add_error(error.field, str(error))
        else:
            if not plan.faults:
                messages.success(request, _told(plan))
                return redirect("administration_inhabitants")
            form.add_error("file", number_told(plan.faults))
    return answer(
        request,
        "comparison/inhabitants.html",
        form,
        known=known(),
        columns=COLUMNS,
        preview=_Faults(*shown(plan.faults)),
    )


@require_safe
@administrator_view
def administration_inhabitants_csv(request: HttpRequest) -> HttpResponse:
    """What is known, with every municipality and region, to fill in and read again."""
    return file_answer(as_csv(records(), COLUMNS), "invanare.csv")


def _told(plan: Plan) -> str:
    return ngettext(
        "Antalet invånare är sparat för %(n)s organisation.",
        "Antalet invånare är sparat för %(n)s organisationer.",
        len(plan.counted),
    ) % {"n": len(plan.counted)}
