"""How values of many organisations lie: exact numbers, the lowest and highest, the middle and its half. No database."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

FEWEST_COUNTED: Final = 3
"""Fewer that are to be counted only would be told apart from those that are shown, so they are left out."""


@dataclass(frozen=True)
class Spread:
    """Five numbers of `n` values, and how many values are missing; all five are None without values.

    `counted` of the `n` stand in n, range and median only. The quartiles are those of the others, who show themselves.
    """

    n: int
    missing: int
    lowest: Fraction | None
    lower_quartile: Fraction | None
    median: Fraction | None
    upper_quartile: Fraction | None
    highest: Fraction | None
    counted: int = 0

    @property
    def shown(self) -> int:
        """How many of the values show themselves."""
        return self.n - self.counted

    @property
    def is_one_value(self) -> bool:
        """Whether all values are the same."""
        return self.lowest == self.highest


def spread(values: Sequence[int], *, missing: int = 0, counted: Sequence[int] = (), whole: int = 1) -> Spread:
    """Return the five numbers of the values, in the values' own unit; of parts of a `whole` as shares of it.

    `counted` are values of those who chose to be only in the spread; fewer than three are left out.
    """
    shown = sorted(values)
    hidden = list(counted) if len(counted) >= FEWEST_COUNTED else []
    everybody = sorted([*shown, *hidden]) if hidden else shown
    return Spread(
        n=len(everybody),
        missing=missing,
        lowest=_quantile(everybody, Fraction(0), whole),
        lower_quartile=_quantile(shown, Fraction(1, 4), whole),
        median=_quantile(everybody, Fraction(1, 2), whole),
        upper_quartile=_quantile(shown, Fraction(3, 4), whole),
        highest=_quantile(everybody, Fraction(1), whole),
        counted=len(hidden),
    )


def _quantile(ordered: Sequence[int], part: Fraction, whole: int) -> Fraction | None:
    """Return the value below which a part of the ordered values lies, on the straight line between its neighbours.

    Definition 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50:4
    (1996): what a spreadsheet calls KVARTIL.INK, so that everybody can check it.
    """
    if not ordered:
        return None
    place = (len(ordered) - 1) * part
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return (ordered[below] + (place - below) * (ordered[above] - ordered[below])) / whole
