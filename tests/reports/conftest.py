"""A draft that is costly to begin is begun once for all tests of a module."""

import pytest

from tests.reports.papers import started


@pytest.fixture(scope="module")
def begun(kept):
    return started()
