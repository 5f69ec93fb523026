"""Who takes part, as lines of text: writing them, and finding the organisations and units that they name."""

import re
from collections.abc import Iterable
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from figures.swedish import listing
from organisations.models import Organisation
from organisations.models.organisation import OrganisationQuerySet
from programmes.models import Participation

MOST_LINES: Final = 30
MOST_GUESSES: Final = 3
CODE: Final = re.compile(r"(?P<name>.*?)\s*\((?P<code>[^()\s]{1,20})\)")


def units_of(participation: Participation) -> list[Organisation]:
    """Return the units that take part, in order; none means the whole organisation."""
    return _sorted(participation.units.all())


def as_lines(participation: Participation) -> str:
    """Return who takes part as somebody would write it: a line an organisation, or one a chosen unit of it."""
    units = units_of(participation)
    lines = []
    for one in _sorted(participation.organisations.all()):
        below = set(Organisation.objects.below(one).values_list("pk", flat=True)) if units else set()
        chosen = [f"{as_line(one)}: {unit.name}" for unit in units if unit.pk in below]
        lines.extend(chosen or [as_line(one)])
    return "\n".join(lines)


def as_line(organisation: Organisation | None) -> str:
    """Return an organisation as `read_one` finds it again."""
    if organisation is None:
        return ""
    return f"{organisation.name} ({organisation.code})" if organisation.code else organisation.name


def read_lines(text: str) -> tuple[list[Organisation], list[Organisation]]:
    """Return the organisations and units that the lines name. Raises ValidationError with what to write instead.

    A line is a name, a code, or "name (code)"; a unit stands after a colon.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise ValidationError(_("Skriv högst %(most)s rader.") % {"most": MOST_LINES})
    organisations: dict[int, Organisation] = {}
    units: dict[int, Organisation] = {}
    faults: list[str] = []
    for line in lines:
        try:
            found, unit = _read(line)
        except ValidationError as error:
            faults.extend(error.messages)
            continue
        organisations[found.pk] = found
        if unit is not None:
            units[unit.pk] = unit
    if faults:
        raise ValidationError(faults)
    return _sorted(organisations.values()), _sorted(units.values())


def read_one(text: str) -> Organisation:
    """Return the organisation that a text names. Raises ValidationError with what to write instead."""
    found: list[Organisation] = list(_named(Organisation.objects.roots(), text)[: MOST_GUESSES + 1])
    if len(found) == 1:
        return found[0]
    if found:
        choices = listing([f"{one.code} ({one.get_kind_display()})" for one in found], get_language() or "sv")
        raise ValidationError(
            _("Flera organisationer heter %(name)s. Skriv koden i stället: %(codes)s.")
            % {"name": text, "codes": choices}
        )
    raise ValidationError(_unknown(text))


def _read(line: str) -> tuple[Organisation, Organisation | None]:
    before, colon, after = line.partition(":")
    found = read_one(before.strip())
    if not colon:
        return found, None
    unit = _named(Organisation.objects.below(found).active(), after.strip()).first()
    if unit is None:
        raise ValidationError(
            _("%(organisation)s har ingen enhet som heter %(unit)s. Rätta namnet, eller ta bort enheten.")
            % {"organisation": found, "unit": after.strip()}
        )
    return found, unit


def _named(rows: OrganisationQuerySet, text: str) -> OrganisationQuerySet:
    with_code = CODE.fullmatch(text)
    if with_code:
        by_both = rows.filter(code=with_code["code"], name__iexact=with_code["name"])
        if by_both.exists():
            return by_both.in_order()
    return (rows.filter(name__iexact=text) | rows.filter(code=text)).in_order()


def _unknown(text: str) -> str:
    words = text.split()
    near = Organisation.objects.roots().filter(name__istartswith=words[0]) if words else None
    guesses = [as_line(one) for one in near.in_order()[:MOST_GUESSES]] if near is not None else []
    if guesses:
        return _("%(name)s finns inte bland organisationerna. Menar du %(guesses)s?") % {
            "name": text,
            "guesses": _(" eller ").join(guesses),
        }
    return _("%(name)s finns inte bland organisationerna. Kontrollera stavningen, eller skriv koden.") % {
        "name": text
    }


def _sorted(found: Iterable[Organisation]) -> list[Organisation]:
    return sorted(found, key=lambda one: (one.sort_key, one.pk))
