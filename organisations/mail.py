"""Mails to people: plain text in the reader's language, with links built on the public address."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from figures.text import clean_line

MAX_SUBJECT = 120


def send(
    *, to: str, name: str, language: str, context: Mapping[str, Any], room: str = "organisations"
) -> None:
    """Send templates/<room>/mail/<name>.txt, whose first line is the subject.

    Raises OSError or SMTPException when the mail server doesn't take it, ValueError for an address that no mail
    can carry.
    """
    with translation.override(language):
        text = render_to_string(f"{room}/mail/{name}.txt", {**context, "site": settings.PUBLIC_URL})
    subject, body = text.strip().split("\n", 1)
    message = EmailMessage(
        subject=clean_line(subject, MAX_SUBJECT),
        body=body.strip() + "\n",
        to=[to],
        # Keeps out-of-office answers away.
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.send()


def public_url(path: str) -> str:
    """Return the whole address of one of our pages, whatever host name the request came by."""
    return settings.PUBLIC_URL.rstrip("/") + path
