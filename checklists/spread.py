"""How far apart several answers to the same items lie: counts, mean, order, lowest and highest. No database."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checklists.calculations import Answer, mean
from figures.swedish import round_half_up


@dataclass(frozen=True)
class ItemSpread:
    """One item's answers from several places: values in rising order, and how many found it not applicable."""

    number: int
    values: tuple[int, ...]
    not_applicable: int = 0

    @property
    def counts(self) -> Mapping[int, int]:
        """How many gave each value."""
        return Counter(self.values)

    @property
    def mean(self) -> Fraction | None:
        """The exact mean of the values; None when nobody gave one."""
        return mean(self.values)

    @property
    def lowest(self) -> int | None:
        """The lowest value given."""
        return min(self.values, default=None)

    @property
    def highest(self) -> int | None:
        """The highest value given."""
        return max(self.values, default=None)

    @property
    def width(self) -> int:
        """Steps between the lowest and the highest."""
        return max(self.values) - min(self.values) if self.values else 0


def spreads(answers: Sequence[Sequence[Answer]]) -> tuple[ItemSpread, ...]:
    """Gather the answers of several assessments of one instrument version, item by item in number order."""
    numbers = sorted({answer.number for one in answers for answer in one})
    by_number: dict[int, list[Answer]] = {number: [] for number in numbers}
    for answer in (answer for one in answers for answer in one):
        by_number[answer.number].append(answer)
    return tuple(
        ItemSpread(
            number,
            tuple(sorted(answer.value for answer in given if answer.value is not None)),
            sum(1 for answer in given if answer.not_applicable),
        )
        for number, given in by_number.items()
    )


def widest(items: Sequence[ItemSpread]) -> tuple[ItemSpread, ...]:
    """Keep the items whose answers lie farthest apart; empty when all agree."""
    most = max((item.width for item in items), default=0)
    return tuple(item for item in items if most and item.width == most)


def in_falling_order(items: Sequence[ItemSpread]) -> tuple[ItemSpread, ...]:
    """Order items by the mean as it is printed, with one decimal, the highest first; ties by item number.

    As tables 2 and 4 of SKR's report on the model municipalities 2018-2020. Items without a value stand last.
    """

    def key(item: ItemSpread) -> tuple[bool, Fraction, int]:
        printed = Fraction(round_half_up(item.mean, 1)) if item.mean is not None else Fraction(0)
        return item.mean is None, -printed, item.number

    return tuple(sorted(items, key=key))
