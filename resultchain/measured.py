"""Indicators as values: where one began, where one wants to be, where it stands and how far is left. Exact."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from figures import swedish

Series = Literal["women", "men", "total"]
SERIES: Final[tuple[Series, ...]] = ("women", "men", "total")
WIDEST: Final = 85
"""Per cent of the room that the longest bar takes; its number stands beside it."""
PERCENT: Final = frozenset({"%", "procent", "per cent", "percent"})
"""Units of which the difference is told in percentage points."""


@dataclass(frozen=True)
class Measurement:
    """One value on one day; a part that isn't known is None. `kind` is a ValueKind."""

    id: int
    kind: str
    day: datetime.date
    women: Decimal | None = None
    men: Decimal | None = None
    total: Decimal | None = None

    def of(self, series: Series) -> Decimal | None:
        """Return the value for women, for men, or in all."""
        return {"women": self.women, "men": self.men, "total": self.total}[series]

    @property
    def has_sex(self) -> bool:
        """Whether women and men stand there each for themselves."""
        return self.women is not None and self.men is not None


@dataclass(frozen=True)
class Distance:
    """How far one outcome is from one target.

    `left` is target minus outcome. `reached` is None where nothing says which way is forward: there is no baseline,
    or it equals the target. `share` is the part of the way from baseline to target, below 0 when it has gone back.
    """

    series: Series
    outcome: Decimal
    target: Decimal
    left: Decimal
    reached: bool | None
    share: Fraction | None


@dataclass(frozen=True)
class Measured:
    """An indicator with its values in order of their days."""

    id: int
    name: str
    unit: str
    by_sex: bool
    no_sex_reason: str
    values: tuple[Measurement, ...]

    @property
    def baseline(self) -> Measurement | None:
        """Where one began."""
        return next((value for value in self.values if value.kind == "baseline"), None)

    @property
    def latest(self) -> Measurement | None:
        """The last outcome."""
        return next((value for value in reversed(self.values) if value.kind == "outcome"), None)

    @property
    def target(self) -> Measurement | None:
        """The target that the last outcome is on its way to: the first on its day or after, otherwise the last."""
        targets = [value for value in self.values if value.kind == "target"]
        since = self.latest.day if self.latest else datetime.date.min
        return next((value for value in targets if value.day >= since), targets[-1] if targets else None)

    @property
    def distances(self) -> tuple[Distance, ...]:
        """How far is left for women, men and in all; only where both the outcome and the target are known."""
        outcome, target = self.latest, self.target
        if outcome is None or target is None:
            return ()
        found = (_distance(series, outcome, target, self.baseline) for series in SERIES)
        return tuple(one for one in found if one is not None)

    @property
    def without_sex(self) -> int:
        """How many values lack women and men, though the indicator promises them."""
        return sum(not value.has_sex for value in self.values) if self.by_sex else 0

    @property
    def is_percent(self) -> bool:
        """Whether it is counted in per cent."""
        return self.unit.strip().casefold() in PERCENT


def _distance(
    series: Series, outcome: Measurement, target: Measurement, baseline: Measurement | None
) -> Distance | None:
    is_now, wanted = outcome.of(series), target.of(series)
    if is_now is None or wanted is None:
        return None
    began = baseline.of(series) if baseline else None
    share = None
    reached = True if is_now == wanted else None
    if began is not None and began != wanted:
        share = Fraction(is_now - began) / Fraction(wanted - began)
        reached = share >= 1
    return Distance(series, is_now, wanted, wanted - is_now, reached, share)


def exact_text(value: Decimal | None, language: str = "sv") -> str:
    """Write a value with the decimals that it has and no others: 12,5 and 1 234; nothing becomes a dash."""
    if value is None:
        return swedish.NOTHING
    exponent = value.normalize().as_tuple().exponent
    return swedish.number(value, max(0, -exponent) if isinstance(exponent, int) else 0, language)


@dataclass(frozen=True)
class Bar:
    """One part of one value as a bar from nothing: `width` in per cent of the room, and the value as text."""

    series: Series
    width: str
    text: str


@dataclass(frozen=True)
class BarRow:
    """One value with a bar for each part that is known."""

    value: Measurement
    bars: tuple[Bar, ...]


def bar_rows(indicator: Measured, language: str = "sv") -> tuple[BarRow, ...]:
    """Draw the values from nothing; none where that would mislead: below zero, or with no outcome to compare."""
    known = [part for value in indicator.values for part in map(value.of, SERIES) if part is not None]
    if indicator.latest is None or len(indicator.values) < 2 or min(known) < 0 or max(known) == 0:
        return ()
    top = max(known)
    if indicator.is_percent and top <= 100:
        top = Decimal(100)
    return tuple(BarRow(value, tuple(_bars(value, top, language))) for value in indicator.values)


def _bars(value: Measurement, top: Decimal, language: str) -> Iterator[Bar]:
    for series in SERIES:
        part = value.of(series)
        if part is not None:
            width = swedish.round_half_up(Fraction(part) / Fraction(top) * WIDEST, 1)
            yield Bar(series, f"{width}%", exact_text(part, language))
