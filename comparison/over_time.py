"""How shares of the possible lie at every occasion of one programme: pure, from what was read."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from comparison.cohort import chosen_of, in_group, is_meant, rulers_of, times_with_values
from comparison.material import Material, Time
from comparison.selection import Selection
from comparison.spread import Spread, spread
from comparison.values import common_whole, parts_of, sums_of

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
    chosen = chosen_of(material, selection).get(selection.programme, ())
    stages = []
    for time in times:
        fitting = {one.pk for one in in_group(chosen, selection, time.date)}
        stages.append(Stage(time, _shares(material, selection, time, fitting, highest[time.ruler])))
    found = tuple(stage for stage in stages if stage.shares.n)
    return found if len(found) >= FEWEST else ()


def _shares(
    material: Material, selection: Selection, time: Time, participants: Collection[int], highest: int
) -> Spread:
    seats = material.seats.get(time.programme, {})
    sums = sums_of(
        (
            values
            for organisation, values in material.at[time.pk].items()
            if (seat := seats.get(organisation)) is not None
            and seat.participant.pk in participants
            and is_meant(selection, seat.participant, material.top_of(seat.participant, seat.rater))
        ),
        highest,
    )
    whole = common_whole(sums)
    return spread(parts_of(sums, whole), whole=whole)
