"""The charts of a comparison, as Figures: what the page draws, from the same numbers as its tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checklists.figures import content_language, language
from comparison.box_chart import box_chart
from comparison.cohort import Row
from comparison.findings import number, percent
from comparison.over_time import Stage
from comparison.page import Comparison
from comparison.values import ItemMoves
from figures import swedish
from figures.figure import SHADES, Figure, Scale, Series
from figures.swedish import round_half_up

MOST_ROWS: Final = 40
"""More organisations are no figure: the heatmap has their arrows, the file their sums."""
FEWEST_SPREAD: Final = 2
"""One organisation has no half that has reached a step: the table has its values."""


@dataclass(frozen=True)
class Charts:
    """The figures of a page; None where there is nothing to draw, or too much of it."""

    levels: Figure | None
    moves: Figure | None
    sums: Figure | None
    course: Figure | None
    box: dict[str, Any] | None


def charts_of(comparison: Comparison) -> Charts:
    """Return what is drawn of a comparison."""
    return Charts(
        levels=_levels(comparison),
        moves=_moves(comparison),
        sums=_sums(comparison),
        course=_course(comparison.course, constructed=comparison.is_constructed),
        box=box_chart(comparison),
    )


def _levels(comparison: Comparison) -> Figure | None:
    """Stacked bars: how many stand on each step, item by item in falling order of mean."""
    ruler = comparison.ruler
    shades = SHADES.get(len(ruler.scale.steps), ()) if ruler else ()
    if ruler is None or not shades or len(comparison.lines) < FEWEST_SPREAD:
        return None
    n = len(comparison.lines)
    top = ruler.scale.steps[-1][0]
    reached = sum(2 * item.counts[-1] >= n for item in comparison.items)
    words = {"n": swedish.number_word(reached, language(), neuter=True), "step": top}
    return Figure(
        id="niva",
        kind="stacked",
        title=ngettext(
            "I %(n)s moment har minst hälften nått nivå %(step)s",
            "I %(n)s moment har minst hälften nått nivå %(step)s",
            reached,
        )
        % words
        if reached
        else _("I inget moment har hälften nått nivå %(step)s") % words,
        question=_("Antal organisationer på varje nivå, i fallande ordning efter medelvärde."),
        category_name=_("Moment"),
        categories=tuple(f"{item.spread.number} {item.short}" for item in comparison.items),
        series=tuple(
            Series(shade, f"{step} {label}", tuple(item.counts[index] for item in comparison.items))
            for index, (shade, (step, label)) in enumerate(zip(shades, ruler.scale.steps, strict=True))
        ),
        scale=Scale(0, n),
        language=language(),
        n=n,
        base=_base(n),
        category_language=content_language(),
        constructed=comparison.is_constructed,
    )


def _moves(comparison: Comparison) -> Figure | None:
    """Return what moved of a comparison, in the checklist's order."""
    rows = [line.row for line in comparison.lines if line.row.then is not None]
    moved = [
        (item.short, item.moves) for item in sorted(comparison.items, key=lambda item: item.spread.number)
    ]
    return moves_figure("rorelse", moved, _names(rows), constructed=comparison.is_constructed)


def moves_figure(
    id_: str, moved: Sequence[tuple[str, ItemMoves]], names: tuple[str, str] | None, *, constructed: bool
) -> Figure | None:
    """Stacked bars: how many moved up, stood still and moved down, item by item; None where nobody can be compared.

    `names` are those of the two occasions, where they are the same for all.
    """
    moves = [one for _short, one in moved]
    most = max((one.compared for one in moves), default=0)
    if not most:
        return None
    rising = sum(one.up > one.down for one in moves)
    words = {"n": number(rising), "all": number(len(moves))}
    return Figure(
        id=id_,
        kind="stacked",
        title=ngettext(
            "I %(n)s av %(all)s moment har fler rört sig uppåt än nedåt",
            "I %(n)s av %(all)s moment har fler rört sig uppåt än nedåt",
            len(moves),
        )
        % words,
        question=_("Antal organisationer per moment, från ”%(then)s” till ”%(now)s”.")
        % {"then": names[0], "now": names[1]}
        if names
        else _("Antal organisationer per moment, från det tidigare tillfället till det valda."),
        category_name=_("Moment"),
        categories=tuple(f"{one.number} {short}" for short, one in moved),
        series=(
            Series("done", _("↑ Upp"), tuple(one.up for one in moves)),
            Series("ongoing", _("Lika"), tuple(one.still for one in moves)),
            Series("planned", _("↓ Ned"), tuple(one.down for one in moves)),
        ),
        scale=Scale(0, most),
        language=language(),
        n=most,
        base=_moved_base(most),
        notes=(_("Skalan är grov: ett moment kan ha utvecklats utan att nivån har ändrats."),),
        category_language=content_language(),
        constructed=constructed,
    )


