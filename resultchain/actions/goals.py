"""Verbs on goals: set one, change it, take it away, and say which entries are its measures."""

from collections.abc import Collection
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.shortcuts import get_object_or_404
from django.utils import timezone

from figures.swedish import sort_key
from organisations.events import record, record_many
from organisations.models import Organisation, User
from resultchain.actions.saved import hold, lock, write
from resultchain.models import ChainEntry, Goal

MOST_GOALS: Final = 1_000
"""How many goals one organisation may have; its units have their own."""


class TooManyError(Exception):
    """There is no room for one more."""


class MeasuresChangedError(Exception):
    """The goal has other measures than the page said that would be left: `goal` is how it stands now."""


@transaction.atomic
def add_goal(*, by: User, organisation: Organisation, **content: Any) -> tuple[Goal, bool]:
    """Set a goal; the same one sent twice is one goal, and the second time gives False. Raises TooManyError."""
    hold(organisation)
    mine = Goal.objects.filter(organisation=organisation)
    same = mine.filter(**content).first()
    if same is not None:
        return same, False
    if mine.count() >= MOST_GOALS:
        raise TooManyError
    goal = Goal.objects.create(
        organisation=organisation,
        sort_key=sort_key(content["title"]),
        created_by=by,
        saved_by=by,
        **content,
    )
    record(actor=by, organisation=organisation, verb="resultchain.goal_added", obj=goal)
    return goal, True


@transaction.atomic
def change_goal(*, by: User, goal: Goal, seen: int | None, **content: Any) -> None:
    """Change a goal. Raises ChangedError when it is not as it was `seen`."""
    locked = lock(goal)
    wanted = {**content, "sort_key": sort_key(content["title"])}
    changed = [name for name in write(locked, by=by, seen=seen, wanted=wanted) if name != "sort_key"]
    if changed:
        record(
            actor=by,
            organisation=locked.organisation,
            verb="resultchain.goal_changed",
            obj=locked,
            fields=changed,
        )


@transaction.atomic
def remove_goal(*, by: User, goal: Goal, measures: int) -> None:
    """Take a goal away with its indicators; its measures stay, without a goal.

    `measures` is how many the page said. Raises MeasuresChangedError when there are others.
    """
    locked = lock(goal)
    found = list(locked.measures.select_for_update(of=("self",), no_key=True).order_by("pk"))
    if len(found) != measures:
        raise MeasuresChangedError
    _set_goal(by=by, entries=found, goal=None)
    record(
        actor=by,
        organisation=locked.organisation,
        verb="resultchain.goal_removed",
        obj=locked,
        measures=len(found),
    )
    locked.delete()


@transaction.atomic
def attach(*, by: User, goal: Goal, entries: Collection[int]) -> int:
    """Make entries of the goal's organisation its measures; return how many. Those that have a goal are left."""
    # Not as for a removal: somebody who saves one of the entries with this goal needs the goal's key meanwhile.
    goals = Goal.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    locked = get_object_or_404(goals, pk=goal.pk)
    mine = ChainEntry.objects.within(locked.organisation).filter(pk__in=entries, goal=None)
    found = list(mine.select_for_update(of=("self",), no_key=True).order_by("pk"))
    _set_goal(by=by, entries=found, goal=locked)
    return len(found)


@transaction.atomic
def detach(*, by: User, goal: Goal, entry: ChainEntry) -> bool:
    """Say that an entry is no measure of the goal any more; False when it already was none."""
    found = list(goal.measures.select_for_update(of=("self",), no_key=True).filter(pk=entry.pk))
    _set_goal(by=by, entries=found, goal=None)
    return bool(found)


def _set_goal(*, by: User, entries: Collection[ChainEntry], goal: Goal | None) -> None:
    """Set it on locked entries as a save of each: an older page of one of them is told so."""
    ids = [entry.pk for entry in entries]
    ChainEntry.objects.filter(pk__in=ids).update(
        goal=goal, version=F("version") + 1, saved_at=timezone.now(), saved_by=by
    )
    record_many(
        actor=by,
        verb="resultchain.entry_changed",
        happened=[(entry.organisation_id, entry) for entry in entries],
    )
