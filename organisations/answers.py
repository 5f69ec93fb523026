"""One way to read a form and to show it: 422 when it comes back with errors, so that scripts and tests can tell."""

from http import HTTPStatus
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also when nothing was filled in; None when the page was only opened."""
    return request.POST if request.method == "POST" else None


def answer(request: HttpRequest, template: str, form: BaseForm, **context: Any) -> HttpResponse:
    """Render a page with its form."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, template, {**context, "form": form}, status=status)