def _sums(comparison: Comparison) -> Figure | None:
    """From the earlier sum to the one now, organisation by organisation in the order of names."""
    rows = [line.row for line in comparison.lines if line.row.sum_change is not None]
    if not comparison.maximum or not rows or len(rows) > MOST_ROWS:
        return None
    risen = sum((row.sum_change or 0) > 0 for row in rows)
    words = {"n": number(risen), "all": number(len(rows))}
    names = _names(rows)
    then, now = names or (_("Det tidigare tillfället"), _("Det valda tillfället"))
    return Figure(
        id="forflyttning",
        kind="dumbbell",
        title=ngettext(
            "Summan har ökat hos %(n)s av %(all)s organisation",
            "Summan har ökat hos %(n)s av %(all)s organisationer",
            len(rows),
        )
        % words,
        question=_("Alla moments värden sammanlagt, högst %(maximum)s poäng. I bokstavsordning.")
        % {"maximum": number(comparison.maximum)},
        category_name=_("Organisation"),
        categories=tuple(row.name for row in rows),
        series=(
            Series("then", then, tuple(row.sum.points - (row.sum_change or 0) for row in rows)),
            Series("now", now, tuple(row.sum.points for row in rows)),
        ),
        scale=Scale(0, comparison.maximum),
        language=language(),
        n=len(rows),
        base=_moved_base(len(rows)),
        category_language=content_language(),
        constructed=comparison.is_constructed,
    )


def _course(stages: Sequence[Stage], *, constructed: bool) -> Figure | None:
    """A line over all occasions: the median of the shares, between the lowest and the highest."""
    if not stages:
        return None
    words = {"first": percent(stages[0].shares.median), "last": percent(stages[-1].shares.median)}
    return Figure(
        id="over-tid",
        kind="line",
        title=_("Medianen har gått från %(first)s till %(last)s av det möjliga") % words,
        question=_("Summan som andel av den högsta möjliga, vid varje tillfälle."),
        category_name=_("Tillfälle"),
        categories=tuple(stage.time.name for stage in stages),
        series=(
            Series("then", _("Lägst"), tuple(_whole(stage.shares.lowest) for stage in stages)),
            Series("value", _("Median"), tuple(_whole(stage.shares.median) for stage in stages)),
            Series("then", _("Högst"), tuple(_whole(stage.shares.highest) for stage in stages)),
        ),
        scale=Scale(0, 100),
        language=language(),
        unit="%",
        aside_name=_("Antal"),
        asides=tuple(number(stage.shares.n) for stage in stages),
        notes=(
            _(
                "Varje tillfälle står för sig: bara de som visar sina värden då räknas, och inget förs över."
                " De som bara räknas i spridningen är inte med."
            ),
        ),
        category_language=content_language(),
        constructed=constructed,
    )


def _whole(share: Fraction | None) -> int | None:
    return None if share is None else int(round_half_up(share * 100))


def _names(rows: Sequence[Row]) -> tuple[str, str] | None:
    """Return the names of the two occasions; None where they are not the same for all."""
    pairs = {(row.since.name if row.since else "", row.time.name) for row in rows}
    return pairs.pop() if len(pairs) == 1 else None


def _base(n: int) -> str:
    return ngettext("n = %(n)s organisation.", "n = %(n)s organisationer.", n) % {"n": number(n)}


def _moved_base(n: int) -> str:
    return _("n = %(n)s med värden vid båda tillfällena.") % {"n": number(n)}
