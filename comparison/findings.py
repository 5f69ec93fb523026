"""What a comparison says in words, and nothing more than it says: pure."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from checklists.spread import ItemSpread, in_falling_order
from comparison.spread import Spread
from figures import swedish

NAMED_AT_MOST: Final = 2
"""More items than this are counted instead of named."""


def items_finding(items: Sequence[ItemSpread], names: Mapping[int, str]) -> str:
    """One sentence on the items with the highest and the lowest mean; empty when no item has a value."""
    rated = [item for item in in_falling_order(items) if item.mean is not None]
    if not rated:
        return ""
    highest, lowest = _printed(rated[0]), _printed(rated[-1])
    if highest == lowest:
        return _("Alla moment har samma medelvärde, %(mean)s") % {"mean": highest}
    words = {
        "top": _named([names[item.number] for item in rated if _printed(item) == highest]),
        "highest": highest,
        "bottom": _named([names[item.number] for item in rated if _printed(item) == lowest]),
        "lowest": lowest,
    }
    return swedish.sentence(_("%(top)s ligger högst (%(highest)s) och %(bottom)s lägst (%(lowest)s)") % words)


def sums_finding(sums: Spread, maximum: int) -> str:
    """One sentence on the range and the median of sums in points out of `maximum`; empty without sums."""
    if sums.median is None or sums.lowest is None or sums.highest is None:
        return ""
    words = {
        "lowest": points(sums.lowest),
        "highest": points(sums.highest),
        "median": points(sums.median),
        "maximum": maximum,
    }
    if sums.is_one_value:
        return _("Summan är %(median)s av %(maximum)s.") % words
    return _("Summorna går från %(lowest)s till %(highest)s av %(maximum)s, med medianen %(median)s.") % words


def shares_finding(shares: Spread) -> str:
    """One sentence on the range and the median of shares of the highest possible; empty without shares."""
    if shares.median is None or shares.lowest is None or shares.highest is None:
        return ""
    words = {
        "lowest": percent(shares.lowest),
        "highest": percent(shares.highest),
        "median": percent(shares.median),
    }
    if shares.is_one_value:
        return _("Summan är %(median)s av den högsta möjliga") % words
    return (
        _("Summorna går från %(lowest)s till %(highest)s av den högsta möjliga, med medianen %(median)s")
        % words
    )


def handed_in_finding(shown: int, expected: int, when: str) -> str:
    """One sentence on how many have values here, of how many who were to rate; `when` is the occasion's name."""
    words = {"n": number(shown), "of": number(expected)}
    if not when:
        return (
            ngettext("%(n)s av %(of)s organisation ingår.", "%(n)s av %(of)s organisationer ingår.", expected)
            % words
        )
    return ngettext(
        "%(n)s av %(of)s organisation ingår, vid ”%(when)s”.",
        "%(n)s av %(of)s organisationer ingår, vid ”%(when)s”.",
        expected,
    ) % {**words, "when": when}


def number(value: int) -> str:
    """Write a count."""
    return swedish.number(value, 0, language())


def points(value: Fraction | None) -> str:
    """Write points: whole, or with one decimal where the middle lies between two."""
    if value is None:
        return swedish.NOTHING
    return swedish.number(value, 0 if value.denominator == 1 else 1, language())


def percent(value: Fraction | None) -> str:
    """Write a share as whole per cent."""
    if value is None:
        return swedish.NOTHING
    return swedish.percent(int(swedish.round_half_up(value * 100)), 100, 0, language())


def language() -> str:
    """Return the reader's language, as numbers know it."""
    return swedish.chosen(get_language())


def _printed(item: ItemSpread) -> str:
    return swedish.mean(sum(item.values), len(item.values), language())


def _named(names: Sequence[str]) -> str:
    if len(names) > NAMED_AT_MOST:
        return ngettext("%(n)s moment", "%(n)s moment", len(names)) % {
            "n": swedish.number_word(len(names), language(), neuter=True)
        }
    return swedish.listing([_("”%(name)s”") % {"name": name} for name in names], language())
