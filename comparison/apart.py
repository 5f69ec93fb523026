"""Where politicians and key persons rated differently, over all organisations that chose to share it: pure.

Nobody has a line: an item tells counts and one mean of three organisations or more, and nothing of fewer. Only those
count whose agreed assessment of the occasion the reader sees and who take part today.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from checklists.by_function import Taken
from comparison.findings import NAMED_AT_MOST, language
from comparison.material import Material, Ruler, Time
from comparison.spread import FEWEST_COUNTED
from figures import swedish

NO_LESS: Final = Fraction(1, 20)
"""A smaller difference is printed as 0,0 and counts as none."""


@dataclass(frozen=True)
class ItemTold:
    """What one organisation released of one item at an occasion."""

    organisation: int
    occasion: int
    number: int
    politicians: Taken
    key_persons: Taken

    @property
    def difference(self) -> Fraction:
        """How much higher politicians rated, in steps of the scale."""
        return self.politicians.mean - self.key_persons.mean


@dataclass(frozen=True)
class ItemDifference:
    """One item: in how many organisations politicians rated lower, alike and higher, and the mean of the differences.

    `mean` is None, and nothing is counted, where fewer than three organisations share the item.
    """

    number: int
    short: str
    lower: int = 0
    alike: int = 0
    higher: int = 0
    mean: Fraction | None = None

    @property
    def n(self) -> int:
        """How many organisations, or units of them, it is told of."""
        return self.lower + self.alike + self.higher


@dataclass(frozen=True)
class FunctionsApart:
    """One occasion: how many organisations share it, and its items."""

    sharing: int
    time: Time | None = None
    ruler: Ruler | None = None
    items: tuple[ItemDifference, ...] = ()
    fewest: int = FEWEST_COUNTED

    @property
    def is_told(self) -> bool:
        """Whether anything may be told."""
        return any(item.mean is not None for item in self.items)

    @property
    def finding(self) -> str:
        """One sentence on where the two lie farthest apart, with the difference as it is printed."""
        means = {item.short: item.mean for item in self.items if item.mean is not None}
        printed = {short: swedish.round_half_up(mean, 1) for short, mean in means.items()}
        most = max((abs(value) for value in printed.values()), default=0)
        if not most:
            return _("Politiker och nyckelpersoner skattar lika i medeltal")
        farthest = {short: value for short, value in printed.items() if abs(value) == most}
        words = {"difference": swedish.number(most, 1, language())}
        if len(farthest) > NAMED_AT_MOST or len({value > 0 for value in farthest.values()}) > 1:
            words["n"] = swedish.number_word(len(farthest), language(), neuter=True)
            return (
                _(
                    "Politiker och nyckelpersoner skiljer sig mest i %(n)s moment, med %(difference)s i medeltal"
                )
                % words
            )
        words["items"] = swedish.listing([_("”%(name)s”") % {"name": one} for one in farthest], language())
        if next(iter(farthest.values())) < 0:
            return _("Politiker skattar som mest %(difference)s lägre än nyckelpersoner: i %(items)s") % words
        return _("Politiker skattar som mest %(difference)s högre än nyckelpersoner: i %(items)s") % words


@dataclass(frozen=True)
class _Counted:
    """What counts at one occasion: whose it is (the organisation that takes part, also for a unit of it)."""

    top: int
    told: ItemTold


def functions_apart(material: Material, programme: int, told: Sequence[ItemTold]) -> FunctionsApart:
    """Return what is told of the latest occasion of a programme at which enough share it."""
    by_occasion: dict[int, list[_Counted]] = defaultdict(list)
    seats = material.seats.get(programme, {})
    for one in told:
        seat = seats.get(one.organisation)
        is_seen = one.organisation in material.at.get(one.occasion, {})
        if seat is not None and is_seen and one.organisation not in material.own:
            top = material.top_of(seat.participant, seat.rater)
            by_occasion[one.occasion].append(_Counted(top.pk, one))
    found = FunctionsApart(0)
    for time in material.times:
        # Of an occasion of two programmes somebody who leads both could take one mean from the other.
        if time.programme == programme and by_occasion[time.pk] and not time.is_shared:
            at = _at(material.rulers[time.ruler], time, by_occasion[time.pk])
            found = at if at.is_told or not found.is_told else found
    return found


def _at(ruler: Ruler, time: Time, counted: Sequence[_Counted]) -> FunctionsApart:
    items = tuple(
        _item(number, short, [one for one in counted if one.told.number == number])
        for number, short in ruler.names.items()
    )
    return FunctionsApart(_organisations(counted), time, ruler, items)


def _organisations(counted: Sequence[_Counted]) -> int:
    """Count organisations: three units of one are one."""
    return len({one.top for one in counted})


def _item(number: int, short: str, counted: Sequence[_Counted]) -> ItemDifference:
    if _organisations(counted) < FEWEST_COUNTED:
        return ItemDifference(number, short)
    differences = [one.told.difference for one in counted]
    lower = sum(one <= -NO_LESS for one in differences)
    higher = sum(one >= NO_LESS for one in differences)
    alike = len(differences) - lower - higher
    return ItemDifference(
        number, short, lower, alike, higher, sum(differences, Fraction(0)) / len(differences)
    )
