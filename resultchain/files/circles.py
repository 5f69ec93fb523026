"""Circles of "led to" in any number of links, and the order that follows from there being none; each in one walk."""

from collections import Counter
from collections.abc import Iterable, Iterator

from resultchain.chain import Edge


def circles(edges: Iterable[Edge], most: int) -> list[list[int]]:
    """Return circles as the entries on the way, at most so many; none only when there is none.

    Every link is walked once, so that a large file costs what it is long.
    """
    out: dict[int, list[int]] = {}
    for edge in edges:
        out.setdefault(edge.source, []).append(edge.target)
    found: list[list[int]] = []
    done: set[int] = set()
    for start in out:
        if start not in done:
            for circle in _from(start, out, done):
                found.append(circle)
                if len(found) == most:
                    return found
    return found


def ranks(edges: Iterable[Edge]) -> dict[int, int]:
    """Return numbers by which every entry comes before all that it led to; entries on a circle have none."""
    out: dict[int, list[int]] = {}
    before: Counter[int] = Counter()
    for edge in edges:
        out.setdefault(edge.source, []).append(edge.target)
        before[edge.target] += 1
    waiting = [node for node in out if not before[node]]
    found: dict[int, int] = {}
    while waiting:
        node = waiting.pop()
        found[node] = len(found)
        for target in out.get(node, ()):
            before[target] -= 1
            if not before[target]:
                waiting.append(target)
    return found


def _from(start: int, out: dict[int, list[int]], done: set[int]) -> Iterator[list[int]]:
    path, places, waiting = [start], {start: 0}, [iter(out[start])]
    while waiting:
        target = next(waiting[-1], None)
        if target is None:
            waiting.pop()
            here = path.pop()
            del places[here]
            done.add(here)
        elif target in places:
            yield path[places[target] :]
        elif target not in done:
            places[target] = len(path)
            path.append(target)
            waiting.append(iter(out.get(target, ())))
