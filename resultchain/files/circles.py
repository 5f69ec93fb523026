"""Circles of "led to" in any number of links, found in one walk."""

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
