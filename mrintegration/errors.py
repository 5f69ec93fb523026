"""Error pages in plain words: what happened, that nothing is lost, what to do now."""

from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

# What a form may have held and must not be written out again.
SECRET_FIELDS: Final = ("csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400: what was sent could not be read."""
    return _page(request, "400.html", HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403: signed in, but the role does not open this."""
    return _page(request, "403.html", HTTPStatus.FORBIDDEN)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404: the same page whether the thing does not exist or is somebody else's."""
    return _page(request, "404.html", HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: without context and without the database, which may be what failed."""
    page = loader.get_template("500.html").render({"request_id": getattr(request, "id", "")})
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """429: somebody has tried to guess, or this address has sent very much."""
    return _page(request, "429.html", HTTPStatus.TOO_MANY_REQUESTS)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's signature
    """403 when the form's token is old: hands back what was written, to be sent again with one press.

    Only to a form of our own, known by the browser's Origin header: a foreign page could otherwise have its text
    shown here. Passwords are never handed back.
    """
    return _page(request, "403_csrf.html", HTTPStatus.FORBIDDEN, kept=_kept(request))


def signed_out(request: HttpRequest) -> HttpResponse:
    """403 when the session ended before a form was sent: hands back what was written, as above."""
    return _page(request, "signed_out.html", HTTPStatus.FORBIDDEN, kept=_kept(request))


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    if not is_own_form(request) or holds_secrets(request):
        return []
    return [
        (name, value) for name, values in request.POST.lists() for value in values if name != SECRET_FIELDS[0]
    ]


def holds_secrets(request: HttpRequest) -> bool:
    """Whether the form has a password in it."""
    return any(name in request.POST for name in SECRET_FIELDS[1:])


def is_own_form(request: HttpRequest) -> bool:
    """Whether the browser says that the form came from this site."""
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.get_host() and request.method == "POST"


def _page(request: HttpRequest, template: str, status: HTTPStatus, **context: object) -> HttpResponse:
    """Render an error page; `error_page` keeps the address that was asked for out of the page."""
    if not hasattr(request, "user"):
        # Refused before anybody asked who it is, as for a host name that is not ours.
        request.user = AnonymousUser()
    return render(request, template, {"error_page": True, **context}, status=status)
