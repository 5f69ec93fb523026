"""The register of public bodies, read from the files in data/: what each organisation is called, where it lies."""

import csv
import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Final

from django.utils.text import slugify

from organisations.models import Kind

DATA: Final = Path(__file__).parent / "data"
REGISTER_START: Final = datetime.date(1971, 1, 1)
"""Where the register begins, the year of the municipal reform. It says nothing about one organisation's history."""
FOUR_DECIMALS: Final = Decimal("0.0001")
GOTLAND: Final = ("0009", "0980")
"""Region Gotland is the municipality of Gotland: two records, one legal person. The first points at the second."""


@dataclass(frozen=True)
class Entry:
    """One organisation of the register. Positions are WGS 84 degrees with four decimals."""

    code: str
    kind: Kind
    name: str
    slug: str
    county_code: str = ""
    county_name: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True)
class FunctionEntry:
    """In which function people take part, with its name in both languages."""

    key: str
    name_sv: str
    name_en: str
    position: int


FUNCTIONS: Final = tuple(
    FunctionEntry(key, name_sv, name_en, position)
    for position, (key, name_sv, name_en) in enumerate(
        (
            ("politiker", "politiker", "politician"),
            ("chef", "chef", "manager"),
            ("nyckelperson", "nyckelperson", "key person"),
            ("analytiker", "analytiker", "analyst"),
            ("ekonom", "ekonom", "economist"),
            ("kommunikator", "kommunikatör", "communications officer"),
            ("ovriga", "övriga", "others"),
        ),
        start=1,
    )
)


def entries() -> list[Entry]:
    """Return all 333 organisations: municipalities, regions, county administrative boards and SKR."""
    counties = {row["lanskod"]: row for row in _rows("regioner.csv")}
    municipalities = [_municipality(row, counties) for row in _rows("kommuner.csv")]
    regions = [_region(row, municipalities) for row in counties.values()]
    boards = [_county_board(row) for row in counties.values()]
    return _with_own_slugs([*municipalities, *regions, *boards, _skr()])


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _municipality(row: dict[str, str], counties: dict[str, dict[str, str]]) -> Entry:
    return Entry(
        code=row["kommunkod"],
        kind=Kind.MUNICIPALITY,
        name=row["kommun"],
        slug=slugify(row["kommun"]),
        county_code=row["lanskod"],
        county_name=counties[row["lanskod"]]["lan"],
        latitude=Decimal(row["lat"]).quantize(FOUR_DECIMALS),
        longitude=Decimal(row["lon"]).quantize(FOUR_DECIMALS),
    )


def _region(row: dict[str, str], municipalities: Sequence[Entry]) -> Entry:
    inside = [each for each in municipalities if each.county_code == row["lanskod"]]
    return Entry(
        # As Kolada writes it: two noughts and the county code.
        code=f"00{row['lanskod']}",
        kind=Kind.REGION,
        name=row["region"],
        slug=slugify(row["region"]),
        county_code=row["lanskod"],
        county_name=row["lan"],
        latitude=_mean([each.latitude for each in inside if each.latitude is not None]),
        longitude=_mean([each.longitude for each in inside if each.longitude is not None]),
    )


def _county_board(row: dict[str, str]) -> Entry:
    name = f"Länsstyrelsen i {row['lan']}"
    return Entry(
        code=f"L{row['lanskod']}",
        kind=Kind.COUNTY_BOARD,
        name=name,
        slug=slugify(name),
        county_code=row["lanskod"],
        county_name=row["lan"],
    )


def _skr() -> Entry:
    return Entry(code="SKR", kind=Kind.NATIONAL, name="Sveriges Kommuner och Regioner", slug="skr")


def _mean(values: Sequence[Decimal]) -> Decimal:
    return (sum(values, Decimal(0)) / len(values)).quantize(FOUR_DECIMALS, ROUND_HALF_UP)


def _with_own_slugs(found: Sequence[Entry]) -> list[Entry]:
    """Add the code where two names become the same address: Habo and Håbo."""
    uses = Counter(entry.slug for entry in found)
    return [
        entry if uses[entry.slug] == 1 else replace(entry, slug=f"{entry.slug}-{entry.code}")
        for entry in found
    ]
