"""What a chain shows, in sentences: computed from counts, never from shares."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from figures import swedish
from resultchain.levels import WORDS, ChainLevel
from resultchain.reach import Overview

LED_TO: Final[Mapping[int, str | Promise]] = {
    2: gettext_lazy("en ny eller ändrad produkt"),
    3: gettext_lazy("ett nytt eller ändrat arbetssätt"),
    4: gettext_lazy("ett nytt eller ändrat utfall"),
    5: gettext_lazy("en samhällseffekt"),
}
"""Each level as it follows upon "har lett till"."""


def findings(overview: Overview) -> tuple[str, ...]:
    """Return what the entries show: how far the activities have led, what is on its way, the highest level."""
    found = (led_finding(overview), on_the_way_finding(overview), highest_finding(overview))
    return tuple(f"{sentence}." for sentence in found if sentence)


def led_finding(overview: Overview) -> str:
    """Say how many of the done activities have led to each higher level; without a full stop."""
    if overview.activities == 0:
        return _("Ingen klar aktivitet är loggad")
    led = sorted(overview.led_to.items())
    if not led:
        return ngettext(
            "Den enda aktivitet som är klar har inte lett vidare än",
            "Ingen av %(n)s klara aktiviteter har lett vidare än",
            overview.activities,
        ) % {"n": _word(overview.activities)}
    if overview.activities == 1:
        names = [_("till %(what)s") % {"what": LED_TO[level]} for level, _number in led]
        return _("Den enda aktivitet som är klar har lett %(parts)s") % {
            "parts": swedish.listing(names, language())
        }
    return _("Av %(n)s klara aktiviteter har %(parts)s") % {
        "n": _word(overview.activities),
        "parts": swedish.listing([_led_part(*pair, first=pair == led[0]) for pair in led], language()),
    }


def _led_part(level: int, number: int, *, first: bool) -> str:
    words = {"n": _word(number), "what": LED_TO[level]}
    if first:
        return ngettext("%(n)s lett till %(what)s", "%(n)s lett till %(what)s", number) % words
    return _("%(n)s till %(what)s") % words


def further_finding(overview: Overview) -> str:
    """Say in a few words how many of the done activities have led on to anything; for a heading."""
    if overview.activities == 0 and overview.highest:
        return highest_finding(overview)
    if overview.activities == 0 or overview.led_further == 0:
        return led_finding(overview)
    if overview.led_further == overview.activities:
        return ngettext(
            "Den enda aktivitet som är klar har lett vidare",
            "Alla %(n)s klara aktiviteter har lett vidare",
            overview.activities,
        ) % {"n": _word(overview.activities)}
    words = {"k": swedish.sentence(_word(overview.led_further)), "n": _word(overview.activities)}
    return _("%(k)s av %(n)s klara aktiviteter har lett vidare") % words


def highest_finding(overview: Overview) -> str:
    """Say which level the done entries stand on at most; empty when nothing is done."""
    if not overview.highest:
        return ""
    level = ChainLevel(overview.highest)
    name = str(level.label)
    return _("Den högsta nivån med något klart är %(level)s, %(name)s") % {
        "level": int(level),
        "name": name[:1].lower() + name[1:],
    }


def on_the_way_finding(overview: Overview) -> str:
    """Say how many activities reach further if what goes on is done; empty when none does."""
    if not overview.on_the_way:
        return ""
    return ngettext(
        "%(n)s aktivitet når längre om det som pågår blir klart",
        "%(n)s aktiviteter når längre om det som pågår blir klart",
        overview.on_the_way,
    ) % {"n": swedish.sentence(_word(overview.on_the_way))}


def short_name(level: int) -> str:
    """Return a level's name where there is little room."""
    return str(WORDS[ChainLevel(level)].short)


def language() -> swedish.Language:
    """Return the reader's language, as figures know it."""
    return swedish.chosen(get_language())


def _word(number: int) -> str:
    return swedish.number_word(number, language())
