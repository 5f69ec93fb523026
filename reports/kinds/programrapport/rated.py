"""What the agreed values of a part's last occasion say: pure, from what a comparison of the lead has read.

Nothing of fewer than three is told: it would be somebody's own value, which nobody has shared with everybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from checklists.spread import ItemSpread
from comparison.cohort import Cohort, cohort, is_meant, meant, times_with_values
from comparison.material import Body, Material, Ruler
from comparison.selection import Selection
from comparison.spread import FEWEST_COUNTED, spread
from comparison.values import ItemMoves, by_item, moves, of_same_scale
from figures.swedish import sort_key
from figures.text import clean_line
from reports.kinds.programrapport.material import Moved, Rated

LONGEST: Final = 300


def rated_of(
    material: Material,
    programme: int,
    *,
    kind: str,
    wordings: Mapping[int, Mapping[int, str]],
    sources: Mapping[int, str],
) -> Rated | None:
    """Return the values at the last occasion that somebody has handed in at; None where nobody has.

    `kind` keeps one kind of organisations; `wordings` are the items' full wordings by the version's id and number,
    `sources` where the versions come from.
    """
    ruler = _last_ruler(material, programme)
    if ruler is None:
        return None
    selection = Selection(programme=programme, instrument=str(ruler.pk), kind=kind)
    found = cohort(material, selection)
    if not found.times:
        return None
    time = found.times[-1]
    sums = [*(row.sum for row in found.rows), *found.counted]
    is_one_scale = bool(sums) and of_same_scale(sums)
    return Rated(
        checklist=clean_line(ruler.title, LONGEST),
        source=clean_line(sources[ruler.pk], LONGEST),
        scale=ruler.scale,
        wordings={number: clean_line(text, LONGEST) for number, text in wordings[ruler.pk].items()},
        shorts=ruler.names,
        occasion=clean_line(time.name, LONGEST),
        day=time.date,
        n=len(found.rows),
        items=_told(by_item(ruler.numbers, [row.values for row in found.rows])) if _is_enough(found) else (),
        sums=spread(
            [row.sum.points for row in found.rows] if is_one_scale else (),
            counted=[one.points for one in found.counted] if is_one_scale else (),
        ),
        maximum=sums[0].maximum if is_one_scale else None,
        missing=_missing(material, selection, found),
        left_out=found.left_out,
        moved=_moved(found, ruler),
    )


def _last_ruler(material: Material, programme: int) -> Ruler | None:
    """Return the version that was used at the programme's last occasion with values."""
    last = {
        ruler.pk: [
            (time.date, time.pk)
            for time in times_with_values(material, str(ruler.pk))
            if time.programme == programme
        ]
        for ruler in material.rulers.values()
    }
    used = [(max(times), pk) for pk, times in last.items() if times]
    return material.rulers[max(used)[1]] if used else None


def _missing(material: Material, selection: Selection, found: Cohort) -> tuple[str, ...]:
    """Return who of the participants has no value here, whether or not it was asked to rate at this occasion."""
    counted = material.counted_at.get(found.times[-1].pk, {})
    seats = material.seats.get(found.times[-1].programme, {})
    fitting = meant(material, selection, found.times[-1].date)
    told = {row.rater for row in found.rows} | {seats[one].rater for one in counted if one in seats}
    names = {
        _name(material.bodies[rater], top)
        for one in material.participants
        if one.pk in fitting
        for rater in one.raters - told
        if is_meant(selection, one, top := material.top_of(one, rater))
    }
    return tuple(sorted(names, key=sort_key))


def _name(body: Body, top: Body) -> str:
    return clean_line(body.name if body == top else f"{body.name}, {top.name}", LONGEST)


def _is_enough(found: Cohort) -> bool:
    return len(found.rows) >= FEWEST_COUNTED


def _told(items: Iterable[ItemSpread]) -> tuple[ItemSpread, ...]:
    """Return the items; one that applies to fewer than three has no values."""
    return tuple(one if len(one.values) >= FEWEST_COUNTED else replace(one, values=()) for one in items)


def _moved(found: Cohort, ruler: Ruler) -> Moved | None:
    """Return how the values have moved since the first occasion; None where fewer than three have both."""
    both = [row for row in found.rows if row.sum_change is not None]
    since = both[0].since if both else None
    if since is None or len(both) < FEWEST_COUNTED:
        return None
    steps = [row.sum_change or 0 for row in both]
    return Moved(
        since=clean_line(since.name, LONGEST),
        since_day=since.date,
        up=sum(step > 0 for step in steps),
        down=sum(step < 0 for step in steps),
        still=sum(step == 0 for step in steps),
        items=tuple(
            one if one.compared >= FEWEST_COUNTED else ItemMoves(one.number, 0, 0, 0)
            for one in moves(ruler.numbers, [row.changes for row in both])
        ),
    )
