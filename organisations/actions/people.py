"""Ending what people may do, and closing and opening their accounts."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from organisations.events import record
from organisations.models import Membership, Organisation, Role, User


class LastCoordinatorError(Exception):
    """Nobody would coordinate the organisation afterwards, and the caller has not said that it is meant."""


class AlreadyEndedError(Exception):
    """The role has ended."""


class OwnAccountError(Exception):
    """Nobody closes their own account: the last administrator would shut everybody out."""


@transaction.atomic
def end_membership(
    *, by: User, membership: Membership, last_day: datetime.date | None = None, leave_vacant: bool = False
) -> None:
    """End a role at once, or after `last_day`. Raises AlreadyEndedError and LastCoordinatorError."""
    _lock_tree(membership.organisation)
    locked = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=membership.pk)
    )
    if has_ended(locked):
        raise AlreadyEndedError
    if is_last_coordinator(locked) and not leave_vacant:
        raise LastCoordinatorError
    locked.valid_to = last_day or max(timezone.localdate(), locked.valid_from)
    locked.ended_at = None if last_day else timezone.now()
    locked.save(update_fields=["valid_to", "ended_at"])
    record(
        actor=by,
        organisation=locked.organisation,
        verb="organisations.membership_ended",
        obj=locked,
        role=locked.role,
        at_once=last_day is None,
    )


def _lock_tree(organisation: Organisation) -> None:
    """Let one role of a tree end at a time: two coordinators who end each other's would both count the other."""
    top = organisation.ancestors(include_self=True).roots().values_list("pk", flat=True)
    # "No key": whoever writes rows that point at the organisation need not wait.
    Organisation.objects.select_for_update(no_key=True).get(pk=top.get())


def has_ended(membership: Membership) -> bool:
    """Whether the role is over, as opposed to running or still to begin."""
    if membership.ended_at is not None:
        return True
    return membership.valid_to is not None and membership.valid_to < timezone.localdate()


def is_last_coordinator(membership: Membership) -> bool:
    """Whether no other coordinator, here or above, could invite a new one."""
    if membership.role != Role.COORDINATOR:
        return False
    others = Membership.objects.active().covering(membership.organisation)
    others = others.filter(role=Role.COORDINATOR, user__is_active=True)
    return not others.exclude(pk=membership.pk).exists()


@transaction.atomic
def set_account_active(*, by: User, user: User, active: bool) -> None:
    """Close or open an account; a closed one is signed out at its next request.

    Raises OwnAccountError, and PermissionDenied when the caller's own account has just been closed.
    """
    if user == by:
        raise OwnAccountError
    # In the order of their keys: of two administrators who close each other, one waits and is then refused.
    locked = list(User.objects.select_for_update().filter(pk__in=[by.pk, user.pk]).order_by("pk"))
    if by not in [each for each in locked if each.is_active]:
        raise PermissionDenied
    if not User.objects.filter(pk=user.pk).exclude(is_active=active).update(is_active=active):
        return
    verb = "organisations.account_opened" if active else "organisations.account_closed"
    record(actor=by, organisation=None, verb=verb, obj=user)


@transaction.atomic
def create_administrator(*, email: str, name: str) -> tuple[User, bool]:
    """Make a person system administrator, with a new account if need be; return them and whether it is new."""
    user = User.objects.filter(email=email.strip().lower()).first()
    created = user is None
    if user is None:
        user = User.objects.create_user(email, None, name=name, is_administrator=True)
    else:
        user.is_administrator = user.is_active = True
        user.save(update_fields=["is_administrator", "is_active"])
    record(actor=None, organisation=None, verb="organisations.administrator_made", obj=user)
    return user, created
