"""Who answers a survey is nobody: what the browser knows about the person is taken off on arrival.

Otherwise a coordinator who answers in the same browser would be in the log, and their session would be saved anew,
with the time.
"""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

PREFIX: Final = "enkat/"


class NobodyMiddleware:
    """Stands above everything that reads cookies."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forget the cookies of a request for a page where surveys are answered."""
        if request.path_info.startswith(f"/{PREFIX}"):
            request.META.pop("HTTP_COOKIE", None)
            request.META.pop("HTTP_REFERER", None)
        return self.get_response(request)
