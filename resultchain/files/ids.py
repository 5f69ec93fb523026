"""Which entry an id means: the file's own, or the one that the service writes for entries that have none."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from organisations.files.places import KnownOrganisation
from resultchain.files.columns import BETWEEN
from resultchain.files.known import KnownEntry

_OURS: Final = re.compile(r"mr-0*([0-9]{1,18})")


class KnownIds:
    """Finds entries by id within one tree of organisations."""

    def __init__(self, entries: Iterable[KnownEntry], tops: Mapping[int, int]) -> None:
        """`tops` gives the top of the tree by an organisation's id."""
        self.tops = tops
        self.by_id: dict[int, KnownEntry] = {}
        self.by_reference: defaultdict[tuple[int, str], list[KnownEntry]] = defaultdict(list)
        for entry in entries:
            self.by_id[entry.id] = entry
            if entry.reference:
                self.by_reference[tops[entry.organisation], entry.reference.casefold()].append(entry)

    def found(self, text: str, place: KnownOrganisation) -> list[KnownEntry]:
        """Return the entry that an id means in a row of a place; several when they can't be told apart."""
        top = place.line[-1]
        named = self.by_reference.get((top, text.casefold()), [])
        if named:
            return [entry for entry in named if entry.organisation == place.id] or named
        ours = _OURS.fullmatch(text.casefold())
        entry = self.by_id.get(int(ours[1])) if ours else None
        return [entry] if entry and self.tops[entry.organisation] == top else []


def ours(entry: KnownEntry) -> str:
    """Return the service's own id of an entry."""
    return f"mr-{entry.id}"


def written_ids(entries: Iterable[KnownEntry], tops: Mapping[int, int]) -> dict[int, str]:
    """Return what a file calls each entry: its own id when no other has it, else the service's.

    What the service writes never is what another entry is called already: noughts make it another word.
    """
    rows = list(entries)
    said = Counter((tops[entry.organisation], entry.reference.casefold()) for entry in rows)
    taken = set(said)
    found = {}
    for entry in rows:
        key = tops[entry.organisation], entry.reference.casefold()
        if entry.reference and said[key] == 1 and BETWEEN not in entry.reference:
            found[entry.id] = entry.reference
            continue
        noughts = ""
        while (key[0], f"mr-{noughts}{entry.id}") in taken:
            noughts += "0"
        found[entry.id] = f"mr-{noughts}{entry.id}"
    return found
