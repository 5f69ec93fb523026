"""Loading the register: adds what is missing and corrects what has changed, and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from figures.swedish import sort_key
from organisations.models import Function, Organisation
from organisations.register import FUNCTIONS, GOTLAND, REGISTER_START, Entry, entries

# The slug is not among them: an address that somebody has saved must go on leading to the same organisation.
CORRECTED: Final = ("kind", "name", "sort_key", "county_code", "county_name", "latitude", "longitude")


@dataclass(frozen=True)
class Loaded:
    """How many rows a load wrote."""

    organisations_added: int
    organisations_corrected: int
    functions_added: int


@transaction.atomic
def load_register() -> Loaded:
    """Bring the register into the database. Six queries on a full database, and no write when nothing has changed."""
    known = {each.code: each for each in Organisation.objects.exclude(code=None)}
    wanted = entries()
    added = Organisation.objects.bulk_create(_new(wanted, known))
    known |= {each.code: each for each in added}
    corrected = [known[entry.code] for entry in wanted if _correct(known[entry.code], entry)]
    Organisation.objects.bulk_update(corrected, CORRECTED)
    _tie(known)
    return Loaded(len(added), len(corrected), _load_functions())


def _new(wanted: Sequence[Entry], known: dict[str | None, Organisation]) -> Iterator[Organisation]:
    for entry in wanted:
        if entry.code not in known:
            organisation = Organisation(code=entry.code, slug=entry.slug, valid_from=REGISTER_START)
            _correct(organisation, entry)
            yield organisation


def _correct(organisation: Organisation, entry: Entry) -> bool:
    """Write the register's facts into the row in memory and return whether that changed it."""
    facts = {name: getattr(entry, name, None) for name in CORRECTED} | {"sort_key": sort_key(entry.name)}
    changed = {name: value for name, value in facts.items() if getattr(organisation, name) != value}
    for name, value in changed.items():
        setattr(organisation, name, value)
    return bool(changed)


def _tie(known: dict[str | None, Organisation]) -> None:
    region, municipality = (known[code] for code in GOTLAND)
    if region.same_legal_person_as_id != municipality.pk:
        region.same_legal_person_as = municipality
        region.save(update_fields=["same_legal_person_as"])


def _load_functions() -> int:
    """Add the functions that are missing; those that administrators have renamed or retired stay as they are."""
    known = set(Function.objects.values_list("key", flat=True))
    new = [
        Function(key=each.key, name_sv=each.name_sv, name_en=each.name_en, position=each.position)
        for each in FUNCTIONS
        if each.key not in known
    ]
    return len(Function.objects.bulk_create(new))
