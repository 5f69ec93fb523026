"""Verbs on entries: log one, change it, take it away."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from organisations.events import record
from organisations.models import Organisation, User
from resultchain.actions.links import link
from resultchain.actions.lists import named, resolve
from resultchain.content import EMPTY, content_of, write
from resultchain.edits import Content, Merged, merge
from resultchain.lists import owner_of_lists
from resultchain.models import Area, ChainEntry, Course, Goal, LinkKind, Perspective

SAME_WITHIN: Final = datetime.timedelta(minutes=1)


class EntryChangedError(Exception):
    """Somebody else has saved: `newest` is how it stands, `merged` what both together would make of it."""

    def __init__(self, newest: ChainEntry, merged: Merged) -> None:
        super().__init__()
        self.newest, self.merged = newest, merged


class LevelRefusedError(Exception):
    """On that level, what led to something would lie to the right of it: `other` is at the other end of the link."""

    def __init__(self, other: ChainEntry) -> None:
        super().__init__()
        self.other = other


class GoalGoneError(Exception):
    """The chosen goal was taken away a moment ago."""


@dataclass(frozen=True)
class Listed:
    """What was chosen from the organisation's own lists: values of their choices, and the name of a course."""

    area: str = ""
    perspectives: Sequence[str] = ()
    course: str = ""


@dataclass(frozen=True)
class Origin:
    """The entry that led to the new one, or gave rise to it."""

    source: ChainEntry
    kind: LinkKind


@transaction.atomic
def log_entry(
    *,
    by: User | None,
    organisation: Organisation,
    content: Mapping[str, Any],
    listed: Listed | None = None,
    origin: Origin | None = None,
    since: datetime.datetime | None = None,
    verb: str = "resultchain.entry_logged",
) -> tuple[ChainEntry, bool]:
    """Log an entry; True when it is new.

    The same content by the same person again is the same entry: since the page was opened, or within a minute.
    What `content` leaves out is empty. Raises LinkRefusedError when the origin can't be linked to it, GoalGoneError.
    """
    _hold_goal(content)
    if by is not None:
        # Of a double click the second one waits here, and then finds what the first one wrote.
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
    top = owner_of_lists(organisation)
    whole = {**EMPTY, **content, "organisation": organisation.pk, **_from_lists(by, top, listed)}
    entry = _same_again(by, whole, since)
    created = entry is None
    if entry is None:
        entry = ChainEntry(created_by=by, saved_by=by)
        write(entry, whole)
        record(actor=by, organisation=organisation, verb=verb, obj=entry, level=int(entry.level))
    if origin is not None:
        link(by=by, source=origin.source, target=entry, kind=origin.kind)
    return entry, created


def _from_lists(
    by: User | None, top: Organisation, listed: Listed | None, had: Course | None = None
) -> Content:
    """Return the ids; a course that the entry `had` stays as it is, put away or not."""
    if listed is None:
        return {}
    area = resolve(by=by, top=top, model=Area, value=listed.area).pk if listed.area else None
    values = set(listed.perspectives)
    chosen = {resolve(by=by, top=top, model=Perspective, value=value).pk for value in values}
    course = had if had is not None and had.name == listed.course else None
    if course is None and listed.course:
        course = named(by=by, top=top, model=Course, name=listed.course)
    return {"area": area, "perspectives": sorted(chosen), "course": course.pk if course else None}


def _same_again(by: User | None, whole: Content, since: datetime.datetime | None) -> ChainEntry | None:
    if by is None:
        return None
    since = min(since or timezone.now(), timezone.now() - SAME_WITHIN)
    rows = ChainEntry.objects.filter(
        created_by=by,
        created_at__gte=since,
        organisation=whole["organisation"],
        what=whole["what"],
        level=whole["level"],
    )
    return next((row for row in rows.order_by("pk") if content_of(row) == whole), None)


@transaction.atomic
def change_entry(
    *,
    by: User,
    entry: ChainEntry,
    content: Mapping[str, Any],
    seen_version: int,
    shown: Mapping[str, Any],
    listed: Listed | None = None,
) -> list[str]:
    """Change an entry and return the names of what changed.

    `shown` is the content that the page of `seen_version` was made from. Raises EntryChangedError when somebody else
    has changed the same things since, LevelRefusedError, GoalGoneError, or Http404 when it has been taken away.
    """
    top = owner_of_lists(entry.organisation)
    # Before the organisation, as whoever logs does: two who hold one and wait for the other would never end.
    _hold_goal(content)
    # A link at the same time could be true to the old level only: linking waits for the same lock.
    Organisation.objects.select_for_update(no_key=True).get(pk=top.pk)
    locked = _lock(entry)
    stored = content_of(locked)
    given = {**content, **_from_lists(by, top, listed, locked.course)}
    merged = merge(stored if seen_version == locked.version else shown, given, stored)
    if merged.asked:
        raise EntryChangedError(locked, merged)
    changed = sorted(name for name, value in merged.content.items() if stored[name] != value)
    if "level" in changed:
        _refuse_left(locked, merged.content["level"])
    if changed:
        locked.saved_at, locked.saved_by, locked.version = timezone.now(), by, locked.version + 1
        write(locked, merged.content)
        record(
            actor=by,
            organisation=locked.organisation,
            verb="resultchain.entry_changed",
            obj=locked,
            fields=changed,
        )
    return changed


def _refuse_left(entry: ChainEntry, level: int) -> None:
    led_to = LinkKind.LED_TO
    after = entry.links_out.filter(kind=led_to, target__level__lt=level).select_related("target")
    before = entry.links_in.filter(kind=led_to, source__level__gt=level).select_related("source")
    for found in after.order_by("pk")[:1]:
        raise LevelRefusedError(found.target)
    for found in before.order_by("pk")[:1]:
        raise LevelRefusedError(found.source)


@transaction.atomic
def remove_entry(*, by: User, entry: ChainEntry, seen_version: int) -> None:
    """Take an entry and its links away. Raises EntryChangedError when it is not as it was seen, or Http404."""
    locked = _lock(entry)
    if locked.version != seen_version:
        raise EntryChangedError(locked, Merged(content_of(locked), ()))
    record(actor=by, organisation=locked.organisation, verb="resultchain.entry_removed", obj=locked)
    locked.delete()


def _hold_goal(content: Mapping[str, Any]) -> None:
    """Keep the chosen goal from being taken away; always before the entry's lock, as whoever removes a goal does."""
    goal = content.get("goal")
    if goal and not Goal.objects.select_for_update(of=("self",), no_key=True).filter(pk=goal).first():
        raise GoalGoneError


def _lock(entry: ChainEntry) -> ChainEntry:
    rows = ChainEntry.objects.select_for_update(of=("self",)).select_related("organisation", "saved_by")
    return get_object_or_404(rows, pk=entry.pk)
