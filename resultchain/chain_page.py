"""The page of the chain: which entries are drawn, how far each of them reaches, and what the whole of it shows."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from organisations.models import Organisation
from resultchain.chain import Edge
from resultchain.chain_picture import Drawing, drawing, state_words
from resultchain.levels import ChainLevel
from resultchain.models import ChainEntry, ChainEntryQuerySet
from resultchain.nesting import Item, nested
from resultchain.reach import NOWHERE, UNDATED, Reach, reach
from resultchain.reading import chain_with
from resultchain.summary import ChainSummary, summarise

MOST_DRAWN: Final = 80
MOST_LINES: Final = 200


@dataclass(frozen=True)
class Branch:
    """An entry in the lists within lists. `further` and `on_the_way` are levels above its own, or None."""

    entry: ChainEntry
    level: ChainLevel
    state: str
    further: ChainLevel | None
    on_the_way: ChainLevel | None
    led_to: tuple["Branch", ...]
    gave_rise_to: tuple["Branch", ...]
    is_reference: bool


@dataclass(frozen=True)
class ChainPage:
    """What the page shows. `total` counts the entries that match, `left_out` those that are not drawn."""

    summary: ChainSummary
    drawing: Drawing
    lists: tuple[Branch, ...]
    total: int
    left_out: int
    lines_left_out: int


def chain_page(
    organisation: Organisation, chosen: ChainEntryQuerySet, *, by: datetime.date | None = None
) -> ChainPage:
    """Return the page of the chosen entries of the organisation and its units. Four queries."""
    ids = list(chosen.counted().newest_first().values_list("pk", flat=True))
    chain = chain_with(organisation, frozenset(ids))
    drawn = pick(ids, [edge for edge in chain.edges if {edge.source, edge.target} <= chain.chosen])
    lines = [edge for edge in chain.edges if edge.source in drawn and edge.target in drawn]
    entries = ChainEntry.objects.within(organisation).select_related("organisation").in_bulk(drawn)
    shown = [entries[pk] for pk in ids if pk in entries]
    order = sorted((entry.pk for entry in shown), key=lambda pk: entries[pk].level)
    reached = reach(chain.nodes, chain.edges)
    lister = _Lister(entries, reached, by or UNDATED)
    return ChainPage(
        summary=summarise(chain, reached, by=by, constructed=organisation.constructed),
        drawing=drawing(shown, lines[:MOST_LINES], organisation),
        lists=tuple(lister.listed(nested(order, lines[:MOST_LINES]))),
        total=len(ids),
        left_out=len(ids) - len(shown),
        lines_left_out=len(lines[MOST_LINES:]),
    )


def pick(ids: Sequence[int], edges: Sequence[Edge], most: int = MOST_DRAWN) -> frozenset[int]:
    """Return which entries to draw: all, or when they are too many those that hang together, the newest first.

    `ids` are given newest first. From each entry not yet taken the whole of what it hangs together with is taken, as
    far as there is room.
    """
    if len(ids) <= most:
        return frozenset(ids)
    beside: defaultdict[int, list[int]] = defaultdict(list)
    for edge in edges:
        beside[edge.source].append(edge.target)
        beside[edge.target].append(edge.source)
    taken: dict[int, None] = {}
    for start in ids:
        waiting = [start] if start in beside else []
        while waiting and len(taken) < most:
            here = waiting.pop(0)
            if here not in taken:
                taken[here] = None
                waiting.extend(beside[here])
        if len(taken) >= most:
            break
    return frozenset(taken)


@dataclass(frozen=True)
class _Lister:
    """Gives the lists their entries, and each entry how far it reaches."""

    entries: Mapping[int, ChainEntry]
    reached: Mapping[int, Reach]
    by: datetime.date

    def listed(self, items: Sequence[Item]) -> Iterator[Branch]:
        for item in items:
            entry = self.entries[item.id]
            far = self.reached.get(item.id, NOWHERE)
            now, then = far.level(self.by), far.level_with_ongoing(self.by)
            yield Branch(
                entry=entry,
                level=entry.chain_level,
                state=state_words(entry),
                further=ChainLevel(now) if now > entry.level else None,
                on_the_way=ChainLevel(then) if then > max(now, entry.level) else None,
                led_to=tuple(self.listed(item.led_to)),
                gave_rise_to=tuple(self.listed(item.gave_rise_to)),
                is_reference=item.is_reference,
            )
