"""Mails of letters and reminders: each row is locked while its mail goes out, and marked in the same transaction.

A worker that is killed before the mail server has said yes leaves the row waiting; one that is killed after the yes and
before its commit is the only way to a second mail, a window of one statement.
"""

import datetime
import logging
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from organisations import mail
from programmes.actions.reminding import still_due
from programmes.exchange_page import address_of
from programmes.letter_reach import ended
from programmes.models import DueMail
from programmes.naming import full_name_of

PERMANENT: Final = 500
"""Answers of a mail server from here on mean that trying again is of no use."""
TRYING: Final = datetime.timedelta(days=3)

logger = logging.getLogger(__name__)


def send_letters(*, limit: int) -> int:
    """Send at most so many mails of letters, oldest first, and return how many went out."""
    return _send_some(DueMail.objects.filter(letter__isnull=False), limit)


def send_reminders(*, limit: int) -> int:
    """Send at most so many reminders, oldest first, and return how many went out."""
    return _send_some(DueMail.objects.filter(letter=None), limit)


def _send_some(mails: QuerySet[DueMail], limit: int) -> int:
    """A mail server that is away ends the round. An address that refuses for now is tried again, for some days."""
    sent = 0
    due = mails.filter(sent_at=None, refused=False)
    # Those that refused for now come after those that nobody has tried, so that they hold nobody up.
    waiting = due.order_by(F("tried_at").asc(nulls_first=True), "pk")
    for due_id in waiting.values_list("pk", flat=True)[:limit]:
        try:
            sent += _deliver(due_id)
        except (OSError, SMTPException) as error:
            logger.warning("programme_mail_waits", extra={"mail": due_id, "error": type(error).__name__})
            break
    return sent


@transaction.atomic
def _deliver(due_id: int) -> int:
    """Send one mail; 0 when another worker is at it, it has gone already, or the address takes nothing."""
    rows = DueMail.objects.select_for_update(skip_locked=True, of=("self",))
    due = rows.select_related(
        "letter__sent_by", "programme__owner", "user", "participation__contact", "meeting"
    ).filter(pk=due_id, sent_at=None, refused=False)
    found = due.first()
    if found is None:
        return 0
    written = _letter(found) if found.letter else _reminder(found)
    if written is None:
        found.delete()
        return 0
    try:
        _send(found, *written)
    except (SMTPRecipientsRefused, ValueError) as error:
        found.refused = _is_final(error) or found.made_at < timezone.now() - TRYING
        found.tried_at = timezone.now()
        found.save(update_fields=["refused", "tried_at"])
        return 0
    found.sent_at = timezone.now()
    found.save(update_fields=["sent_at"])
    return 1


def _is_final(error: SMTPRecipientsRefused | ValueError) -> bool:
    if isinstance(error, ValueError):
        return True
    return all(code >= PERMANENT for code, _text in error.recipients.values())


def _letter(due: DueMail) -> tuple[str, dict[str, object]]:
    return "letter", {"letter": due.letter}


def _reminder(due: DueMail) -> tuple[str, dict[str, object]] | None:
    """Return what a reminder says; nothing when what it asks for is done or its day has come."""
    deadline = still_due(due)
    if deadline is None or due.participation is None:
        return None
    who = full_name_of(due.participation)
    return "reminder", {"deadline": deadline, "meeting": due.meeting, "who": who}


def _send(due: DueMail, name: str, content: dict[str, object]) -> None:
    address = address_of(due)
    if not address or _has_gone(due):
        raise ValueError("no address any more")
    context = {**content, "programme": due.programme, "url": mail.public_url(reverse("start"))}
    mail.send(room="programmes", to=address, name=name, language="sv", context=context)


def _has_gone(due: DueMail) -> bool:
    """Whether the one it goes to has no role at the participant any more."""
    one = due.participation
    person = due.user_id or (one.contact_id if one else None)
    return one is not None and person is not None and bool(ended([person], [one]))
