"""How far apart functions lie in what their people rated alone: means only, of functions that are large enough.

The organisation chooses to have it printed. Below the limit of figures/disclosure.py nothing leaves this module.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklists.calculations import Answer, mean
from figures import disclosure, swedish
from reports.kinds.lagesrapport.parts import DistanceRow, Distances, FunctionColumn

MOST_NAMED: Final = 2
FEWEST: Final = 2
"""One function alone is at no distance from anything."""


@dataclass(frozen=True)
class OwnAnswers:
    """What one person rated alone, and in which function. Never stored, printed or put in a snapshot."""

    function: str
    answers: tuple[Answer, ...]


Means = Mapping[str, Fraction]


def distances(
    own: Sequence[OwnAnswers], names: Mapping[int, str], *, limit: int | None = disclosure.DEFAULT
) -> Distances:
    """Return each large enough function's mean of each item; names are the items' short names, by number.

    A function needs enough people in all, and for each item enough who gave it a value.
    """
    sizes = Counter(one.function for one in own)
    visible = disclosure.shown(sizes, limit)
    if len(visible) < FEWEST:
        visible = frozenset()
    by_item = {number: _means(own, number, visible, limit) for number in names}
    functions = sorted(sizes, key=swedish.sort_key)
    rows = tuple(
        DistanceRow(
            number,
            tuple(_text(means[function]) if function in means else None for function in functions),
        )
        for number, means in by_item.items()
    )
    return Distances(
        finding=_finding(by_item, names),
        functions=tuple(FunctionColumn(name, sizes[name] if name in visible else None) for name in functions),
        rows=rows if visible else (),
        limit=limit or disclosure.DEFAULT,
        hidden=any(cell is None for row in rows for cell in row.cells),
    )


def _means(own: Sequence[OwnAnswers], number: int, visible: frozenset[str], limit: int | None) -> Means:
    """Return the means of one item; who said that it doesn't apply, or nothing, is no part of the base."""
    given: dict[str, list[int]] = {one.function: [] for one in own}
    for one in own:
        given[one.function] += [
            answer.value for answer in one.answers if answer.number == number and answer.value is not None
        ]
    enough = disclosure.shown({function: len(values) for function, values in given.items()}, limit)
    means = {function: mean(given[function]) for function in sorted(enough & visible)}
    return {function: value for function, value in means.items() if value is not None}


def _finding(by_item: Mapping[int, Means], names: Mapping[int, str]) -> str:
    """One sentence on where the functions lie farthest apart."""
    widths = {
        number: max(means.values()) - min(means.values())
        for number, means in by_item.items()
        if len(means) > 1
    }
    if not widths:
        return _("Inget avstånd kan visas")
    most = max(widths.values())
    if not most:
        return _("Funktionerna som visas ligger lika på varje moment")
    farthest = [number for number, width in widths.items() if width == most]
    if len(farthest) > MOST_NAMED:
        return _("Längst från varandra ligger funktionerna på %(n)s moment") % {
            "n": swedish.number_word(len(farthest), _language(), neuter=True)
        }
    return _("Längst från varandra ligger funktionerna på %(items)s") % {
        "items": swedish.listing([_ends(number, by_item[number], names) for number in farthest], _language())
    }


def _ends(number: int, means: Means, names: Mapping[int, str]) -> str:
    """Name the item with its two ends; both means are told, as rounded ones are not to be subtracted."""
    highest, lowest = (
        next(function for function, value in means.items() if value == end)
        for end in (max(means.values()), min(means.values()))
    )
    return _("moment %(number)s, ”%(name)s” (%(high)s %(most)s, %(low)s %(least)s)") % {
        "number": number,
        "name": names[number],
        "high": highest,
        "most": _text(means[highest]),
        "low": lowest,
        "least": _text(means[lowest]),
    }


def _text(value: Fraction) -> str:
    return swedish.number(value, 1, _language())


def _language() -> str:
    return swedish.chosen(get_language())
