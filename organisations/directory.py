"""The list of organisations that everybody signed in may read: public facts, and totals that count bodies once."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext as _

from figures.swedish import chosen, listing, number
from organisations.models import Kind, Organisation

# How many of a kind, as words in a sentence.
COUNTED: Final = {
    Kind.MUNICIPALITY: ngettext_lazy("%(number)s kommun", "%(number)s kommuner", "count"),
    Kind.REGION: ngettext_lazy("%(number)s region", "%(number)s regioner", "count"),
    Kind.AGENCY: ngettext_lazy("%(number)s myndighet", "%(number)s myndigheter", "count"),
    Kind.COUNTY_BOARD: ngettext_lazy("%(number)s länsstyrelse", "%(number)s länsstyrelser", "count"),
    Kind.ADMINISTRATION: ngettext_lazy("%(number)s förvaltning", "%(number)s förvaltningar", "count"),
    Kind.BOARD: ngettext_lazy("%(number)s nämnd", "%(number)s nämnder", "count"),
    Kind.COMPANY: ngettext_lazy("%(number)s bolag", "%(number)s bolag", "count"),
    Kind.FEDERATION: ngettext_lazy("%(number)s kommunalförbund", "%(number)s kommunalförbund", "count"),
    Kind.INSTITUTE: ngettext_lazy(
        "%(number)s institut eller lärosäte", "%(number)s institut eller lärosäten", "count"
    ),
    Kind.CIVIL_SOCIETY: ngettext_lazy(
        "%(number)s organisation i civilsamhället", "%(number)s organisationer i civilsamhället", "count"
    ),
    Kind.NATIONAL: ngettext_lazy(
        "%(number)s nationell organisation", "%(number)s nationella organisationer", "count"
    ),
}


@dataclass(frozen=True)
class Listed:
    """A list of organisations with its totals."""

    organisations: tuple[Organisation, ...]
    kinds: tuple[tuple[Kind, int], ...]
    legal_persons: int

    @property
    def records(self) -> int:
        """How many lines the list has."""
        return len(self.organisations)

    @property
    def counted_twice(self) -> bool:
        """Whether some body stands in the list under two kinds, as Gotland does."""
        return self.legal_persons != self.records


def listed(organisations: Iterable[Organisation]) -> Listed:
    """Count a list: records by kind, in the order of the kinds, and legal persons once each."""
    found = tuple(organisations)
    by_kind = Counter(Kind(each.kind) for each in found)
    return Listed(
        organisations=found,
        kinds=tuple((kind, by_kind[kind]) for kind in Kind if by_kind[kind]),
        legal_persons=len({each.same_legal_person_as_id or each.pk for each in found}),
    )


def totals(found: Listed) -> str:
    """Write the totals: "290 kommuner och 21 regioner, 310 juridiska personer"."""
    language = chosen(get_language())
    parts = [_counted(kind, count) for kind, count in found.kinds]
    sentence = listing(parts, language)
    if not found.counted_twice:
        return sentence
    bodies = _("%(number)s juridiska personer") % {"number": number(found.legal_persons, 0, language)}
    return f"{sentence}, {bodies}"


def _counted(kind: Kind, count: int) -> str:
    text = COUNTED[kind] % {"count": count, "number": number(count, 0, chosen(get_language()))}
    return str(text)
