"""The main menu: only what the caller's roles open, read from the doors themselves."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.access import ActiveMembership
from organisations.models import Organisation, Role

COMPARISON: Final = "comparison"
# Address name → the word that people use. Each is a page of one organisation.
ROOMS: Final[tuple[tuple[str, Promise], ...]] = (
    ("checklists", _("Checklista")),
    ("entries", _("Resultatkedja")),
    ("surveys", _("Enkäter")),
    ("programmes", _("Satsningar")),
    (COMPARISON, _("Jämförelse")),
    ("reports", _("Rapporter")),
    ("people", _("Personer")),
    ("organisation", _("Organisation")),
)


@dataclass(frozen=True)
class Place:
    """One line of the main menu."""

    title: str | Promise
    url: str
    current: bool = False


@dataclass(frozen=True)
class Seat:
    """An organisation where the caller has a role; what the switcher lists. `compares`: it is in a programme."""

    organisation: Organisation
    roles: frozenset[Role]
    may_publish: bool = False
    compares: bool = True

    @property
    def role(self) -> Role:
        """The strongest of the roles."""
        return next(role for role in Role if role in self.roles)


def places(
    request: HttpRequest, membership: ActiveMembership | None, memberships: Sequence[Seat]
) -> list[Place]:
    """Return the menu. Outside an organisation's pages it leads to the caller's only one, if there is only one."""
    if not request.user.is_authenticated:
        return []
    here: ActiveMembership | Seat | None = membership
    if here is None and len(memberships) == 1:
        here = memberships[0]
    start = reverse("start")
    if membership is not None and len(memberships) > 1:
        start = f"{start}?organisation={membership.organisation.slug}"
    found = [Place(_("Start"), start)]
    if here is None:
        found.append(Place(_("Organisationer"), reverse("directory")))
    else:
        slug = here.organisation.slug
        found += [
            Place(title, reverse(name, args=[slug]))
            for name, title in ROOMS
            if here.roles & _opened_by(name) and (name != COMPARISON or _compares(here, memberships))
        ]
    if getattr(request.user, "is_administrator", False):
        found.append(Place(_("Administration"), reverse("administration")))
    return _mark_current(found, request.path)


def _compares(here: ActiveMembership | Seat, memberships: Sequence[Seat]) -> bool:
    """Whether there is something to compare where the caller is; a unit below the caller's place is not asked about."""
    return all(seat.compares for seat in memberships if seat.organisation == here.organisation)


@functools.cache
def _opened_by(name: str) -> frozenset[Role]:
    """Return the roles that a room's door lets in."""
    roles: frozenset[Role] = resolve(reverse(name, args=["x"])).func.door_roles  # type: ignore[attr-defined]
    return roles


def _mark_current(found: list[Place], path: str) -> list[Place]:
    """Mark the deepest place that the address lies in; the start page is only itself."""

    def holds(place: Place) -> bool:
        own = place.url.partition("?")[0]
        return path == own or (own != "/" and path.startswith(own))

    current = max(filter(holds, found), key=lambda place: len(place.url), default=None)
    return [replace(place, current=place is current) for place in found]
