"""What the worker does for programmes: one action each; doing it twice does no harm."""

from celery import shared_task

from programmes.actions import mailing, meetings, reminding

LETTERS_A_MINUTE = 60
REMINDERS_A_MINUTE = 30
"""Beside the mails of surveys, what a mail server takes without holding the sender for a spammer."""


@shared_task
def forget_needs() -> None:
    """Delete what people needed at meetings that are over."""
    meetings.forget_needs()


@shared_task
def send_letters() -> None:
    """Send a minute's share of the mails of letters."""
    mailing.send_letters(limit=LETTERS_A_MINUTE)


@shared_task
def make_reminders() -> None:
    """Make the reminders that are to go out today."""
    reminding.make_reminders()


@shared_task
def send_reminders() -> None:
    """Send a minute's share of the reminders."""
    mailing.send_reminders(limit=REMINDERS_A_MINUTE)
