"""The row of links between the parts of one programme; every page of it carries the row."""

from dataclasses import dataclass
from typing import Final

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programmes.found import Place
from programmes.judging import may_read

register = template.Library()

# Address name → the word that people use, in the order of the row.
PARTS: Final[tuple[tuple[str, Promise], ...]] = (
    ("programme", _("Översikt")),
    ("expectation", _("Roller")),
    ("participations", _("Deltagare")),
    ("groups", _("Grupper")),
    ("meetings", _("Träffar")),
    ("shared", _("Delat")),
    ("documents", _("Dokument")),
    ("letters", _("Brev")),
    ("status_board", _("Läget")),
    ("programme_follow_up", _("Uppföljning")),
    ("attainment", _("Måluppfyllelse")),
)
FOR_LEADERS: Final = frozenset({"letters", "status_board"})


@dataclass(frozen=True)
class Link:
    """One link of the row."""

    title: str | Promise
    url: str
    current: bool


@register.simple_tag
def programme_parts(place: Place, here: str) -> list[Link]:
    """{% programme_parts place here as parts %}: what the caller may open, with the part that the page belongs to."""
    return [
        Link(title, _address(place, name), name == here) for name, title in PARTS if _may_open(place, name)
    ]


def _may_open(place: Place, name: str) -> bool:
    if name == "attainment":
        return may_read(place)
    if name == "programme_follow_up":
        return place.may_lead
    return name not in FOR_LEADERS or place.may_lead_some


def _address(place: Place, name: str) -> str:
    args: list[object] = [place.organisation.slug, place.programme.pk]
    if name == "expectation":
        args.append(place.parts[0].value)
    return reverse(name, args=args)
