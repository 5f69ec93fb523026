"""What the worker does for surveys: ids in, one action; doing it twice does no harm, and no answer is an argument."""

import logging
import traceback
import uuid
from collections.abc import Callable

from celery import shared_task

from surveys import keys
from surveys.actions import forgetting, imports, mailing, sealing, surveys
from surveys.models import State, Survey

MAILS_A_MINUTE = 120
"""What a mail server takes without holding the sender for a spammer."""

logger = logging.getLogger(__name__)


@shared_task
def prepare(survey_id: str) -> None:
    """Make a survey's key and open it."""
    _quietly(sealing.prepare, uuid.UUID(survey_id))


@shared_task
def seal(survey_id: str) -> None:
    """Take a closed survey's answers out of their boxes."""
    _quietly(sealing.seal, uuid.UUID(survey_id))


@shared_task
def send_mails() -> None:
    """Send a minute's share of the mails that are due: invitations, and reminders on their fixed days."""
    mailing.send_due(limit=MAILS_A_MINUTE)


@shared_task
def forget_addresses() -> None:
    """Delete addresses that nobody needs any longer."""
    forgetting.forget_addresses()


@shared_task
def sweep() -> None:
    """Close what is over, forget files that nobody said yes to, and do again whatever was lost or broken off."""
    imports.forget_old()
    for survey in Survey.objects.over():
        surveys.close(by=None, survey=survey)
    for survey_id in Survey.objects.filter(state=State.PREPARING).values_list("pk", flat=True):
        _quietly(sealing.prepare, survey_id)
    for survey_id in Survey.objects.filter(state=State.CLOSED).values_list("pk", flat=True):
        _quietly(sealing.seal, survey_id)
    for survey_id in Survey.objects.filter(state=State.DONE, pk__in=list(keys.kept())).values_list(
        "pk", flat=True
    ):
        _quietly(sealing.seal, survey_id)


def _quietly(action: Callable[[uuid.UUID], None], survey_id: uuid.UUID) -> None:
    """Log an error's kind and place: its message may quote what somebody wrote. No survey stops another."""
    try:
        action(survey_id)
    except Exception as error:  # noqa: BLE001  whatever it is, its message stays here
        trace = "".join(traceback.format_tb(error.__traceback__))
        name = type(error).__qualname__
        logger.error("%s\n%s", name, trace, extra={"survey": str(survey_id), "error": name})  # noqa: TRY400
