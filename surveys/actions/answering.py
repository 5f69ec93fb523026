"""Storing an answer: a personal link once, whatever is sent at the same time; nothing of it is recorded elsewhere."""

import uuid
from typing import Final

from django.db import connection, transaction

from surveys import locks
from surveys.doors import Door
from surveys.models import NamedAnswer, State, Survey
from surveys.questionnaire import Given
from surveys.reading import questionnaire_of
from surveys.sealed import divided, seal, size_of

# Written out: a thousand may send in the last minutes, and building these took as long as all the rest of sending.
USE: Final = """
UPDATE surveys_invitation SET state = 'used' WHERE id = %s AND state = 'invited'
AND EXISTS (SELECT 1 FROM surveys_survey WHERE id = %s AND state = 'open')
"""
STORE: Final = "INSERT INTO surveys_box (id, survey_id, sealed) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"


class ClosedError(Exception):
    """The survey takes no more answers."""


@transaction.atomic
def store(*, door: Door, given: Given, once: str = "") -> bool:
    """Store an answer; False when the link was used already. Raises ClosedError, sealed.TooLongError.

    `once` is the random id of the page that was sent: where all share a link, it makes two clicks one answer.
    """
    locks.together(door.survey.pk)
    if not _take(door):
        return False
    survey, questionnaire = door.survey, questionnaire_of(door.survey)
    content = divided(questionnaire, questionnaire.kept(given), door.group)
    if door.invitation_id is None or survey.is_anonymous:
        sealed = seal(content, public_key=bytes(survey.public_key or b""), size=size_of(questionnaire))
        _run(STORE, _box_id("" if door.invitation_id else once), survey.pk, sealed)
    else:
        NamedAnswer.objects.create(
            invitation_id=door.invitation_id, choices=content.choices, texts=content.texts
        )
    return True


def _take(door: Door) -> bool:
    """Mark a personal link as used; False when that is done already. Raises ClosedError."""
    if door.invitation_id and _run(USE, door.invitation_id, door.survey.pk):
        return True
    if not Survey.objects.filter(pk=door.survey.pk, state=State.OPEN).exists():
        raise ClosedError
    return door.invitation_id is None


def _run(statement: str, *values: uuid.UUID | bytes) -> int:
    """Return how many rows it changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def _box_id(once: str) -> uuid.UUID:
    try:
        return uuid.UUID(once)
    except ValueError:
        return uuid.uuid4()
