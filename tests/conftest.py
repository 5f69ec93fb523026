"""What holds for every test: profiles, a quick password hash, and the browser's process of its own."""

import gc
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from hypothesis import HealthCheck, settings

# pytest-timeout bounds every test; on a busy machine hypothesis's own clocks would fail at random.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")

# Production's hash is slow on purpose; hundreds of test accounts need not be.
django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """What a module's fixtures make below this one is made once; what each test does to it is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def pytest_collection_finish():
    """Take what is loaded by now out of the collector's rounds, which is much and stays."""
    gc.collect()
    gc.freeze()


BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_ignore_collect(collection_path, config):
    """Leave tests/browser out of a run over everything: they need a process of their own (see tests/harness)."""
    asked_for = [
        Path(config.invocation_params.dir, argument.split("::")[0]).resolve() for argument in config.args
    ]
    if collection_path == BROWSER_TESTS and not any(path.is_relative_to(BROWSER_TESTS) for path in asked_for):
        return True
    return None
