"""How the result report puts days, numbers and functions in words, in the active language."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from figures import swedish
from reports.kinds.resultatrapport.material import Companion
from reports.kinds.statusrapport.wording import day, language, number, word

__all__ = ["UNKNOWN", "companion", "day", "days", "functions", "language", "number", "word"]

UNKNOWN = gettext_lazy("uppgift saknas")


def days(first: datetime.date, last: datetime.date | None) -> str:
    """Write from when to when something held."""
    if last is None:
        return _("från den %(day)s") % {"day": day(first)}
    return _("%(first)s–%(last)s") % {"first": day(first), "last": day(last)}


def companion(one: Companion) -> str:
    """Write who it was, and what is not the usual part or the whole time."""
    told = [one.part, days(one.first, one.last) if one.first else ""]
    beside = ", ".join(each for each in told if each)
    return f"{one.name} ({beside})" if beside else one.name


def functions(people: Sequence[tuple[str, int]] | None) -> str:
    """Write how many of each function: ”politiker 2, chef 1”; ”ingen” when none came."""
    if people is None:
        return str(UNKNOWN)
    came = [f"{name}{swedish.NO_BREAK_SPACE}{number(count)}" for name, count in people if count]
    return ", ".join(came) if came else _("ingen")
