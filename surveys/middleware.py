"""Who answers a survey is nobody: what the browser knows about the person is taken off on arrival.

Otherwise a coordinator who answers in the same browser would be in the log, and their session would be saved anew,
with the time. So those pages are led past sessions, sign-in and everything else that reads or sets a cookie.
"""

from collections.abc import Callable
from typing import Final, cast

from django.core.handlers.exception import convert_exception_to_response
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.common import CommonMiddleware
from django.urls import resolve

PREFIX: Final = "enkat/"
SECRET_LINK: Final = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
"""On every answer, a fault or a redirect included: the address is the key."""


class NobodyMiddleware:
    """Stands above everything that reads cookies, and answers by a short way of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        whole = CommonMiddleware(convert_exception_to_response(_view))
        self.short_way = convert_exception_to_response(XFrameOptionsMiddleware(whole))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forget the cookies of a request for a page where surveys are answered, and set none."""
        if not request.path_info.startswith(f"/{PREFIX}"):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.META.pop("HTTP_REFERER", None)
        response = cast("HttpResponse", self.short_way(request))
        for name, value in SECRET_LINK.items():
            response[name] = value
        return response


def _view(request: HttpRequest) -> HttpResponse:
    """Call the view of the address, unless it is one that needs somebody."""
    request.resolver_match = match = resolve(request.path_info)
    if getattr(match.func, "login_required", True):
        raise Http404
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response
