"""What an attacker finds in what is published, and what that costs: random trees, overlapping groups, earlier releases.

`python -m bench.disclosure 5000` measures as many worlds as one likes; it needs no server.
"""

import random
import sys
from typing import Final

from figures.disclosure import BREAKDOWN, DEFAULT, Reason
from tests.figures.attacker import World, recovered, released

WORLDS: Final = 5000
MOST_PEOPLE: Final = 25
LIMITS: Final = {"whole": DEFAULT, "breakdown": BREAKDOWN}


def main(count: int = WORLDS) -> None:
    """Print the sets of fewer people than the limit that were recovered, and the groups that were hidden for that."""
    print(f"limits {LIMITS}, 0-{MOST_PEOPLE} people a unit")
    for name, busy in (("one table of units", False), ("trees, networks across, earlier releases", True)):
        chance = random.Random(1)  # noqa: S311  the same worlds every time
        _show(name, [_world(chance, busy=busy) for _number in range(count)])


def _show(name: str, worlds: list[World]) -> None:
    recovered_sets = alone = leaking = groups = few = protecting = 0
    for world in worlds:
        release = released(world)
        large = world[1].keys() - {key for key, why in release.hidden.items() if why is Reason.FEW}
        recovered_sets += len(recovered(world, release.shown))
        naive = len(recovered(world, large))
        alone, leaking = alone + naive, leaking + bool(naive)
        groups, few = groups + len(world[1]), few + len(world[1]) - len(large)
        protecting += len(large) - len(release.shown)
    count = len(worlds)
    print(f"{name}: {count} worlds, {groups} groups, {few} of them too small themselves")
    print(
        f"  recovered: {recovered_sets} sets; by the limit alone {alone} in {leaking / count:.0%} of the worlds"
    )
    print(f"  hidden beside: {protecting} groups, {protecting / (groups - few):.1%} of those large enough, "
          f"{protecting / count:.2f} a world")  # fmt: skip


def _world(chance: random.Random, *, busy: bool) -> World:
    """Two to seven units; busy: in up to three branches, with up to three networks across and two earlier releases."""
    every = list(range(chance.randint(2, 7)))
    people = {part: frozenset((part, n) for n in range(chance.randint(0, MOST_PEOPLE))) for part in every}
    groups = {"whole": frozenset(every)} | {f"unit {part}": frozenset({part}) for part in every}
    if not busy:
        return people, groups, [], LIMITS
    branch = {part: chance.randrange(3) for part in every}
    for number in set(branch.values()):
        groups[f"branch {number}"] = frozenset(part for part in every if branch[part] == number)
    for number in range(chance.randint(0, 3)):
        groups[f"network {number}"] = _some(chance, every)
    earlier = [_some(chance, every) for _number in range(chance.randint(0, 2))]
    return people, groups, earlier, LIMITS


def _some(chance: random.Random, every: list[int]) -> frozenset[int]:
    return frozenset(chance.sample(every, chance.randint(1, len(every))))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
