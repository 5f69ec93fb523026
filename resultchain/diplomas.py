"""Diplomas of an organisation and its units, and whether they still hold."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.db.models import F

from figures.text import clean_line
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


@dataclass(frozen=True)
class DiplomaInForce:
    """A diploma as a report tells of it."""

    unit: str
    name: str
    issuer: str
    issued_on: datetime.date
    valid_to: datetime.date | None


def in_force(organisation: Organisation, day: datetime.date) -> list[DiplomaInForce]:
    """Return the diplomas that hold on a day, unit by unit. One query."""
    found = diplomas_of(organisation).filter(issued_on__lte=day)
    return [
        DiplomaInForce(
            unit=clean_line(one.organisation.name),
            name=clean_line(one.name),
            issuer=clean_line(one.issuer),
            issued_on=one.issued_on,
            valid_to=one.valid_to,
        )
        for one in found
        if validity(one.valid_to, day) != Validity.OVER
    ]


def ending_soon(organisation: Organisation, today: datetime.date) -> list[Diploma]:
    """Return the diplomas that end within three months, the soonest first. One query."""
    found: Any = Diploma.objects.within(organisation).filter(valid_to__range=(today, today + SOON))
    return list(found.select_related("organisation").order_by("valid_to", "pk"))
