"""Numbers, dates and lists in what is said about a file, in the active language."""

import datetime
from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from figures import swedish


def in_digits(value: int) -> str:
    """Write a whole number: ”60 000”, “60,000”."""
    return swedish.number(value, 0, _language())


def listing(parts: Sequence[str]) -> str:
    """Join parts as in a sentence: ”a, b och c”, “a, b and c”."""
    return swedish.listing(parts, _language())


def in_quotes(text: str) -> str:
    """Set words from the file between quotation marks."""
    return _("”%(label)s”") % {"label": text}


def short_date(date: datetime.date) -> str:
    """Write a day with a short month."""
    return swedish.short_date(date, _language())


def _language() -> swedish.Language:
    return swedish.chosen(get_language())
