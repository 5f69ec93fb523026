"""Storing an answer: a personal link once, whatever is sent at the same time; nothing of it is recorded elsewhere."""

import uuid

from django.db import transaction

from surveys import locks
from surveys.doors import Door
from surveys.models import Box, InvitationState, NamedAnswer, State, Survey
from surveys.questionnaire import Given
from surveys.reading import questionnaire_of
from surveys.sealed import divided, seal, size_of


class ClosedError(Exception):
    """The survey takes no more answers."""


@transaction.atomic
def store(*, door: Door, given: Given, once: str = "") -> bool:
    """Store an answer; False when the link was used already. Raises ClosedError, sealed.TooLongError.

    `once` is the random id of the page that was sent: where all share a link, it makes two clicks one answer.
    """
    locks.together(door.survey.pk)
    if not Survey.objects.filter(pk=door.survey.pk, state=State.OPEN).exists():
        raise ClosedError
    if door.invitation is not None:
        mine = door.survey.invitations.waiting().filter(pk=door.invitation.pk)
        if not mine.update(state=InvitationState.USED):
            return False
    questionnaire = questionnaire_of(door.survey)
    content = divided(questionnaire, questionnaire.kept(given), door.group)
    if door.invitation is None or door.survey.is_anonymous:
        sealed = seal(content, public_key=bytes(door.survey.public_key or b""), size=size_of(questionnaire))
        box = Box(id=_box_id(once if door.invitation is None else ""), survey=door.survey, sealed=sealed)
        Box.objects.bulk_create([box], ignore_conflicts=True)
    else:
        NamedAnswer.objects.create(invitation=door.invitation, choices=content.choices, texts=content.texts)
    return True


def _box_id(once: str) -> uuid.UUID:
    try:
        return uuid.UUID(once)
    except ValueError:
        return uuid.uuid4()
