"""Cells that mean the same in every room's files: days, whole numbers, yes and no. What is wrong joins the faults."""

import datetime
from typing import Final

from django.utils.translation import gettext as _

from organisations.files.columns import NO, YES, Row
from organisations.files.faults import RowFault
from organisations.files.words import in_quotes

# Who reads the pages in English may write so too; what we write ourselves is Swedish.
_YES: Final = frozenset({YES, "yes", "x", "1"})
_NO: Final = frozenset({"", NO, "no", "0"})


def is_yes(text: str) -> bool:
    """Whether it says yes."""
    return text.casefold() in _YES


def is_no(text: str) -> bool:
    """Whether it says no, or nothing."""
    return text.casefold() in _NO


def whole(text: str) -> int | None:
    """Read a number of five digits at most."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def quoted(text: str) -> str:
    """Return what stood in the cell, short enough to read; a dash for nothing."""
    if not text:
        return "–"
    return in_quotes(f"{text[:40]}…" if len(text) > 40 else text)


def day(row: Row, column: str, faults: list[RowFault]) -> datetime.date | None:
    """Read a day; None and a fault when it is none or missing."""
    text = row[column].removesuffix(" 00:00:00")
    try:
        # Only this way of writing a day can't be read as another day.
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  a day has no time zone
    except ValueError:
        said = (
            _("Datumet ”%(text)s” går inte att läsa.") % {"text": text[:40]} if text else _("Datumet saknas.")
        )
        help_text = _("Skriv år-månad-dag, till exempel 2027-03-15.")
        faults.append(RowFault(row.number, column, f"{said} {help_text}"))
        return None


def refuse_longer(row: Row, column: str, text: str, most: int, faults: list[RowFault]) -> None:
    """Add a fault when a text has more letters than there is room for."""
    if len(text) > most:
        told = _("Texten har %(length)s tecken. Korta den till högst %(most)s.")
        faults.append(RowFault(row.number, column, told % {"length": len(text), "most": most}))
