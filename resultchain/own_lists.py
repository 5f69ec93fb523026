"""The page of an organisation's own lists: each line with how much it is used, and the suggestions nobody has taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.access import ActiveMembership
from organisations.models import Organisation
from resultchain.lists import SUGGESTED, choices
from resultchain.models import Area, Course, Listed, Perspective


@dataclass(frozen=True)
class Kind:
    """One of the lists: what people call it and one line of it."""

    model: type[Listed]
    title: str | Promise
    adding: str | Promise


KINDS: Final[Mapping[str, Kind]] = {
    "omraden": Kind(Area, _("Processer och fokusområden"), _("Ny process eller nytt fokusområde")),
    "perspektiv": Kind(Perspective, _("Perspektiv"), _("Nytt perspektiv")),
    "utbildningar": Kind(Course, _("Utbildningar"), _("Ny utbildning")),
}
"""The lists by the word that stands in addresses."""


@dataclass(frozen=True)
class OwnList:
    """One list as its page shows it. `suggested` are keys and names of suggestions that nobody has taken."""

    key: str
    kind: Kind
    in_use: list[Listed]
    retired: list[Listed]
    suggested: list[tuple[str, str]]


def top_of(membership: ActiveMembership) -> Organisation:
    """Return the member's organisation; a unit has no lists of its own, so its addresses lead nowhere."""
    if membership.organisation.parent_id is not None:
        raise Http404
    return membership.organisation


def own_lists(top: Organisation) -> list[OwnList]:
    """Return the three lists. Three queries."""
    return [_own_list(top, key, kind) for key, kind in KINDS.items()]


def _own_list(top: Organisation, key: str, kind: Kind) -> OwnList:
    rows = kind.model._default_manager.filter(organisation=top).annotate(used=Count("entries"))
    found = list(rows.order_by("sort_key", "pk"))
    offered = choices(found, kind.model)
    return OwnList(
        key=key,
        kind=kind,
        in_use=[line for line in found if line.retired_at is None],
        retired=[line for line in found if line.retired_at is not None],
        suggested=[
            (value.removeprefix(SUGGESTED), name) for value, name in offered if value.startswith(SUGGESTED)
        ],
    )


def kind_of(list_name: str) -> Kind:
    """Return the list that an address names, or 404."""
    if list_name not in KINDS:
        raise Http404
    return KINDS[list_name]


def line_of(top: Organisation, list_name: str, line_id: int) -> Listed:
    """Return a line of one of the organisation's lists, or 404."""
    found = kind_of(list_name).model._default_manager.filter(organisation=top, pk=line_id).first()
    if found is None:
        raise Http404
    return found
