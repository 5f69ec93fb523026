"""How shares of the possible lie at every occasion of one programme: pure, from what was read."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from comparison.cohort import fits, rulers_of, times_with_values
from comparison.material import Material, Time
from comparison.selection import Selection
from comparison.spread import Spread, spread
from comparison.values import sum_of

FEWEST: Final = 3
"""Two occasions are told by their movement."""


@dataclass(frozen=True)
class Stage:
    """One occasion, and the spread of shares of those who show their values there."""

    time: Time
    shares: Spread


def over_time(material: Material, selection: Selection) -> tuple[Stage, ...]:
    """Return all occasions with values; none with fewer than three, or for the whole country.

    Each occasion stands for itself: who rated at one of them only is in that one. Who has left is in none.
    """
    if selection.programme is None:
        return ()
    highest = {one.pk: one.scale.maximum for one in rulers_of(material, selection.instrument)}
    times = [
        time
        for time in times_with_values(material, selection.instrument)
        if time.programme == selection.programme and time.pk in material.at
    ]
    stages = [Stage(time, _shares(material, selection, time, highest[time.ruler])) for time in times]
    found = tuple(stage for stage in stages if stage.shares.n)
    return found if len(found) >= FEWEST else ()


def _shares(material: Material, selection: Selection, time: Time, highest: int) -> Spread:
    fitting = {
        one.pk
        for one in material.participants
        if one.programme == time.programme and fits(material, one, selection, time.date)
    }
    sums = Counter(
        sum_of(values, highest)
        for organisation, values in material.at[time.pk].items()
        if (rater := material.rater_of(time.programme, organisation)) is not None
        and material.raters[time.programme, rater].pk in fitting
    )
    # Thousands have few different sums: each becomes a share once.
    shares = sorted((one.share, n) for one, n in sums.items() if one.share is not None)
    return spread([share for share, n in shares for _one in range(n)])
