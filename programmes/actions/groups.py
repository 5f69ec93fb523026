"""Verbs on groups: make one, change it and who is in it, take it away, place those without one."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from organisations.events import record
from organisations.models import Organisation, User
from programmes.actions.locking import lock
from programmes.changes import between
from programmes.models import Group, GroupKind, GroupMember, Letter, Participation, Programme
from resultchain.actions.saved import ChangedError

MOST: Final = 200


class NameTakenError(Exception):
    """Another group of the programme has the name."""


class TooManyError(Exception):
    """There is no room for one more group."""


class InUseError(Exception):
    """Meetings, documents or letters hang on the group."""


class BetweenError(Exception):
    """The group would change between two of its meetings, and nobody has said that it is meant."""

    def __init__(self, group: Group, before: datetime.date, after: datetime.date) -> None:
        super().__init__()
        self.group, self.before, self.after = group, before, after


@dataclass(frozen=True)
class Content:
    """What a group is."""

    name: str
    kind: GroupKind
    leader: Organisation | None = None


@dataclass(frozen=True)
class Change:
    """Who is in a group from a day on; `sure`: it is meant, also between two meetings."""

    members: Collection[Participation]
    day: datetime.date
    sure: bool = False


@transaction.atomic
def make_group(*, by: User, programme: Programme, content: Content, change: Change) -> tuple[Group, bool]:
    """Make a group; the same one sent twice is one group, and then gives False.

    Raises NameTakenError and TooManyError.
    """
    held = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    existing = held.groups.filter(name=content.name).first()
    if existing is not None:
        if _content(existing) == content and _members(existing) == {one.pk for one in change.members}:
            return existing, False
        raise NameTakenError
    if held.groups.count() >= MOST:
        raise TooManyError
    group = Group.objects.create(
        programme=held,
        name=content.name,
        kind=content.kind,
        leader=content.leader,
        created_by=by,
        saved_by=by,
    )
    for one in change.members:
        GroupMember.objects.create(group=group, participation=one, valid_from=change.day)
    record(actor=by, organisation=held.owner, verb="programmes.group_made", obj=group)
    return group, True


@transaction.atomic
def change_group(
    *, by: User, at: Organisation, group: Group, seen: int | None, content: Content, change: Change
) -> None:
    """Change a group and who is in it. Raises NameTakenError, ChangedError and BetweenError."""
    Programme.objects.select_for_update(no_key=True).get(pk=group.programme_id)
    locked = lock(group)
    wanted, now = {one.pk for one in change.members}, _members(locked)
    if _content(locked) == content and wanted == now:
        return
    if locked.version != seen:
        raise ChangedError(locked)
    if Group.objects.filter(programme=locked.programme_id, name=content.name).exclude(pk=locked.pk).exists():
        raise NameTakenError
    if wanted != now:
        _refuse_between(locked, change.day, sure=change.sure)
    locked.name, locked.kind, locked.leader = content.name, content.kind, content.leader
    _save(locked, by)
    _end(locked, now - wanted, change.day)
    _begin(locked, [one for one in change.members if one.pk not in now], change.day)
    record(actor=by, organisation=at, verb="programmes.group_changed", obj=locked)


@transaction.atomic
def remove_group(*, by: User, group: Group) -> None:
    """Take a group away. Raises InUseError: a meeting of a group that is gone would be for everybody."""
    locked = lock(group)
    if locked.meetings.exists() or locked.documents.exists() or Letter.objects.filter(groups=locked).exists():
        raise InUseError
    record(actor=by, organisation=locked.programme.owner, verb="programmes.group_removed", obj=locked)
    locked.delete()


@transaction.atomic
def place_all(
    *, by: User, programme: Programme, places: Mapping[Participation, Group], day: datetime.date, sure: bool
) -> list[Participation]:
    """Put participants into groups; return those that are placed. Raises BetweenError.

    Whoever somebody else has placed in the meantime stays there.
    """
    held = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    today = timezone.localdate()
    inside = GroupMember.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), group__programme=held)
    taken = set(inside.values_list("participation", flat=True))
    left = {one: group for one, group in places.items() if one.pk not in taken}
    for group in sorted(set(left.values()), key=lambda each: each.pk):
        locked = lock(group)
        _refuse_between(locked, day, sure=sure)
        _begin(locked, [one for one, where in left.items() if where == group], day)
        _save(locked, by)
        record(actor=by, organisation=held.owner, verb="programmes.group_changed", obj=locked)
    return list(left)


def _content(group: Group) -> Content:
    return Content(group.name, GroupKind(group.kind), group.leader)


def _members(group: Group) -> set[int]:
    return set(group.members.filter(valid_to=None).values_list("participation", flat=True))


def _refuse_between(group: Group, day: datetime.date, *, sure: bool) -> None:
    meetings = group.programme.meetings.for_group(group).values_list("starts_at", flat=True)
    found = between(day, [timezone.localdate(each) for each in meetings])
    if found and not sure:
        raise BetweenError(group, *found)


def _save(locked: Group, by: User) -> None:
    locked.version += 1
    locked.saved_at, locked.saved_by = timezone.now(), by
    locked.save()


def _end(group: Group, participations: Collection[int], day: datetime.date) -> None:
    for member in group.members.filter(valid_to=None, participation__in=participations):
        if member.valid_from >= day:
            member.delete()
        else:
            member.valid_to = day - datetime.timedelta(days=1)
            member.save(update_fields=["valid_to"])


def _begin(group: Group, participations: Collection[Participation], day: datetime.date) -> None:
    yesterday = day - datetime.timedelta(days=1)
    for one in participations:
        earlier = group.members.filter(
            participation=one, valid_from__lte=day, valid_to__gte=yesterday
        ).first()
        if earlier is not None:
            earlier.valid_to = None
            earlier.save(update_fields=["valid_to"])
        else:
            GroupMember.objects.create(group=group, participation=one, valid_from=day)
