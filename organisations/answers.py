"""One way to read a form, to show it (422 with errors, so that scripts and tests can tell), and to hand out a table."""

from http import HTTPStatus
from typing import Any, Final

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from organisations.models import Organisation

_KINDS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also when nothing was filled in; None when the page was only opened."""
    return request.POST if request.method == "POST" else None


def answer(request: HttpRequest, template: str, form: BaseForm, **context: Any) -> HttpResponse:
    """Render a page with its form."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, template, {**context, "form": form}, status=status)


def table_file(content: bytes, organisation: Organisation, name: str, *, of_values: bool) -> HttpResponse:
    """Hand out csv or xlsx, told by the name's ending. The file's name begins with the organisation's.

    The columns of a file with values are fixed, so its name says when they are constructed.
    """
    mark = "konstruerade-exempelvarden-" if of_values and organisation.constructed else ""
    return file_answer(content, f"{organisation.slug}-{mark}{name}")


def file_answer(content: bytes, name: str) -> HttpResponse:
    """Hand out csv or xlsx, told by the name's ending, that is of no organisation."""
    response = HttpResponse(content, content_type=_KINDS[name.rpartition(".")[2]])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
