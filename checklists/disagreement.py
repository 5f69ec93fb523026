"""How far people's own answers to the same items lie apart, counted and in words; without the database."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from checklists.spread import ItemSpread
from figures.swedish import chosen, listing, number_word

FEWEST: Final = 2
"""Nobody differs from themselves."""
NAMED_AT_MOST: Final = 3
"""More items than this are counted instead of named."""


def differs(spread: ItemSpread) -> bool:
    """Whether more than one answer was given; "ej tillämpligt" is an answer."""
    return _answers(spread) > 1


def _answers(spread: ItemSpread) -> int:
    return len(set(spread.values)) + (spread.not_applicable > 0)


def given(spread: ItemSpread) -> int:
    """How many people took a stand."""
    return len(spread.values) + spread.not_applicable


def most_split(items: Sequence[ItemSpread]) -> tuple[ItemSpread, ...]:
    """Keep the items whose answers lie farthest apart; where no values do, those that somebody found not applicable."""
    split = [item for item in items if differs(item)]
    most = max((item.width for item in split), default=0)
    return tuple(item for item in split if item.width == most)


def finding(items: Sequence[ItemSpread]) -> str:
    """One sentence on how many of the items people see differently, of those that at least two have rated."""
    comparable = [item for item in items if given(item) >= FEWEST]
    if not comparable:
        return _("Inget moment är skattat av minst två än")
    partial = len(comparable) < len(items)
    words = {
        "n": _neuter(sum(1 for item in comparable if differs(item))),
        "base": _base(len(comparable), partial=partial),
    }
    if any(differs(item) for item in comparable):
        return _("Ni ser olika på %(n)s av %(base)s") % words
    return _("Ni ser lika på %(base)s") % words


def _base(count: int, *, partial: bool) -> str:
    words = {"n": _neuter(count)}
    if partial:
        return (
            ngettext(
                "%(n)s moment som minst två har skattat", "%(n)s moment som minst två har skattat", count
            )
            % words
        )
    return ngettext("%(n)s moment", "%(n)s moment", count) % words


def widest_difference(items: Sequence[ItemSpread], names: Mapping[int, str]) -> str:
    """One sentence on where the answers lie farthest apart; empty where they don't. `names` by item number."""
    split = most_split(items)
    if not split:
        return ""
    if len(split) > NAMED_AT_MOST:
        where = ngettext("%(n)s moment", "%(n)s moment", len(split)) % {"n": _neuter(len(split))}
    else:
        where = listing([_("”%(name)s”") % {"name": names[item.number]} for item in split], _language())
    width = split[0].width
    if not width:
        return _("Störst skillnad: %(where)s, som inte alla tycker är tillämpligt.") % {"where": where}
    steps = ngettext("%(n)s nivå", "%(n)s nivåer", width) % {"n": number_word(width, _language())}
    return _("Störst skillnad: %(where)s, %(steps)s.") % {"where": where, "steps": steps}


def told(spread: ItemSpread) -> str:
    """Say who many answered what: "två svarade 1, en svarade 3"; empty when nobody did."""
    parts = [
        ngettext("%(n)s svarade %(value)s", "%(n)s svarade %(value)s", count)
        % {"n": number_word(count, _language()), "value": value}
        for value, count in sorted(spread.counts.items())
    ]
    if spread.not_applicable:
        words = {"n": number_word(spread.not_applicable, _language())}
        parts.append(
            ngettext("%(n)s svarade ej tillämpligt", "%(n)s svarade ej tillämpligt", spread.not_applicable)
            % words
        )
    return ", ".join(parts)


def _neuter(count: int) -> str:
    return number_word(count, _language(), neuter=True)


def _language() -> str:
    return chosen(get_language())
