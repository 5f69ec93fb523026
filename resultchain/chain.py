"""The chain as values: entries and links without the database, circles, and how far an entry has come."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Node:
    """An entry, as far as the chain is concerned. `has_happened`: it is done; `has_begun`: done or going on.

    What is neither done nor going on is planned, or was dropped. `day` is when it was done, `begins` when it began.
    """

    id: int
    level: int
    has_happened: bool = True
    has_begun: bool = True
    day: datetime.date | None = None
    begins: datetime.date | None = None
    is_planned: bool = False


@dataclass(frozen=True)
class Edge:
    """A link. Only what the source led to counts as reach."""

    source: int
    target: int
    counts: bool = True


def way(edges: Iterable[Edge], start: int, end: int) -> list[int]:
    """Return the entries on a way of "led to" from start to end, both included; empty when there is none."""
    out: defaultdict[int, list[int]] = defaultdict(list)
    for edge in edges:
        if edge.counts:
            out[edge.source].append(edge.target)
    came_from: dict[int, int] = {start: start}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here == end:
            return _back(came_from, start, end)
        for target in out[here]:
            if target not in came_from:
                came_from[target] = here
                waiting.append(target)
    return []


def _back(came_from: Mapping[int, int], start: int, end: int) -> list[int]:
    steps = [end]
    while steps[-1] != start:
        steps.append(came_from[steps[-1]])
    return steps[::-1]


def circle(edges: Sequence[Edge], source: int, target: int) -> list[int]:
    """Return the way from target back to source that a new link "source led to target" would close; or nothing."""
    return way(edges, target, source)
