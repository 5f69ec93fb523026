"""Whom something may be shared with: a room above knows, and this one asks it, so that no room looks upwards."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings
from django.db.models import Model

from organisations.models import Organisation, Share, User
from organisations.models.share import COUNTED_ONLY


class ChangedAudiencesError(Exception):
    """Somebody else has changed whom it is shared with since the page was made."""


class Depth(StrEnum):
    """How much is shared: all, the values without what was written, or only as one of many in a spread."""

    WORDS = "words"
    VALUES = "values"
    SPREAD = "spread"


@dataclass(frozen=True)
class Offer:
    """An organisation that something may be shared with, as what ("mentor i Grupp 1"), and whether it stands ticked."""

    organisation: Organisation
    role: str
    ticked: bool


@dataclass(frozen=True)
class Apart:
    """How far apart functions rated on their own may be told to those who lead (ids); `ticked`: it is told now."""

    leads: frozenset[int]
    ticked: bool


@dataclass(frozen=True)
class Choice:
    """Whom somebody chose (ids of organisations), how much of it, and whether those who lead are told of functions.

    `seen` is the `state` of the offers that the page showed; none for what nobody has shared yet.
    """

    audiences: frozenset[int]
    depth: Depth = Depth.WORDS
    seen: str | None = None
    apart: bool = False


@dataclass(frozen=True)
class Offers:
    """Everybody that one thing may be shared with; nobody outside a programme. No `apart`: too few people rated."""

    rows: tuple[Offer, ...] = ()
    depth: Depth = Depth.WORDS
    apart: Apart | None = None

    def __bool__(self) -> bool:
        """Whether there is anybody."""
        return bool(self.rows)

    @property
    def state(self) -> str:
        """What tells a page that was made earlier from how it stands now."""
        ids = sorted(offer.organisation.pk for offer in self.rows if offer.ticked)
        told = ["apart"] if self.apart and self.apart.ticked else []
        return "-".join([*map(str, ids), self.depth.value, *told])


class Room(Protocol):
    """What the module that the setting AUDIENCES names has."""

    def offers(self, shared: Model) -> Offers:
        """Return whom it may be shared with, ticked where it is or will be unless somebody says no."""

    def choose(self, *, by: User, shared: Model, choice: Choice | None) -> None:
        """Share with those chosen and end it for others; no choice: as the version before it is shared.

        Raises ChangedAudiencesError.
        """


def room() -> Room:
    """Return the room that knows; the roof names it in the settings."""
    return cast("Room", import_module(settings.AUDIENCES))


@dataclass(frozen=True)
class Audiences:
    """Who reads something now, and who only counts it in a spread; in the Swedish order of their names."""

    readers: tuple[Organisation, ...] = ()
    counters: tuple[Organisation, ...] = ()


def audiences_of(things: Collection[Model]) -> dict[str, Audiences]:
    """Return whom each of several things of one model is shared with now, by its id as text. One query."""
    if not things:
        return {}
    model = type(next(iter(things)))
    rows = Share.objects.of(model).open().filter(object_id__in=[str(one.pk) for one in things])
    found: dict[str, Audiences] = {}
    for row in rows.exclude(audience=None).select_related("audience").order_by("audience__sort_key", "pk"):
        if row.audience is not None:
            there = found.get(row.object_id, Audiences())
            is_counted = row.reason == COUNTED_ONLY
            found[row.object_id] = Audiences(
                there.readers if is_counted else (*there.readers, row.audience),
                (*there.counters, row.audience) if is_counted else there.counters,
            )
    return found


def audiences_with(shared: Model) -> Audiences:
    """Return whom something is shared with now. One query."""
    return audiences_of([shared]).get(str(shared.pk), Audiences())


def shared_with(shared: Model) -> list[Organisation]:
    """Return the organisations that read something now. One query."""
    return readers_of([shared]).get(str(shared.pk), [])


def readers_of(things: Collection[Model]) -> dict[str, list[Organisation]]:
    """Return who reads each of several things of one model now, by its id as text. One query."""
    found = audiences_of(things)
    return {key: list(one.readers) for key, one in found.items() if one.readers}
