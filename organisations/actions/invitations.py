"""Inviting people: one link, used once within seven days, by the person whose address it was sent to.

The link's token is made from the server's key and the invitation, so a task needs only the id to write the link again,
and a copy of the database, which holds a hash of the token, opens no door.
"""

import base64
import datetime
import hashlib
import logging
import uuid
from smtplib import SMTPException
from typing import Final

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from organisations import mail
from organisations.doorbell import ring
from organisations.events import record
from organisations.models import Function, Invitation, Membership, Organisation, Role, User
from organisations.models.invitation import LIFETIME, State

GRANTED_BY_COORDINATORS: Final = (Role.COORDINATOR, Role.CONTRIBUTOR, Role.PARTICIPANT, Role.READER)
"""Programme leads, mentors and evaluators work across organisations: administrators invite them."""
TOKEN_BYTES: Final = 24
LONGEST_PAUSE: Final = datetime.timedelta(hours=1)

logger = logging.getLogger(__name__)


class InvitationClosedError(Exception):
    """The link no longer works; `state` says why."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state


class AlreadyInvitedError(Exception):
    """An open invitation to the same address with the same role is waiting."""


def token_of(invitation: Invitation) -> str:
    """Return the token of the link: 192 bits, the same each time."""
    value = f"{invitation.pk}:{invitation.created_at.timestamp()}"
    digest = salted_hmac("organisations.invitation", value, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).decode()


def hashed(token: str) -> str:
    """Return what the row keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def roles_to_grant(by: User) -> tuple[Role, ...]:
    """Return the roles that a person may invite to, where they may invite at all."""
    return tuple(Role) if by.is_administrator else GRANTED_BY_COORDINATORS


def invite(
    *,
    by: User,
    organisation: Organisation,
    email: str,
    role: Role,
    function: Function | None = None,
    language: str = "sv",
) -> Invitation:
    """Invite an address to a role; an expired invitation to the same is replaced.

    Raises AlreadyInvitedError, and ValueError for a role that is not the caller's to give.
    """
    if role not in roles_to_grant(by):
        raise ValueError("A coordinator cannot grant this role.")
    now = timezone.now()
    invitation = Invitation(
        organisation=organisation,
        email=email.strip().lower(),
        role=role,
        function=function,
        invited_by=by,
        language=language,
        created_at=now,
        expires_at=now + LIFETIME,
    )
    invitation.token_sha256 = hashed(token_of(invitation))
    try:
        return _add(invitation, by)
    except IntegrityError as error:
        raise AlreadyInvitedError from error


@transaction.atomic
def _add(invitation: Invitation, by: User) -> Invitation:
    same = invitation.organisation.invitations.waiting().filter(email=invitation.email, role=invitation.role)
    same.filter(expires_at__lte=invitation.created_at).update(withdrawn_at=invitation.created_at)
    invitation.save(force_insert=True)
    record(
        actor=by,
        organisation=invitation.organisation,
        verb="organisations.person_invited",
        obj=invitation,
        role=invitation.role,
    )
    transaction.on_commit(lambda: ring("organisations.tasks.send_invitation", str(invitation.pk)))
    return invitation


@transaction.atomic
def withdraw(*, by: User, invitation: Invitation) -> bool:
    """Make the link useless; False when it had been used or withdrawn already."""
    waiting = Invitation.objects.waiting().filter(pk=invitation.pk)
    if not waiting.update(withdrawn_at=timezone.now()):
        return False
    record(
        actor=by,
        organisation=invitation.organisation,
        verb="organisations.invitation_withdrawn",
        obj=invitation,
    )
    return True


def by_token(token: str) -> Invitation | None:
    """Return the invitation that a link belongs to, whatever its state; reading consumes nothing."""
    found = Invitation.objects.select_related("organisation", "function", "invited_by")
    return found.filter(token_sha256=hashed(token)).first()


def account_of(invitation: Invitation) -> User | None:
    """Return the person who has the invited address, if anybody has."""
    return User.objects.filter(email=invitation.email).first()


@transaction.atomic
def accept(*, invitation: Invitation, user: User) -> Membership:
    """Use the invitation for a signed-in person and return their membership. Raises InvitationClosedError."""
    locked = _lock_open(invitation)
    return _use(locked, user)


@transaction.atomic
def accept_as_new(*, invitation: Invitation, name: str, password: str) -> User:
    """Use the invitation for somebody who has no account, and return the person. Raises InvitationClosedError."""
    locked = _lock_open(invitation)
    user = User.objects.create_user(locked.email, password, name=name)
    _use(locked, user)
    return user


def _lock_open(invitation: Invitation) -> Invitation:
    """Take the row's lock, so that of two clicks the second one sees what the first one did."""
    locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if not locked.is_open:
        raise InvitationClosedError(locked.state)
    return locked


def _use(invitation: Invitation, user: User) -> Membership:
    invitation.accepted_at = timezone.now()
    invitation.accepted_by = user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    membership, _created = Membership.objects.get_or_create(
        user=user,
        organisation=invitation.organisation,
        role=invitation.role,
        valid_to=None,
        defaults={"function": invitation.function, "may_publish": _gives_right_to_publish(invitation)},
    )
    record(
        actor=user,
        organisation=invitation.organisation,
        verb="organisations.invitation_accepted",
        obj=invitation,
        membership=membership.pk,
        role=invitation.role,
    )
    return membership


def _gives_right_to_publish(invitation: Invitation) -> bool:
    """Whether a coordinator comes in with the right: nobody hands on what they did not have when they invited."""
    by, at = invitation.invited_by, invitation.created_at
    if invitation.role != Role.COORDINATOR:
        return False
    if by.is_administrator:
        return True
    held = Membership.objects.filter(user=by).covering(invitation.organisation).publishing()
    # Who invited a successor may have left before the answer.
    return held.active_at(at).exists()


def due(limit: int) -> list[uuid.UUID]:
    """Return the ids of invitations whose mail should be sent now."""
    return list(Invitation.objects.mail_due().values_list("pk", flat=True)[:limit])


@transaction.atomic
def deliver(invitation_id: uuid.UUID) -> None:
    """Send an invitation's mail once. After a failure it is due again, with pauses that double up to an hour."""
    waiting = Invitation.objects.open().filter(pk=invitation_id, mail_sent_at=None)
    # Skipping a locked row: another worker is sending it now.
    invitation = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if invitation is None:
        return
    token = token_of(invitation)
    # A new SECRET_KEY gives a new token; the mail must carry the one that the row knows.
    invitation.token_sha256 = hashed(token)
    invitation.mail_attempts += 1
    try:
        _send(invitation, token)
    except (OSError, SMTPException, ValueError) as error:
        pause = datetime.timedelta(minutes=2 ** min(invitation.mail_attempts, 6))
        invitation.mail_next_at = timezone.now() + min(pause, LONGEST_PAUSE)
        logger.warning(
            "mail_not_sent", extra={"invitation": str(invitation_id), "error": type(error).__name__}
        )
    else:
        invitation.mail_sent_at = timezone.now()
    invitation.save(update_fields=["token_sha256", "mail_attempts", "mail_next_at", "mail_sent_at"])


def _send(invitation: Invitation, token: str) -> None:
    mail.send(
        to=invitation.email,
        name="invitation",
        language=invitation.language,
        context={"invitation": invitation, "url": mail.public_url(reverse("invitation", args=[token]))},
    )
