"""How far apart functions lie in what their people rated alone, in words and tables: means of large enough functions.

The organisation chooses to have it printed. What may be told is decided by checklists/by_function.py.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklists.by_function import OwnAnswers, by_function
from figures import disclosure, swedish
from reports.kinds.lagesrapport.parts import DistanceRow, Distances, FunctionColumn

MOST_NAMED: Final = 2

Means = Mapping[str, Fraction]


def distances(
    own: Sequence[OwnAnswers], names: Mapping[int, str], *, limit: int | None = disclosure.DEFAULT
) -> Distances:
    """Return each large enough function's mean of each item; names are the items' short names, by number."""
    found = by_function(own, names, limit=limit)
    by_item = {
        number: {function: taken.mean for function, taken in item.items()}
        for number, item in found.items.items()
    }
    functions = sorted(found.sizes, key=swedish.sort_key)
    rows = tuple(
        DistanceRow(
            number,
            tuple(_text(means[function]) if function in means else None for function in functions),
        )
        for number, means in by_item.items()
    )
    return Distances(
        finding=_finding(by_item, names),
        functions=tuple(
            FunctionColumn(name, found.sizes[name] if name in found.visible else None) for name in functions
        ),
        rows=rows if found.visible else (),
        limit=limit or disclosure.DEFAULT,
        hidden=any(cell is None for row in rows for cell in row.cells),
    )


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
