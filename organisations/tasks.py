"""What workers do for this room: send mails, forget old sessions and files. Ids in; running twice does no harm."""

from uuid import UUID

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore

from organisations.actions import invitations, uploads
from organisations.sign_in import send_password_link

SWEEP_SIZE = 50


@shared_task
def send_invitation(invitation_id: str) -> None:
    """Mail one invitation."""
    invitations.deliver(UUID(invitation_id))


@shared_task
def send_waiting_invitations() -> None:
    """Mail the invitations whose ring was lost or whose mail failed before."""
    for invitation_id in invitations.due(SWEEP_SIZE):
        invitations.deliver(invitation_id)


@shared_task
def send_password(user_id: int, language: str) -> None:
    """Mail the link for a new password; user 0 is nobody."""
    send_password_link(user_id, language)


@shared_task
def clear_sessions() -> None:
    """Delete the sessions that have ended; the database would keep them for ever."""
    SessionStore.clear_expired()


@shared_task
def clear_uploads() -> None:
    """Delete the uploaded files that nobody confirmed within a day, whichever room they were for."""
    uploads.purge_uploads()
