"""Exact linear algebra over sets of people: what can be worked out from what is published.

Whoever knows two groups' counts knows their sum and their difference. A published group is a vector of zeros and ones
over the people, and a set of people can be worked out exactly when its vector is a combination of published ones.
People whom no published group tells apart count as one part ("atom"), with the number of people as its size.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

Person = Hashable
People = frozenset[Person]
Key = Hashable
Vector = dict[int, Fraction]

ONE: Final = Fraction(1)
MOST_STEPS: Final = 200_000
"""How many partial sums a search for a small set may look at before it gives up, and all that is left counts as one."""


@dataclass(frozen=True)
class Many:
    """A stand-in for `n` people who are in the same groups and made the same choices: nothing here tells them apart."""

    key: Hashable
    n: int


def size(people: Iterable[Person]) -> int:
    """Count people, and those that stand-ins stand for."""
    return sum(one.n if isinstance(one, Many) else 1 for one in people)


@dataclass(frozen=True)
class Atoms:
    """The parts into which groups divide people: `of` names a person's part, `sizes` how many each part has."""

    of: Mapping[Person, int]
    sizes: Sequence[int]

    def vector(self, people: People) -> Vector:
        """Return the parts that a group consists of."""
        return {self.of[person]: ONE for person in people}

    def size(self, parts: Iterable[int]) -> int:
        """Count the people of some parts."""
        return sum(self.sizes[part] for part in parts)


def atoms(groups: Iterable[People]) -> Atoms:
    """Divide everybody in the groups by which of them they belong to."""
    signature: defaultdict[Person, list[int]] = defaultdict(list)
    for number, people in enumerate(groups):
        for person in people:
            signature[person].append(number)
    # In an order of the groups' own: who the people are, and how they hash, decides nothing.
    numbers = {one: number for number, one in enumerate(sorted({tuple(one) for one in signature.values()}))}
    of = {person: numbers[tuple(groups_of)] for person, groups_of in signature.items()}
    sizes = [0] * len(numbers)
    for person, part in of.items():
        sizes[part] += size([person])
    return Atoms(of, sizes)


@dataclass
class Row:
    """A combination of published groups: the vector that it gives, and each group's share in it."""

    vector: Vector
    made_of: dict[Key, Fraction] = field(default_factory=dict)

    def minus(self, other: "Row", factor: Fraction) -> None:
        """Take away a multiple of another row."""
        _subtract(self.vector, other.vector, factor)
        _subtract(self.made_of, other.made_of, factor)

    def divided(self, by: Fraction) -> "Row":
        """Return the row with every number divided."""
        return Row(
            {place: value / by for place, value in self.vector.items()},
            {key: value / by for key, value in self.made_of.items()},
        )


def _subtract(left: dict[Any, Fraction], right: Mapping[Any, Fraction], factor: Fraction) -> None:
    for place, value in right.items():
        rest = left.get(place, Fraction(0)) - factor * value
        if rest:
            left[place] = rest
        else:
            left.pop(place, None)


class Span:
    """All that can be worked out from some groups, in reduced form: each pivot stands in its own row alone."""

    def __init__(self, parts: Atoms, groups: Mapping[Key, People], small: int) -> None:
        """`small`: parts of fewer people than this are what must not be worked out."""
        self.parts, self.small = parts, small
        self.rows: dict[int, Row] = {}
        # Short rows first keep the numbers few; the order changes nothing of what is found.
        for key in sorted(groups, key=lambda key: size(groups[key])):
            self._add(Row(parts.vector(groups[key]), {key: ONE}))

    def _is_small(self, part: int) -> bool:
        return self.parts.sizes[part] < self.small

    def _add(self, row: Row) -> None:
        self._reduce(row)
        if not row.vector:
            return
        # Large parts are eliminated first: what is left in rows of small pivots consists of small parts only.
        pivot = min(row.vector, key=lambda part: (self._is_small(part), part))
        row = row.divided(row.vector[pivot])
        for other in self.rows.values():
            if factor := other.vector.get(pivot):
                other.minus(row, factor)
        self.rows[pivot] = row

    def _reduce(self, row: Row) -> None:
        for pivot in [part for part in row.vector if part in self.rows]:
            factor = row.vector.get(pivot)
            if factor:
                row.minus(self.rows[pivot], factor)

    def way_to(self, vector: Vector) -> dict[Key, Fraction] | None:
        """Return how the published groups give a set, told as its vector; None when they don't."""
        row = Row(dict(vector))
        self._reduce(row)
        if row.vector:
            return None
        return {key: -share for key, share in row.made_of.items()}

    def small_sets(self) -> Iterator[tuple[frozenset[int], dict[Key, Fraction]]]:
        """Yield the sets of 1 … small - 1 people that can be worked out: their parts, and the groups that give them.

        A set that lies in the span is a sum of rows whose pivots are small parts, each taken once or not at all.
        """
        rows = [(pivot, row) for pivot, row in sorted(self.rows.items()) if self._is_small(pivot)]
        sizes = self.parts.sizes
        steps = 0
        # Each sum knows where it may go on, how many people its pivots have, and what it holds.
        waiting = [(0, 0, Row({}))]
        while waiting:
            start, people, total = waiting.pop()
            for place in range(start, len(rows)):
                pivot, row = rows[place]
                if people + sizes[pivot] >= self.small:
                    continue
                steps += 1
                if steps > MOST_STEPS:
                    yield self._all_of(rows)
                    return
                longer = Row(dict(total.vector), dict(total.made_of))
                longer.minus(row, -ONE)
                if set(longer.vector.values()) == {ONE} and self.parts.size(longer.vector) < self.small:
                    yield frozenset(longer.vector), longer.made_of
                waiting.append((place + 1, people + sizes[pivot], longer))

    @staticmethod
    def _all_of(rows: Sequence[tuple[int, Row]]) -> tuple[frozenset[int], dict[Key, Fraction]]:
        """Name everything that a search which took too long looked at, so that some of it is hidden."""
        parts = frozenset(part for _pivot, row in rows for part in row.vector)
        return parts, {key: ONE for _pivot, row in rows for key in row.made_of}
