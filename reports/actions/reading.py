"""Reading a report's data: everything in one moment, so that its parts agree."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from organisations.models import Organisation
from reports.kinds import KINDS, Values


@contextmanager
def one_moment() -> Iterator[None]:
    """Read within one repeatable-read transaction; inside a caller's own transaction its level holds."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def read_data(*, kind: str, organisation: Organisation, options: Mapping[str, Any], language: str) -> Values:
    """Return what a draft stores of the data. Raises kinds.NothingToReportError."""
    with one_moment():
        return KINDS[kind].read(organisation=organisation, options=options, language=language)
