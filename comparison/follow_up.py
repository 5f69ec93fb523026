"""Which items move between a programme's occasions, and where its groups stand still: pure, from what was read.

Those who are only in the spread are left out: they are in no line of an item or a group.
"""

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comparison.findings import language
from comparison.material import Material, Participant, Ruler, Time
from comparison.values import ItemMoves, Values, changes, moves
from figures import swedish

FEWEST_COMPARED: Final = 2
"""One organisation that stands still is no group that does."""
MOST_STEPS: Final = 6
"""The latest ones; no programme of the sources has more occasions."""


@dataclass(frozen=True)
class Pair:
    """One organisation's values at an earlier and a later occasion."""

    participant: Participant
    then: Values
    now: Values


@dataclass(frozen=True)
class ItemLine:
    """One item: how many moved in each step between two occasions, and from the first to the last one."""

    number: int
    short: str
    steps: tuple[ItemMoves, ...]
    whole: ItemMoves


@dataclass(frozen=True)
class GroupLine:
    """One group: how many can be compared, in how many items somebody moved up, and where it stands still."""

    name: str
    compared: int
    moving: int
    still: tuple[str, ...]

    @property
    def is_told(self) -> bool:
        """Whether enough can be compared to say that the group stands still."""
        return self.compared >= FEWEST_COMPARED


@dataclass(frozen=True)
class Movement:
    """What moved with one version of a checklist, from its first occasion to its last."""

    ruler: Ruler
    steps: tuple[tuple[Time, Time], ...]
    items: tuple[ItemLine, ...]
    groups: tuple[GroupLine, ...]

    @property
    def first(self) -> Time:
        """The occasion that the whole way begins at."""
        return self.steps[0][0]

    @property
    def last(self) -> Time:
        """The occasion that it ends at."""
        return self.steps[-1][1]


def movements(material: Material, programme: int) -> tuple[Movement, ...]:
    """Return what moved, version by version of a checklist with values at two occasions; the one used last is first."""
    found = []
    for ruler in material.rulers.values():
        times = [
            time
            for time in material.times
            if time.programme == programme and time.ruler == ruler.pk and material.has_any(material.at, time)
        ]
        if len(times) > 1:
            found.append(_movement(material, ruler, times[-MOST_STEPS - 1 :]))
    return tuple(sorted(found, key=lambda one: (one.last.date, one.last.pk), reverse=True))


def finding(movement: Movement) -> str:
    """Say in a sentence where most moved up, of how many; the first of several items that are alike is not picked."""
    most = max((item.whole.up for item in movement.items), default=0)
    if not most:
        return _("Ingen har rört sig uppåt i något moment")
    items = [item for item in movement.items if item.whole.up == most]
    words = {
        "n": swedish.number(most, 0, language()),
        "of": swedish.number(max(item.whole.compared for item in items), 0, language()),
    }
    if len(items) == 1:
        words["item"] = items[0].short
        return _("Flest har rört sig uppåt i ”%(item)s”: %(n)s av %(of)s") % words
    words["items"] = swedish.number_word(len(items), language(), neuter=True)
    return _("Flest har rört sig uppåt i %(items)s moment: %(n)s av %(of)s") % words


def unmoved_finding(movement: Movement) -> str:
    """Say in how many items nobody moved up; empty where that is all of them, which the finding says."""
    compared = [item for item in movement.items if item.whole.compared]
    count = sum(1 for item in compared if not item.whole.up)
    if count == len(compared):
        return ""
    if not count:
        return _("I alla moment har någon rört sig uppåt.")
    words = {"n": swedish.number_word(count, language(), neuter=True)}
    return (
        ngettext(
            "I %(n)s moment har ingen rört sig uppåt.", "I %(n)s moment har ingen rört sig uppåt.", count
        )
        % words
    )


def standing_still(ruler: Ruler, pairs: Sequence[Pair]) -> tuple[int, tuple[int, ...]]:
    """Return in how many items somebody moved up, and the numbers of the items in which a group stands still.

    It does when it can be compared, nobody moved up, and somebody has steps left.
    """
    counted = moves(ruler.numbers, [changes(pair.then, pair.now) for pair in pairs])
    highest = ruler.scale.maximum
    still = []
    for place, item in enumerate(counted):
        left = any((value := pair.now[place]) is not None and value < highest for pair in pairs)
        if item.compared >= FEWEST_COMPARED and not item.up and left:
            still.append(item.number)
    return sum(1 for item in counted if item.up), tuple(still)


def _movement(material: Material, ruler: Ruler, times: Sequence[Time]) -> Movement:
    steps = tuple(itertools.pairwise(times))
    by_step = [moves(ruler.numbers, _changes(_pairs(material, since, time))) for since, time in steps]
    whole = _pairs(material, times[0], times[-1])
    all_the_way = moves(ruler.numbers, _changes(whole))
    items = tuple(
        ItemLine(one.number, ruler.names[one.number], tuple(step[place] for step in by_step), one)
        for place, one in enumerate(all_the_way)
    )
    return Movement(ruler, steps, items, _groups(material, ruler, whole, times[-1].date))


def _groups(
    material: Material, ruler: Ruler, pairs: Sequence[Pair], day: datetime.date
) -> tuple[GroupLine, ...]:
    found = []
    for pk, name in material.groups.items():
        members = [pair for pair in pairs if pair.participant.is_in(pk, day)]
        moving, still = standing_still(ruler, members)
        found.append(GroupLine(name, len(members), moving, tuple(ruler.names[number] for number in still)))
    return tuple(found)


def _pairs(material: Material, since: Time, time: Time) -> list[Pair]:
    """Return who has values both times and takes part; nothing is carried forward."""
    seats, before = material.seats.get(time.programme, {}), material.at[since.pk]
    found = []
    for organisation, now in material.at[time.pk].items():
        then, seat = before.get(organisation), seats.get(organisation)
        if then is not None and seat is not None:
            found.append(Pair(seat.participant, then, now))
    return found


def _changes(pairs: Sequence[Pair]) -> list[tuple[int | None, ...]]:
    return [changes(pair.then, pair.now) for pair in pairs]
