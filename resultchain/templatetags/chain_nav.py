"""The row of links between the parts of the room; every page of it carries the row."""

from dataclasses import dataclass
from typing import Final

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation

register = template.Library()

# Address name → the word that people use, in the order of the row.
PARTS: Final[tuple[tuple[str, Promise], ...]] = (
    ("entries", _("Poster")),
    ("chain", _("Kedjan")),
    ("goals", _("Mål")),
    ("plans", _("Planer")),
    ("training", _("Utbildning")),
    ("diplomas", _("Diplom")),
    ("global_goals", _("Globala mål")),
    ("planning_year", _("Årshjul")),
)


@dataclass(frozen=True)
class Part:
    """One link of the row."""

    title: str | Promise
    url: str
    current: bool


@register.simple_tag
def chain_parts(organisation: Organisation, here: str) -> list[Part]:
    """{% chain_parts membership.organisation here as parts %}: the parts, with the one that the page belongs to."""
    return [Part(title, reverse(name, args=[organisation.slug]), name == here) for name, title in PARTS]
