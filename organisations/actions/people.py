"""Ending what people may do, the right to publish, and closing and opening their accounts."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from organisations.events import record
from organisations.models import Membership, Organisation, Role, User
from organisations.models.membership import MembershipQuerySet


class LastCoordinatorError(Exception):
    """Nobody would coordinate the organisation afterwards, and the caller has not said that it is meant."""


class LastPublisherError(Exception):
    """Nobody could publish the organisation's reports afterwards."""


class AlreadyEndedError(Exception):
    """The role has ended."""


class OwnAccountError(Exception):
    """Nobody closes their own account: the last administrator would shut everybody out."""


@transaction.atomic
def end_membership(
    *, by: User, membership: Membership, last_day: datetime.date | None = None, leave_vacant: bool = False
) -> None:
    """End a role at once, or after `last_day`.

    Raises AlreadyEndedError, LastCoordinatorError and LastPublisherError.
    """
    locked = _lock(membership)
    if is_last_coordinator(locked):
        if not leave_vacant:
            raise LastCoordinatorError
    elif is_last_publisher(locked):
        raise LastPublisherError
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


@transaction.atomic
def set_right_to_publish(*, by: User, membership: Membership, allowed: bool) -> bool:
    """Give a coordinator the right to publish reports, or take it away; False when it was so already.

    Raises AlreadyEndedError, LastPublisherError, PermissionDenied when the right is not the caller's to give, and
    ValueError for another role.
    """
    locked = _lock(membership)
    if locked.role != Role.COORDINATOR:
        raise ValueError("Only coordinators publish.")
    # Asked again behind the lock: somebody may just have taken the caller's own right away.
    mine = Membership.objects.filter(user=by).active().covering(locked.organisation).publishing()
    if not by.is_administrator and not mine.exists():
        raise PermissionDenied
    if locked.may_publish == allowed:
        return False
    if is_last_publisher(locked):
        raise LastPublisherError
    locked.may_publish = allowed
    locked.save(update_fields=["may_publish"])
    verb = "organisations.right_to_publish_given" if allowed else "organisations.right_to_publish_taken"
    record(actor=by, organisation=locked.organisation, verb=verb, obj=locked)
    return True


def _lock(membership: Membership) -> Membership:
    """Return the row behind its lock and its tree's. Raises AlreadyEndedError."""
    _lock_tree(membership.organisation)
    rows = Membership.objects.select_for_update(of=("self",)).select_related("organisation")
    locked: Membership = rows.get(pk=membership.pk)
    if has_ended(locked):
        raise AlreadyEndedError
    return locked


def _lock_tree(organisation: Organisation) -> None:
    """Let one role of a tree change at a time: two coordinators who end each other's would both count the other."""
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
    return not _others(membership).filter(role=Role.COORDINATOR).exists()


def is_last_publisher(membership: Membership) -> bool:
    """Whether it brings the right to publish reports, and no other, here or above, does."""
    return membership.may_publish and not _others(membership).publishing().exists()


def _others(membership: Membership) -> MembershipQuerySet:
    others = Membership.objects.active().covering(membership.organisation).filter(user__is_active=True)
    return others.exclude(pk=membership.pk)


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
