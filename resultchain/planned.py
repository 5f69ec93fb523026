"""What is planned and waits to be followed up, of what a member may change."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, F, Min, Q

from organisations.access import ActiveMembership
from resultchain.access import may_write
from resultchain.found import entries_of
from resultchain.models import ChainEntry, ChainEntryQuerySet, EntryState

MOST: Final = 50
"""Things of each sort on one page; answered ones make room for the next."""


@dataclass(frozen=True)
class Numbers:
    """How many planned things there are: those whose day has come, since when, and those that lie ahead."""

    due: int
    since: datetime.date | None
    coming: int


def answerable(membership: ActiveMembership) -> ChainEntryQuerySet:
    """Return the entries that the member may say something of: a coordinator all, a contributor those they logged."""
    found = entries_of(membership)
    if membership.is_coordinator:
        return found
    return found.filter(created_by=membership.user) if may_write(membership) else found.none()


def planned_of(membership: ActiveMembership) -> ChainEntryQuerySet:
    """Return those of them that are planned."""
    return answerable(membership).filter(state=EntryState.PLANNED)


def numbers(membership: ActiveMembership, today: datetime.date) -> Numbers:
    """Count what is planned. One query."""
    due = Q(day__lte=today)
    counted = planned_of(membership).aggregate(due=Count("pk", filter=due), since=Min("day"), all=Count("pk"))
    return Numbers(
        counted["due"], counted["since"] if counted["due"] else None, counted["all"] - counted["due"]
    )


def to_follow_up(membership: ActiveMembership, today: datetime.date) -> list[ChainEntry]:
    """Return the first of what is due, and the first of what lies ahead, the earliest day first. Two queries."""
    rows = planned_of(membership).select_related("organisation", "saved_by")
    due = rows.filter(day__lte=today).order_by("day", "pk")[:MOST]
    ahead = rows.filter(Q(day__gt=today) | Q(day=None)).order_by(F("day").asc(nulls_last=True), "pk")[:MOST]
    return [*due, *ahead]


def sent_back(membership: ActiveMembership, ids: Collection[int]) -> list[ChainEntry]:
    """Return the entries that a page showed, as they are now, in the page's order. One query."""
    found = answerable(membership).filter(pk__in=ids).select_related("organisation", "saved_by")
    return sorted(found, key=lambda entry: (entry.day is None, entry.day or datetime.date.max, entry.pk))


def is_due(entry: ChainEntry, today: datetime.date) -> bool:
    """Whether its day has come."""
    return entry.day is not None and entry.day <= today
