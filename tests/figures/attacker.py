"""An attacker on published groups, written apart from the service: every set of parts is tried against their rank.

A world is its people by part, groups as sets of parts, earlier releases, and limits by group.
"""

import itertools
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from figures.disclosure import Group, release

World = tuple[
    Mapping[Any, frozenset[Any]], Mapping[str, frozenset[Any]], Sequence[frozenset[Any]], Mapping[str, int]
]


def rank(rows):
    rows, found = [[Fraction(x) for x in row] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((r for r in range(found, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for r in range(found + 1, len(rows)):
            factor = rows[r][column] / rows[found][column]
            rows[r] = [a - factor * b for a, b in zip(rows[r], rows[found], strict=True)]
        found += 1
    return found


def attack(published, people_of, small):
    """Every set of 1 … small - 1 people, as parts, that the published groups give."""
    parts = [part for part, people in people_of.items() if people]
    rows = [[int(part in group) for part in parts] for group in published]
    own = rank(rows)
    found = set()
    for length in range(1, len(parts) + 1):
        for chosen in itertools.combinations(parts, length):
            if sum(len(people_of[part]) for part in chosen) < small:
                target = [int(part in chosen) for part in parts]
                if rank([*rows, target]) == own:
                    found.add(frozenset(chosen))
    return found


def union(people, parts):
    return frozenset().union(*(people[part] for part in parts))


def released(world):
    people, groups, earlier, limits = world
    asked = {
        key: Group(union(people, parts), limits.get(key, limits["breakdown"]))
        for key, parts in groups.items()
    }
    return release(asked, earlier=[union(people, parts) for parts in earlier])


def recovered(world, shown):
    """What the attacker gains beyond groups that stand on the page by their own limit and what was known before."""
    people, groups, earlier, limits = world
    small = max(limits.values())
    known = attack(earlier, people, small)
    alone = {frozenset(part for part in groups[key] if people[part]) for key in shown}
    return attack([*earlier, *(groups[key] for key in shown)], people, small) - known - alone
