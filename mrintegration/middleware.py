"""What happens around every request: its log line, its language, the end of its session."""

import logging
import re
import sys
import time
import traceback
import uuid
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.cache import patch_vary_headers

from mrintegration import errors

Next = Callable[[HttpRequest], HttpResponse]

SESSION_BEGAN: Final = "began"
UNAUTHORISED: Final = 401

_log = logging.getLogger("mrintegration.request")
_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestLogMiddleware:
    """One line a request: method, address name, status, milliseconds, user id. Never the path, it may hold a token."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Time the request and log it."""
        began = time.perf_counter()
        request.id = request_id(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-ID"] = request.id  # type: ignore[attr-defined]
        if getattr(getattr(request.resolver_match, "func", None), "unlogged", False):
            # When somebody answers a survey is nobody's business.
            return response
        line = {
            **facts(request),
            "status": response.status_code,
            "ms": round((time.perf_counter() - began) * 1000),
        }
        _log.info("%(method)s %(route)s %(status)s %(ms)s ms", line, extra=line)
        return response


def request_id(request: HttpRequest) -> str:
    """Return the id that a proxy gave the request, or a new one."""
    given = request.headers.get("X-Request-ID", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def facts(request: HttpRequest) -> dict[str, Any]:
    """Return what a log line may say about a request."""
    match = request.resolver_match
    # The user that somebody has already asked for: a log line must not cost a query.
    user = getattr(request, "_cached_user", None)
    return {
        "method": request.method,
        "route": match.view_name if match else None,
        "user_id": getattr(user, "pk", None),
        "request_id": getattr(request, "id", None),
    }


def log_exception(*, request: HttpRequest | None = None, **_: object) -> None:
    """Log where an unexpected error happened, without its message: a database's message quotes people's data."""
    error = sys.exc_info()[1]
    if request is None or error is None:
        return
    trace = "".join(traceback.format_tb(error.__traceback__))
    name = type(error).__qualname__
    _log.error("%s\n%s", name, trace, extra={**facts(request), "error": name})


# Django's own handler sees every error, also those of other middleware; its own line would print the path.
got_request_exception.connect(log_exception, dispatch_uid="mrintegration.log_exception")


class PrivatePagesMiddleware:
    """No cache on the way keeps a page, and a browser asks again before it shows one.

    Not "no-store": browsers then throw away what somebody has written when they go back to a form.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say so, unless the view says something stricter."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class ChosenLanguageMiddleware:
    """Swedish until the person chooses; the browser's list is not used, as it often names English unasked."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the cookie."""
        language = chosen_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


def chosen_language(request: HttpRequest) -> str:
    """Return the language that the person has chosen, or Swedish."""
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class SessionLifetimeMiddleware:
    """A session ends twelve hours after it began, and at once when its person may no longer sign in."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End the session or let it go on."""
        if request.user.is_authenticated:
            now = int(time.time())
            if now - request.session.setdefault(SESSION_BEGAN, now) >= settings.SESSION_ABSOLUTE_AGE:
                logout(request)
        elif SESSION_KEY in request.session:
            # The backend no longer gives the person back: disabled, or the password was changed elsewhere.
            request.session.flush()
        return self.get_response(request)


class FragmentLoginMiddleware:
    """Send the whole page to the sign-in page when a fragment's session is over; it would land inside the page."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 401 with HX-Redirect instead of a redirect to the sign-in page."""
        response = self.get_response(request)
        if not getattr(request, "htmx", False) or not leads_to_login(response):
            return response
        page = urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
        answer = HttpResponse(status=UNAUTHORISED)
        answer["HX-Redirect"] = redirect_to_login(page).url
        return answer


class KeptFormMiddleware:
    """Hand back a form that was sent after the session's end; the sign-in page would lose what was written."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the kept form instead of a redirect to the sign-in page."""
        response = self.get_response(request)
        if (
            errors.is_own_form(request)
            and leads_to_login(response)
            and REDIRECT_FIELD_NAME in urlsplit(response["Location"]).query
            and not errors.holds_secrets(request)
        ):
            return errors.signed_out(request)
        return response


def leads_to_login(response: HttpResponse) -> bool:
    """Whether the answer is a redirect to the sign-in page."""
    target: str = getattr(response, "url", "")
    return urlsplit(target).path == resolve_url(settings.LOGIN_URL)
