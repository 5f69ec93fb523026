"""Mails of open surveys: an invitation to each address, and reminders on fixed days to all who have not answered.

Never to one person, and never at an hour somebody chooses: whoever could remind one person and watch the count would
know what that person did. Rows keep how many mails went out, and no time.
"""

import logging
import uuid
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from organisations import mail
from surveys.models import Invitation, MailState, State, Survey
from surveys.protection import promise
from surveys.tokens import token_of

PERMANENT: Final = 500
"""Answers of a mail server from here on mean that trying again is of no use."""

logger = logging.getLogger(__name__)


def send_due(*, limit: int) -> int:
    """Send at most so many mails, and return how many went out; a mail server that is away ends the round."""
    sent = 0
    for survey in Survey.objects.filter(state=State.OPEN, closes_on__gte=timezone.localdate()).order_by("pk"):
        due = survey.invitations.waiting().exclude(mail=MailState.REFUSED).filter(mails__lt=rounds(survey))
        for invitation_id in due.order_by("mails", "pk").values_list("pk", flat=True)[: limit - sent]:
            try:
                sent += _deliver(survey, invitation_id)
            except (OSError, SMTPException) as error:
                # No address: who gets a mail now has not answered.
                logger.warning(
                    "survey_mail_waits", extra={"survey": str(survey.pk), "error": type(error).__name__}
                )
                return sent
    return sent


def rounds(survey: Survey) -> int:
    """Return how many mails somebody who has not answered should have had by now."""
    today = timezone.localdate()
    return 1 + sum(day <= today for day in survey.reminder_days)


@transaction.atomic
def _deliver(survey: Survey, invitation_id: uuid.UUID) -> int:
    """Send one mail; 0 when another worker is at it, the person has answered since, or the address is no address."""
    waiting = survey.invitations.waiting().filter(pk=invitation_id, mails__lt=rounds(survey))
    invitation = waiting.select_for_update(skip_locked=True).first()
    if invitation is None:
        return 0
    try:
        _send(survey, invitation)
    except (SMTPRecipientsRefused, ValueError) as error:
        if not _is_final(error):
            return 0
        _refused(survey, invitation)
        return 0
    # Who was invited after a reminder day, or was missed on it, is reminded on the next one.
    invitation.mail, invitation.mails = MailState.SENT, rounds(survey)
    invitation.save(update_fields=["mail", "mails"])
    return 1


def _refused(survey: Survey, invitation: Invitation) -> None:
    """Tell that the first mail was refused. A reminder goes to those who have not answered: of it nothing is told."""
    if invitation.mails:
        invitation.mails = rounds(survey)
    else:
        invitation.mail = MailState.REFUSED
    invitation.save(update_fields=["mail", "mails"])


def _is_final(error: SMTPRecipientsRefused | ValueError) -> bool:
    if isinstance(error, ValueError):
        return True
    return all(code >= PERMANENT for code, _text in error.recipients.values())


def _send(survey: Survey, invitation: Invitation) -> None:
    token = token_of(survey.pk, invitation.pk)
    urls = {
        language: mail.public_url(reverse("survey_answer", kwargs={"token": token, "language": language}))
        for language in survey.languages
    }
    context = {
        "survey": survey,
        "reminder": invitation.mails > 0,
        "promise": promise(survey),
        "url": urls["sv"],
        "url_english": urls.get("en", ""),
    }
    mail.send(room="surveys", to=invitation.email, name="survey", language="sv", context=context)
