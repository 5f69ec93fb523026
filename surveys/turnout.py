"""Who was asked and how many answered, out of the release: as sentences and a table, with what is not told and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from figures import swedish
from figures.disclosure import Hidden, Reason, hidden_words
from surveys.models import Survey
from surveys.released import Released, Turnout

ALL: Final[Promise] = gettext_lazy("Alla")
MOST_NAMES: Final = 6
"""How many groups a sentence names; the table has them all."""


@dataclass(frozen=True)
class TurnoutLine:
    """The whole or one group; `instead` stands in place of how many answered."""

    name: str
    invited: int | None
    answered: int | None
    rate: str
    instead: str

    @property
    def percent(self) -> int | None:
        """The rate in whole per cent; None where it is not told or nobody knows how many were asked."""
        if not self.invited or self.answered is None:
            return None
        return int(swedish.round_half_up(Fraction(100 * self.answered, self.invited)))


def lines(released: Released, names: Mapping[str, str]) -> tuple[TurnoutLine, ...]:
    """Return the whole, and each group by its name."""
    below = [(names[code], one) for code, one in released.groups.items() if code in names]
    return tuple(line(name, one) for name, one in [(str(ALL), released.whole), *below])


def sentences(survey: Survey, released: Released, names: Mapping[str, str]) -> tuple[str, ...]:
    """Say how many answered, and which groups are not seen by themselves.

    Those that too few answered from are named together, whether it was some or nobody: their answers are among all,
    and nobody can tell who did not answer. Those that too few were invited to are named as such.
    """
    limit = survey.limit_group
    hidden = {
        code: one
        for code, one in released.groups.items()
        if code in names and isinstance(one.answered, Hidden) and one.answered.reason == Reason.FEW
    }
    small = [names[code] for code, one in hidden.items() if one.invited is not None and one.invited < limit]
    few = [names[code] for code, one in hidden.items() if one.invited is None or one.invited >= limit]
    return tuple(_sentences(released.whole, few, small, limit))


def _sentences(whole: Turnout, few: Sequence[str], small: Sequence[str], limit: int) -> Iterator[str]:
    yield _whole(whole)
    told = {"limit": swedish.number_word(limit, _language())}
    if few:
        words = _(
            "Färre än %(limit)s har svarat från %(groups)s. Om det är några eller ingen visas inte. De svar som finns "
            "är med bland alla."
        )
        yield words % {**told, "groups": _named(few)}
    if small:
        words = _("Färre än %(limit)s är inbjudna från %(groups)s, så de svaren visas bara bland alla.")
        yield words % {**told, "groups": _named(small)}


def _whole(whole: Turnout) -> str:
    if isinstance(whole.answered, Hidden):
        why = hidden_words(whole.answered, _language())
        if not whole.invited:
            return why
        asked = ngettext("%(n)s är inbjuden.", "%(n)s är inbjudna.", whole.invited)
        return f"{asked % {'n': swedish.number(whole.invited, 0, _language())}} {why}"
    n = swedish.number(whole.answered, 0, _language())
    if not whole.invited:
        words = ngettext(
            "%(n)s har svarat. Hur många som fick frågan är inte känt.",
            "%(n)s har svarat. Hur många som fick frågan är inte känt.",
            whole.answered,
        )
        return words % {"n": n}
    words = ngettext(
        "%(n)s av %(invited)s inbjudna har svarat, det vill säga %(rate)s.",
        "%(n)s av %(invited)s inbjudna har svarat, det vill säga %(rate)s.",
        whole.answered,
    )
    return words % {
        "n": n,
        "invited": swedish.number(whole.invited, 0, _language()),
        "rate": swedish.percent(whole.answered, whole.invited, 0, _language()),
    }


def _named(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMES:
        words = ngettext("%(n)s grupp", "%(n)s grupper", len(names))
        return words % {"n": swedish.number_word(len(names), _language())}
    return swedish.listing([_("”%(label)s”") % {"label": name} for name in names], _language())


def line(name: str, one: Turnout) -> TurnoutLine:
    """Return how many answered of the whole, of a group or of a round, by its name."""
    if isinstance(one.answered, Hidden):
        return TurnoutLine(name, one.invited, None, "", hidden_words(one.answered, _language()))
    rate = swedish.percent(one.answered, one.invited, 0, _language()) if one.invited else ""
    return TurnoutLine(name, one.invited, one.answered, rate, "")


def _language() -> swedish.Language:
    return swedish.chosen(get_language())
