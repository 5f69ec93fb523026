"""A world that is costly to make is made once for all tests of a module."""

import pytest
from django.http import HttpResponse

from mrintegration import errors
from tests.guards.test_marker import MARKER
from tests.guards.world import place


@pytest.fixture(scope="module")
def mine(kept):
    return place("Mitt")


@pytest.fixture(scope="module")
def other(kept):
    return place("Annat", marker=MARKER)


@pytest.fixture
def sessions_in_memory(settings):
    """For tests that ask thousands of times and look at what is answered: a third of each refusal is the session."""
    settings.CACHES = settings.CACHES | {
        "sessions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "sessions"}
    }
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    settings.SESSION_CACHE_ALIAS = "sessions"


@pytest.fixture
def each_error_page_once(monkeypatch):
    """Thousands of answers are the same few pages: each caller's first is drawn and read, the rest are their status."""
    drawn, draw = set(), errors._page

    def page(request, template, status, **context):
        key = (template, request.user.pk)
        if key in drawn:
            return HttpResponse(status=status)
        drawn.add(key)
        return draw(request, template, status, **context)

    monkeypatch.setattr(errors, "_page", page)
