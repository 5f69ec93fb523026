"""What is known before an import: entries, links and lists, frozen and without queries; and what one row says."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from organisations.files.places import KnownOrganisation
from resultchain.files.columns import BETWEEN
from resultchain.models import EntryState

MANAGER: Final = "chef"
"""The key of the function that has a column of its own."""


def listed(name: str) -> str:
    """Return a name as a cell with several can hold it."""
    return name.replace(BETWEEN, "/")


def same(name: str) -> str:
    """Return what two names have alike when they mean the same line of a list."""
    return listed(name).lower()


@dataclass(frozen=True)
class Given:
    """What a row, or an entry written as a row, says. Lists are by their names, functions and items by their keys."""

    what: str
    level: int
    state: str = EntryState.DONE.value
    note: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None
    area: str = ""
    perspectives: tuple[str, ...] = ()
    global_goals: frozenset[int] = frozenset()
    national_goals: frozenset[int] = frozenset()
    direction: str = ""
    course: str = ""
    participants: int | None = None
    precision: str = ""
    women: int | None = None
    men: int | None = None
    functions: Mapping[str, int] = field(default_factory=dict)
    quote: str = ""
    quote_source: str = ""
    lesson: str = ""
    method: str = ""
    evidence: str = ""
    strength: str = ""
    goal: str = ""
    ordinary_reference: str = ""
    items: frozenset[str] = frozenset()

    def told(self) -> dict[str, object]:
        """Return what each column says, so that two can be compared."""
        others = frozenset(pair for pair in self.functions.items() if pair[0] != MANAGER)
        return {
            "vad": self.what,
            "niva": self.level,
            "status": self.state,
            "fran": self.first,
            "till": self.last,
            "process": same(self.area),
            "perspektiv": frozenset(map(same, self.perspectives)),
            "globala_mal": self.global_goals,
            "deltagare": (self.participants, self.precision),
            "chefer": self.functions.get(MANAGER),
            "kvinnor": self.women,
            "man": self.men,
            "citat": self.quote,
            "kalla": self.quote_source,
            "lardom": self.lesson,
            "anteckning": self.note,
            "riktning": self.direction,
            "nationella_mal": self.national_goals,
            "kurs": same(self.course),
            "metod": self.method,
            "underlag": self.evidence,
            "styrka": self.strength,
            "funktioner": others,
            "mal": same(self.goal),
            "ordinarie_id": self.ordinary_reference,
            "moment": self.items,
        }


@dataclass(frozen=True)
class KnownEntry:
    """An entry that exists."""

    id: int
    organisation: int
    reference: str
    given: Given


@dataclass(frozen=True)
class KnownGoal:
    """A goal that exists."""

    id: int
    organisation: int
    title: str


class ListName(NamedTuple):
    """A name in one of the lists of an organisation: `kind` is the column, `top` owns the list."""

    kind: str
    top: int
    name: str


@dataclass(frozen=True)
class World:
    """All that the plan looks at. `reach` names the organisation whose page it is: only it and what hangs below it.

    `entries` are those in sight, `links` all of the trees that the file names, also between entries out of sight: no
    circle may be closed through them. `lines` gives the id of a line by its list and what names have alike, `keys` the
    suggestions that a list has taken. `discreet` keeps to itself what existing entries say: whoever asks may not read
    them.
    """

    organisations: Mapping[int, KnownOrganisation]
    today: datetime.date
    entries: tuple[KnownEntry, ...] = ()
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    lines: Mapping[ListName, int] = field(default_factory=dict)
    keys: frozenset[ListName] = frozenset()
    goals: tuple[KnownGoal, ...] = ()
    functions: Mapping[str, int] = field(default_factory=dict)
    function_words: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, int] = field(default_factory=dict)
    reach: KnownOrganisation | None = None
    discreet: bool = False
