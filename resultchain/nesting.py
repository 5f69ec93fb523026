"""The chain as lists within lists: each entry once in full, and by a reference wherever it is reached again."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from resultchain.chain import Edge

DEEPEST: Final = 5
"""What lies deeper begins a list of its own: on a narrow screen there is no room for more steps to the right."""


@dataclass(frozen=True)
class Item:
    """An entry; what it led to and what it gave rise to. A reference stands in full somewhere else on the page."""

    id: int
    led_to: tuple["Item", ...] = ()
    gave_rise_to: tuple["Item", ...] = ()
    is_reference: bool = False


@dataclass
class _Walk:
    """What is left to list, and what has been."""

    counting: defaultdict[int, list[int]]
    others: defaultdict[int, list[int]]
    listed: set[int]
    waiting: list[int]

    def item(self, here: int, depth: int) -> Item:
        if here in self.listed:
            return Item(here, is_reference=True)
        if depth == DEEPEST and (self.counting[here] or self.others[here]):
            self.waiting.append(here)
            return Item(here, is_reference=True)
        self.listed.add(here)
        return Item(
            here,
            tuple(self.item(target, depth + 1) for target in self.counting[here]),
            tuple(self.item(target, depth + 1) for target in self.others[here]),
        )


def nested(ids: Sequence[int], edges: Sequence[Edge]) -> list[Item]:
    """Return the lists, beginning with what nothing led to, in the order given. Every id stands in full once."""
    known, reached = set(ids), {edge.target for edge in edges}
    walk = _Walk(defaultdict(list), defaultdict(list), set(), [])
    for edge in edges:
        if edge.source in known and edge.target in known:
            (walk.counting if edge.counts else walk.others)[edge.source].append(edge.target)
    found = []
    for start in [*(pk for pk in ids if pk not in reached), *ids]:
        walk.waiting.append(start)
        while walk.waiting:
            here = walk.waiting.pop()
            if here not in walk.listed:
                found.append(walk.item(here, 0))
    return found
