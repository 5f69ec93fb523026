"""What people rated alone, function by function: sums over those that are large enough, and nothing of the others.

Below the limit of figures/disclosure.py nothing leaves this module. Pure.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from checklists.calculations import Answer
from figures import disclosure

FEWEST: Final = 2
"""One function alone is at no distance from anything."""


@dataclass(frozen=True)
class OwnAnswers:
    """What one person rated alone, and in which function. Never stored, printed or put in a snapshot."""

    function: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Taken:
    """What the people of one function gave an item, taken together: the sum, and how many gave it a value."""

    points: int
    people: int

    @property
    def mean(self) -> Fraction:
        """The exact mean."""
        return Fraction(self.points, self.people)


@dataclass(frozen=True)
class ByFunction:
    """How many there are of each function, which of them may be shown, and by item what those gave it.

    `sizes` is for counting alone: a function outside `visible` is never told with its number.
    """

    sizes: Mapping[str, int]
    visible: frozenset[str]
    items: Mapping[int, Mapping[str, Taken]]


def by_function(
    own: Sequence[OwnAnswers], numbers: Collection[int], *, limit: int | None = disclosure.DEFAULT
) -> ByFunction:
    """Return what may be told of each function's ratings of the items with these numbers.

    A function needs enough people in all, and for each item enough who gave it a value.
    """
    sizes = Counter(one.function for one in own)
    visible = disclosure.shown(sizes, limit)
    if len(visible) < FEWEST:
        visible = frozenset()
    return ByFunction(sizes, visible, {number: _taken(own, number, visible, limit) for number in numbers})


def _taken(
    own: Sequence[OwnAnswers], number: int, visible: frozenset[str], limit: int | None
) -> dict[str, Taken]:
    """Return what is told of one item; who said that it doesn't apply, or nothing, is no part of the base."""
    given: dict[str, list[int]] = {one.function: [] for one in own}
    for one in own:
        given[one.function] += [
            answer.value for answer in one.answers if answer.number == number and answer.value is not None
        ]
    enough = disclosure.shown({function: len(values) for function, values in given.items()}, limit)
    return {
        function: Taken(sum(given[function]), len(given[function])) for function in sorted(enough & visible)
    }
