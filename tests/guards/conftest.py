"""A world that is costly to make is made once for all tests of a module."""

import pytest
from django.db import transaction

from tests.guards.test_marker import MARKER
from tests.guards.world import place


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """What is made here stays for the module's tests; what they do themselves is taken back after each."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def mine(kept):
    return place("Mitt")


@pytest.fixture(scope="module")
def other(kept):
    return place("Annat", marker=MARKER)
