"""What the organisation says of itself beside what its entries show by that day: two columns, never one."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from figures import swedish
from organisations.models import Organisation
from resultchain.findings import language, led_finding
from resultchain.levels import ChainLevel
from resultchain.models import Position, PositionLevel
from resultchain.reach import LevelCount, Overview, overview, reach
from resultchain.reading import Chain, chain_with


@dataclass(frozen=True)
class LevelRow:
    """One level: what is said of it, or nothing, and what the entries show."""

    level: ChainLevel
    said: PositionLevel | None
    shown: str


@dataclass(frozen=True)
class Statement:
    """One statement with its rows; `finding` is what the entries show of the activities by its day."""

    position: Position
    rows: tuple[LevelRow, ...]
    finding: str


@dataclass(frozen=True)
class Beside:
    """Gives each statement what the entries show by its day. The chain is read once: two queries."""

    chain: Chain

    @classmethod
    def of(cls, organisation: Organisation) -> "Beside":
        """Read the chain of an organisation and its units."""
        return cls(chain_with(organisation, frozenset()))

    @property
    def undated(self) -> int:
        """How many entries are done and say no day: they are beside no statement."""
        return sum(node.has_happened and node.day is None for node in self.chain.nodes)

    def statements(self, positions: Iterable[Position]) -> Iterator[Statement]:
        """Put what the entries show beside each statement."""
        reached = reach(self.chain.nodes, self.chain.edges)
        counted: dict[datetime.date, Overview] = {}
        for position in positions:
            if position.date not in counted:
                counted[position.date] = overview(self.chain.nodes, reached, position.date)
            found = counted[position.date]
            yield Statement(position, tuple(_rows(position, found)), f"{led_finding(found)}.")


def _rows(position: Position, found: Overview) -> Sequence[LevelRow]:
    said = {row.level: row for row in position.levels.all()}
    return [
        LevelRow(
            ChainLevel(count.level), said.get(count.level), _shown(count, found.led_to.get(count.level, 0))
        )
        for count in found.levels
    ]


def _shown(count: LevelCount, led: int) -> str:
    """Say in sentences how many entries stand on a level, and how many activities have led to it."""
    parts = []
    if count.done:
        words = {"n": swedish.number(count.done, 0, language())}
        parts.append(ngettext("%(n)s klar post", "%(n)s klara poster", count.done) % words)
    if count.ongoing:
        parts.append(_("%(n)s som pågår") % {"n": swedish.number(count.ongoing, 0, language())})
    sentences = (
        [_("%(parts)s.") % {"parts": swedish.listing(parts, language())}] if parts else [_("Inga poster.")]
    )
    if led:
        words = {"n": swedish.number(led, 0, language())}
        sentences.append(
            ngettext("%(n)s aktivitet har lett hit.", "%(n)s aktiviteter har lett hit.", led) % words
        )
    return " ".join(sentences)
