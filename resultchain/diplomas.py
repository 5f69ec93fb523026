"""Diplomas of an organisation and its units, and whether they still hold."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.db.models import F

from organisations.models import Organisation
from resultchain.models import Diploma

SOON: Final = datetime.timedelta(days=90)
"""How long before its last day a diploma is pointed out: three months."""


class Validity(StrEnum):
    """Whether a diploma holds on a day."""

    VALID = "valid"
    SOON = "soon"
    OPEN = "open"
    OVER = "over"


def validity(valid_to: datetime.date | None, today: datetime.date) -> Validity:
    """Say whether something that holds to a day, that day included, holds today; no end is an answer of its own."""
    if valid_to is None:
        return Validity.OPEN
    if valid_to < today:
        return Validity.OVER
    return Validity.SOON if valid_to <= today + SOON else Validity.VALID


@dataclass(frozen=True)
class DiplomaRow:
    """One diploma as a page shows it."""

    diploma: Diploma
    validity: Validity


@dataclass(frozen=True)
class UnitDiplomas:
    """One unit: the diplomas that hold, the soonest to end first, and those that are over, the latest first."""

    unit: Organisation
    holding: tuple[DiplomaRow, ...]
    over: tuple[DiplomaRow, ...]


def diplomas_of(organisation: Organisation) -> Any:
    """Return the diplomas of the organisation and the units below it, unit by unit."""
    found: Any = Diploma.objects.within(organisation).select_related("organisation")
    order = (F("valid_to").asc(nulls_last=True), "name", "pk")
    return found.order_by("organisation__sort_key", "organisation_id", *order)


def by_unit(diplomas: Iterable[Diploma], today: datetime.date) -> list[UnitDiplomas]:
    """Gather diplomas that come unit by unit."""
    units: dict[Organisation, list[DiplomaRow]] = {}
    for diploma in diplomas:
        row = DiplomaRow(diploma, validity(diploma.valid_to, today))
        units.setdefault(diploma.organisation, []).append(row)
    return [
        UnitDiplomas(
            unit,
            tuple(row for row in rows if row.validity != Validity.OVER),
            tuple(row for row in reversed(rows) if row.validity == Validity.OVER),
        )
        for unit, rows in units.items()
    ]


def ending_soon(organisation: Organisation, today: datetime.date) -> list[Diploma]:
    """Return the diplomas that end within three months, the soonest first. One query."""
    found: Any = Diploma.objects.within(organisation).filter(valid_to__range=(today, today + SOON))
    return list(found.select_related("organisation").order_by("valid_to", "pk"))
