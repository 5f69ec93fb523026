"""A world that is costly to make is made once for all tests of a module."""

import pytest

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
