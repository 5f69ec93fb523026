"""How the status report puts days, numbers of people and states in words, in the active language."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from figures import swedish
from reports.kinds.statusrapport.material import People, Standing
from resultchain.follow_up import Became
from resultchain.models import Precision
from resultchain.periods import Period

MOST_IN_WORDS: Final = 12
STANDINGS: Final[Mapping[Standing, str | Promise]] = {
    "done": gettext_lazy("Klart"),
    "ongoing": gettext_lazy("Pågår"),
    "planned": gettext_lazy("Planerat"),
}
BECAME: Final[Mapping[str, str | Promise]] = {
    Became.DONE.value: gettext_lazy("klart"),
    Became.ONGOING.value: gettext_lazy("pågår"),
    Became.MOVED.value: gettext_lazy("flyttat"),
    Became.DROPPED.value: gettext_lazy("blev inte av"),
    Became.PLANNED.value: gettext_lazy("står kvar"),
    Became.GONE.value: gettext_lazy("finns inte kvar"),
}
"""What can have become of something planned, in the order that it is told."""


def when(first: datetime.date | None, last: datetime.date | None, standing: str = "") -> str:
    """Write the days of something: a half-year, a day, two days, from a day on; ”utan datum” when there is none."""
    if first and last:
        return Period(first, last).name
    if first and standing == "ongoing":
        return _("sedan %(day)s") % {"day": day(first)}
    if first and standing == "planned":
        return _("från %(day)s") % {"day": day(first)}
    known = last or first
    return day(known) if known else _("utan datum")


def day(value: datetime.date) -> str:
    """Write a day in running text."""
    return swedish.long_date(value, language())


def people(of: People) -> str:
    """Write how many took part, and that it is not known where it isn't; empty when nothing is said."""
    if of.number is None:
        return _("okänt antal") if of.precision == Precision.UNKNOWN else ""
    number_ = about(of.number, is_about=of.precision == Precision.ABOUT)
    parts = [sex(of.women, of.men), *(f"{name} {number(count)}" for name, count in of.functions)]
    known = [part for part in parts if part]
    return f"{number_} ({'; '.join(known)})" if known else number_


def about(value: int, *, is_about: bool) -> str:
    """Write a number, with ”ungefär” before it where it is not exact."""
    return _("ungefär %(number)s") % {"number": number(value)} if is_about else number(value)


def sex(women: int | None, men: int | None) -> str:
    """Write how many women and men, as far as it is known."""
    parts = []
    if women is not None:
        parts.append(ngettext("%(n)s kvinna", "%(n)s kvinnor", women) % {"n": number(women)})
    if men is not None:
        parts.append(ngettext("%(n)s man", "%(n)s män", men) % {"n": number(men)})
    return swedish.listing(parts, language())


def number(value: int) -> str:
    """Write a count in digits."""
    return swedish.number(value, 0, language())


def word(value: int, *, start: bool = False) -> str:
    """Write a count in words to twelve; `start` begins a sentence."""
    written = swedish.number_word(value, language())
    return swedish.sentence(written) if start else written


def standings(counts: Mapping[Standing, int]) -> str:
    """Write how many stand where: en är klar, två pågår och tre är planerade. What there is none of is left out."""
    done, ongoing, planned = (counts.get(standing, 0) for standing in STANDINGS)
    parts = [
        (done, ngettext("%(n)s är klar", "%(n)s är klara", done)),
        (ongoing, ngettext("%(n)s pågår", "%(n)s pågår", ongoing)),
        (planned, ngettext("%(n)s är planerad", "%(n)s är planerade", planned)),
    ]
    return told(parts)


def fates(counts: Mapping[str, int]) -> str:
    """Write what became of how many: en är klar, en pågår och tre står kvar. What there is none of is left out."""
    done, ongoing, moved, dropped, planned, gone = (counts.get(fate, 0) for fate in BECAME)
    parts = [
        (done, ngettext("%(n)s är klar", "%(n)s är klara", done)),
        (ongoing, ngettext("%(n)s pågår", "%(n)s pågår", ongoing)),
        (moved, ngettext("%(n)s är flyttad", "%(n)s är flyttade", moved)),
        (dropped, ngettext("%(n)s blev inte av", "%(n)s blev inte av", dropped)),
        (planned, f"%(n)s {BECAME[Became.PLANNED.value]}"),
        (gone, f"%(n)s {BECAME[Became.GONE.value]}"),
    ]
    return told(parts)


def told(parts: Sequence[tuple[int, str]]) -> str:
    """List counts with their words; in digits all of them, when one of them is too big for a word."""
    write = word if all(count <= MOST_IN_WORDS for count, _words in parts) else number
    return swedish.listing([words % {"n": write(count)} for count, words in parts if count], language())


def things(count: int) -> str:
    """Write ”en sak”, ”tre saker”."""
    return ngettext("%(n)s sak", "%(n)s saker", count) % {"n": word(count)}


def language() -> swedish.Language:
    """Return the language that is written in."""
    return swedish.chosen(get_language())
