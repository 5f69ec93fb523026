"""Answering a survey: opening a link changes nothing, each page is sent to the next, and only the last one stores."""

import uuid
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from surveys import doors
from surveys.actions.answering import ClosedError, store
from surveys.answer_page import page
from surveys.answering import read, ready, turn
from surveys.first_page import first_page
from surveys.reading import questionnaire_of

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Answer in the address's language, without a trace in browser or log; an unknown language is Swedish."""

    @login_not_required
    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, language: str, **parts: Any) -> HttpResponse:
        chosen = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(chosen):
            response = view(request, language=chosen, **parts)
        response.headers["Content-Language"] = chosen
        return response

    answered.unlogged = True  # type: ignore[attr-defined]  # mrintegration/middleware.py: no line a request
    return answered


@public
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, *, language: str, token: str) -> HttpResponse:
    """Show the first page, or the one that follows on what was sent."""
    door = doors.by_token(token)
    if door is None:
        return _nowhere(request, language, token)
    language = language if language in door.survey.languages else settings.LANGUAGE_CODE
    with translation.override(language):
        if request.method == "POST":
            return _sent(request, door, language)
        return HttpResponse(first_page(door.survey.pk, language))


@login_not_required
@require_safe
def in_swedish(request: HttpRequest, token: str) -> HttpResponse:
    """Lead on from an address whose end a mail program has cut off; nothing is asked about the token."""
    return redirect("survey_answer", token=token, language=settings.LANGUAGE_CODE)


in_swedish.unlogged = True  # type: ignore[attr-defined]  # like every other address with a link's token


@public
@require_safe
def thanks(request: HttpRequest, *, language: str) -> HttpResponse:
    """Thank everybody alike, whichever survey it was."""
    return render(request, "surveys/answer/thanks.html")


def _sent(request: HttpRequest, door: doors.Door, language: str) -> HttpResponse:
    questionnaire = questionnaire_of(door.survey)
    given = read(request.POST, questionnaire)
    part, go = _number(request.POST.get("part", "")), request.POST.get("go", "")
    if go == "send" and part >= len(questionnaire.parts):
        at = ready(questionnaire, questionnaire.kept(given))
        if at is None:
            return _store(request, door, given, language)
    else:
        at = turn(questionnaire, given, part=part, go=go)
    context = {"page": page(door.survey, questionnaire, given, at, language), "once": uuid.uuid4()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if at.faults else HTTPStatus.OK
    return HttpResponse(render_to_string("surveys/answer/page.html", context), status=status)


def _store(request: HttpRequest, door: doors.Door, given: Any, language: str) -> HttpResponse:
    try:
        store(door=door, given=given, once=request.POST.get("once", ""))
    except ClosedError:
        return _closed(request)
    return redirect("survey_thanks", language=language)


def _nowhere(request: HttpRequest, language: str, token: str) -> HttpResponse:
    if request.method == "POST" and request.POST.get("go") == "send" and doors.was_used(token):
        return redirect("survey_thanks", language=language)
    too_many = doors.too_many_unknown(get_adapter(request).get_client_ip(request))
    return _closed(request, HTTPStatus.TOO_MANY_REQUESTS if too_many else HTTPStatus.NOT_FOUND)


def _closed(request: HttpRequest, status: HTTPStatus = HTTPStatus.NOT_FOUND) -> HttpResponse:
    return render(request, "surveys/answer/closed.html", status=status)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
