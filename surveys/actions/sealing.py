"""Sealing: once, after the close, answers come out of their boxes in one transaction that leaves no trace of the way.

The method stands in docs/adr/0014. Killed anywhere, it is started again by the sweeper and does what is left.
"""

import logging
import uuid
from typing import Final

from django.db import connection, transaction
from nacl.public import PrivateKey

from surveys import keys, locks
from surveys.actions import storing
from surveys.actions.storing import CHUNK
from surveys.models import Invitation, InvitationState, State, Survey
from surveys.sealed import Content, UnreadableError, unseal

# Dead rows hold who used a link and in which order; VACUUM takes them away.
VACUUM: Final = "VACUUM surveys_box, surveys_invitation"

logger = logging.getLogger(__name__)


class OtherKeyError(Exception):
    """The key at hand is not the one that the survey was opened with."""


def prepare(survey_id: uuid.UUID) -> None:
    """Give a survey that is being opened its key, and open it."""
    waiting = Survey.objects.filter(pk=survey_id, state=State.PREPARING)
    if waiting.exists():
        waiting.update(public_key=keys.make(survey_id), state=State.OPEN)


def seal(survey_id: uuid.UUID) -> None:
    """Turn a closed survey's boxes into answers, unless that is done, and destroy its key.

    Raises KeyMissingError, OtherKeyError: then nothing has changed.
    """
    take_out(survey_id)
    if Survey.objects.filter(pk=survey_id, state=State.DONE).exists():
        with connection.cursor() as cursor:
            cursor.execute(VACUUM)
        keys.destroy(survey_id)


@transaction.atomic
def take_out(survey_id: uuid.UUID) -> None:
    """Open the boxes of a closed survey and store what they hold; nothing for any other survey.

    What is left of the way then lies in dead rows, which `seal` takes away. Raises KeyMissingError, OtherKeyError.
    """
    locks.alone(survey_id)
    survey = Survey.objects.filter(pk=survey_id, state=State.CLOSED).first()
    if survey is None:
        return
    survey.invited = survey.invitations.count() or None
    if survey.is_anonymous:
        contents, survey.answered = _opened(survey), survey.boxes.count()
        storing.release(survey, storing.store(survey, contents))
        survey.boxes.all().delete()
        _rewrite_invitations(survey)
    else:
        survey.answered = survey.invitations.used().count()
        storing.release(survey)
    survey.state = State.DONE
    survey.save(update_fields=["state", "invited", "answered"])


def _opened(survey: Survey) -> list[Content]:
    key = keys.private(survey.pk)
    if bytes(key.public_key) != bytes(survey.public_key or b""):
        raise OtherKeyError(str(survey.pk))
    found = [_content(box, key) for box in survey.boxes.values_list("sealed", flat=True).iterator(CHUNK)]
    readable = [content for content in found if content is not None]
    if len(readable) < len(found):
        logger.error(
            "boxes_unreadable", extra={"survey": str(survey.pk), "boxes": len(found) - len(readable)}
        )
    return readable


def _content(box: bytes | memoryview, key: PrivateKey) -> Content | None:
    try:
        return unseal(bytes(box), key)
    except UnreadableError:
        return None


def _rewrite_invitations(survey: Survey) -> None:
    """Write every row anew, all alike and in the order of their random ids: rows lie in the order they were written."""
    rows = sorted(survey.invitations.all(), key=lambda row: row.pk)
    survey.invitations.all().delete()
    for row in rows:
        row.state, row.mails = InvitationState.CLOSED, 0
    Invitation.objects.bulk_create(rows, batch_size=CHUNK)
