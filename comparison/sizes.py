"""Classes of size by the number of inhabitants: pure."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Size:
    """One class, from so many inhabitants to fewer than the next; `key` stands in addresses."""

    key: str
    name: Promise
    at_least: int


SIZES: Final = (
    Size("minst", _("färre än 15\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}invånare"), 0),
    Size("mindre", _("15\N{NO-BREAK SPACE}000–39\N{NO-BREAK SPACE}999\N{NO-BREAK SPACE}invånare"), 15_000),
    Size("storre", _("40\N{NO-BREAK SPACE}000–99\N{NO-BREAK SPACE}999\N{NO-BREAK SPACE}invånare"), 40_000),
    Size("storst", _("minst 100\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}invånare"), 100_000),
)


def size_of(inhabitants: int | None) -> str:
    """Return the key of the class; empty where nobody has registered how many live there."""
    if inhabitants is None:
        return ""
    return next(size.key for size in reversed(SIZES) if inhabitants >= size.at_least)
