"""Pages that everybody may read, signed in or not, and the choice of language."""

import datetime
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

ACCESSIBILITY_CHECKED: Final = datetime.date(2026, 11, 22)
"""The day of the latest whole check of the pages; the statement prints it."""


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show how to get started."""
    return render(request, "public/help.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement that the law asks for."""
    return render(request, "public/accessibility.html", {"checked": ACCESSIBILITY_CHECKED})


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is stored about people, and why."""
    return render(request, "public/privacy.html")


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and go back to the page; an unknown language changes nothing."""
    response = HttpResponseRedirect(safe_next(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
    return response


def safe_next(request: HttpRequest) -> str:
    """Return the page to go back to: one of ours, otherwise the start page."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours else "/"
