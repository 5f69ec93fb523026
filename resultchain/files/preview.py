"""What an import would do, put so that a person can say yes: unit by unit, with what would be new in the lists."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from figures.swedish import sort_key
from organisations.files.faults import RowFault, shown
from organisations.files.places import KnownOrganisation
from resultchain.files.plan import NewEntry, Plan
from resultchain.levels import WORDS, ChainLevel

MOST_ENTRIES: Final = 50
MOST_NAMES: Final = 100
TITLES: Final[dict[str, Promise]] = {
    "process": gettext_lazy("Nya processer och fokusområden"),
    "perspektiv": gettext_lazy("Nya perspektiv"),
    "kurs": gettext_lazy("Nya utbildningar"),
    "mal": gettext_lazy("Nya mål"),
}


@dataclass(frozen=True)
class EntryPart:
    """One entry that would be added."""

    what: str
    level: int
    level_name: str | Promise


@dataclass(frozen=True)
class PlacePart:
    """What would be added at one organisation or unit, as much as a page can show."""

    place: KnownOrganisation
    entries: tuple[EntryPart, ...]
    more: int

    @property
    def number(self) -> int:
        """How many entries."""
        return len(self.entries) + self.more


@dataclass(frozen=True)
class NamesPart:
    """What one list would get."""

    title: Promise
    names: tuple[str, ...]
    more: int

    @property
    def number(self) -> int:
        """How many names."""
        return len(self.names) + self.more


@dataclass(frozen=True)
class Preview:
    """The whole of it."""

    parts: tuple[PlacePart, ...]
    lists: tuple[NamesPart, ...]
    new: int
    unchanged: int
    links: int
    does_something: bool
    faults: tuple[RowFault, ...]
    more_faults: int


def preview(plan: Plan) -> Preview:
    """Put a plan together for a page."""
    found: defaultdict[int, list[NewEntry]] = defaultdict(list)
    for entry in plan.new:
        found[entry.place.id].append(entry)
    faults, more_faults = shown(plan.faults)
    return Preview(
        parts=tuple(_place(entries) for entries in found.values()),
        lists=tuple(_lists(plan)),
        new=len(plan.new),
        unchanged=plan.unchanged,
        links=len(plan.links),
        does_something=plan.does_something,
        faults=faults,
        more_faults=more_faults,
    )


def _place(entries: list[NewEntry]) -> PlacePart:
    return PlacePart(
        entries[0].place,
        tuple(_entry(entry) for entry in entries[:MOST_ENTRIES]),
        max(len(entries) - MOST_ENTRIES, 0),
    )


def _entry(new: NewEntry) -> EntryPart:
    level = new.given.level
    return EntryPart(new.given.what, level, WORDS[ChainLevel(level)].short if level else "")


def _lists(plan: Plan) -> list[NamesPart]:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for line in plan.lines:
        names[line.at.kind].add(line.name)
    for goal in plan.new_goals:
        names["mal"].add(goal.title)
    return [
        NamesPart(TITLES[kind], tuple(ordered[:MOST_NAMES]), max(len(ordered) - MOST_NAMES, 0))
        for kind, found in names.items()
        if (ordered := sorted(found, key=sort_key))
    ]
