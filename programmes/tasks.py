"""What the worker does for programmes: one action each; doing it twice does no harm."""

from celery import shared_task

from programmes.actions import mailing, meetings

LETTERS_A_MINUTE = 60
"""Beside the mails of surveys, what a mail server takes without holding the sender for a spammer."""


@shared_task
def forget_needs() -> None:
    """Delete what people needed at meetings that are over."""
    meetings.forget_needs()


@shared_task
def send_letters() -> None:
    """Send a minute's share of the mails of letters."""
    mailing.send_letters(limit=LETTERS_A_MINUTE)
