"""How far entries reach: the levels that they have led to by what is done, and beside it by what goes on.

Planned and dropped entries carry nothing further, and neither does "gav upphov till". Everything here is linear in
entries and links, and walks without recursion; a circle, which the database refuses, would do no harm.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resultchain.chain import Edge, Node

ACTIVITY: Final = 1
LEVELS: Final = (1, 2, 3, 4, 5)
UNDATED: Final = datetime.date.max
"""What has no day counts today, and by no day that somebody names."""

Days = Mapping[int, datetime.date]
"""For each level reached, the day by which every entry on the earliest way to it had happened."""


@dataclass(frozen=True)
class Reach:
    """The levels that one entry has led to, its own among them; `begun` counts what goes on as if it were done."""

    done: Days
    begun: Days

    def level(self, by: datetime.date = UNDATED) -> int:
        """Return the highest level that was reached by that day; 0 for what had not happened."""
        return _highest(self.done, by)

    def level_with_ongoing(self, by: datetime.date = UNDATED) -> int:
        """Return the highest level when what goes on counts as well; never lower than level()."""
        return _highest(self.begun, by)

    def has_led_to(self, level: int, by: datetime.date = UNDATED) -> bool:
        """Whether a way of things done leads to an entry on that level."""
        return self.done.get(level) is not None and self.done[level] <= by


NOWHERE: Final = Reach({}, {})


@dataclass(frozen=True)
class LevelCount:
    """How many entries stand on a level, by state; what was dropped is in none of them."""

    level: int
    done: int = 0
    ongoing: int = 0
    planned: int = 0

    @property
    def total(self) -> int:
        """All that is done, goes on or is planned."""
        return self.done + self.ongoing + self.planned


@dataclass(frozen=True)
class Overview:
    """What a set of entries shows: counts by level, and how far its done activities have led.

    `led_to` gives for each level above the first how many of the activities have led to it; `furthest` how many have
    it as their highest level; `on_the_way` how many would reach higher if what goes on were done.
    """

    levels: tuple[LevelCount, ...]
    activities: int
    led_to: Mapping[int, int]
    furthest: Mapping[int, int]
    on_the_way: int

    @property
    def led_further(self) -> int:
        """How many of the done activities have led to anything on a higher level."""
        return self.activities - self.furthest.get(ACTIVITY, 0)

    @property
    def highest(self) -> int:
        """The highest level with something done on it; 0 when nothing is done."""
        return max((count.level for count in self.levels if count.done), default=0)


def reach(nodes: Sequence[Node], edges: Iterable[Edge]) -> dict[int, Reach]:
    """Return for every entry how far it reaches, by its id."""
    counting = [edge for edge in edges if edge.counts]
    done = _levels(
        [(node.day or UNDATED, node.id, node.level) for node in nodes if node.has_happened], counting
    )
    begun = _levels(
        [(node.begins or node.day or UNDATED, node.id, node.level) for node in nodes if node.has_begun],
        counting,
    )
    return {node.id: Reach(done.get(node.id, {}), begun.get(node.id, {})) for node in nodes}


def overview(
    nodes: Iterable[Node], reached: Mapping[int, Reach], by: datetime.date | None = None
) -> Overview:
    """Count a set of entries, as of a day or of today; `reached` comes from the whole chain around them."""
    last = by or UNDATED
    counts: Counter[tuple[int, str]] = Counter()
    led_to: Counter[int] = Counter()
    furthest: Counter[int] = Counter()
    on_the_way = 0
    for node in nodes:
        state = _state(node, last)
        counts[node.level, state] += 1
        if node.level != ACTIVITY or state != "done":
            continue
        found = reached.get(node.id, NOWHERE)
        highest = found.level(last)
        furthest[highest] += 1
        led_to.update(level for level in LEVELS if level > ACTIVITY and found.has_led_to(level, last))
        on_the_way += found.level_with_ongoing(last) > highest
    return Overview(
        levels=tuple(
            LevelCount(level, *(counts[level, state] for state in ("done", "ongoing", "planned")))
            for level in LEVELS
        ),
        activities=furthest.total(),
        led_to=dict(led_to),
        furthest=dict(furthest),
        on_the_way=on_the_way,
    )


def _state(node: Node, by: datetime.date) -> str:
    if node.has_happened and (node.day or UNDATED) <= by:
        return "done"
    if node.has_begun and (node.begins or node.day or UNDATED) <= by:
        return "ongoing"
    return "planned" if node.is_planned else ""


def _highest(days: Days, by: datetime.date) -> int:
    return max((level for level, day in days.items() if day <= by), default=0)


def _levels(
    coming: list[tuple[datetime.date, int, int]], edges: Iterable[Edge]
) -> dict[int, dict[int, datetime.date]]:
    """Let the entries (day, id, level) come in one by one, earliest first, and tell what led to each of them."""
    known = {pk for _day, pk, _level in coming}
    targets: defaultdict[int, list[int]] = defaultdict(list)
    sources: defaultdict[int, list[int]] = defaultdict(list)
    for edge in edges:
        if edge.source in known and edge.target in known:
            targets[edge.source].append(edge.target)
            sources[edge.target].append(edge.source)
    found: dict[int, dict[int, datetime.date]] = {}
    for day, pk, own in sorted(coming):
        found[pk] = {}
        for level in {own}.union(*(found.get(target, ()) for target in targets[pk])):
            _tell(pk, level, day, found, sources)
    return found


def _tell(
    start: int,
    level: int,
    day: datetime.date,
    found: dict[int, dict[int, datetime.date]],
    sources: defaultdict[int, list[int]],
) -> None:
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here in found and level not in found[here]:
            found[here][level] = day
            waiting.extend(sources[here])
