"""Whoever stores an answer shares a survey's lock, whoever closes or seals it has the lock alone.

An advisory lock, because a row lock would write who answered at the same time into the row's system columns.
"""

import uuid

from django.db import connection

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
SHARED = "SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))"


def alone(survey_id: uuid.UUID) -> None:
    """Wait until nobody stores an answer; held to the end of the transaction."""
    _run(LOCK, survey_id)


def together(survey_id: uuid.UUID) -> None:
    """Let others store answers too, but let nobody close; held to the end of the transaction."""
    _run(SHARED, survey_id)


def _run(statement: str, survey_id: uuid.UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [f"survey {survey_id}"])
