"""Whom something may be shared with: a room above knows, and this one asks it, so that no room looks upwards."""

from collections.abc import Collection
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings
from django.db.models import Model

from organisations.models import Organisation, Share, User


class ChangedAudiencesError(Exception):
    """Somebody else has changed whom it is shared with since the page was made."""


@dataclass(frozen=True)
class Offer:
    """An organisation that something may be shared with, as what ("mentor i Grupp 1"), and whether it stands ticked."""

    organisation: Organisation
    role: str
    ticked: bool


@dataclass(frozen=True)
class Choice:
    """Whom somebody chose (ids of organisations), and whether what was written goes along with the values.

    `seen` is the `state` of the offers that the page showed; none for what nobody has shared yet.
    """

    audiences: frozenset[int]
    with_words: bool = True
    seen: str | None = None


@dataclass(frozen=True)
class Offers:
    """Everybody that one thing may be shared with; nobody outside a programme."""

    rows: tuple[Offer, ...] = ()
    with_words: bool = True

    def __bool__(self) -> bool:
        """Whether there is anybody."""
        return bool(self.rows)

    @property
    def state(self) -> str:
        """What tells a page that was made earlier from how it stands now."""
        ids = sorted(offer.organisation.pk for offer in self.rows if offer.ticked)
        return "-".join([*map(str, ids), "words" if self.with_words else "values"])


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


def shared_with(shared: Model) -> list[Organisation]:
    """Return the organisations that something is shared with now, in the Swedish order of their names. One query."""
    return readers_of([shared]).get(str(shared.pk), [])


def readers_of(things: Collection[Model]) -> dict[str, list[Organisation]]:
    """Return whom each of several things of one model is shared with now, by its id as text. One query."""
    if not things:
        return {}
    model = type(next(iter(things)))
    rows = Share.objects.of(model).open().filter(object_id__in=[str(one.pk) for one in things])
    found: dict[str, list[Organisation]] = {}
    for row in rows.exclude(audience=None).select_related("audience").order_by("audience__sort_key", "pk"):
        if row.audience is not None:
            found.setdefault(row.object_id, []).append(row.audience)
    return found
