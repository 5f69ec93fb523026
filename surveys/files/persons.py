"""What could say who has answered, or when: such a column, or such a text in a cell, keeps a file out."""

import re
import unicodedata
from typing import Final

# As columns.plain writes them; survey tools add most of these by themselves.
_HEADING: Final = re.compile(
    r"e_?post|e_?mail|mejl|mail|namn|name|person|(^|_)pnr|samordningsn|ssn|(^|_)ip(_|$|adr|addr)|respondent"
    r"|(^|_)(response|svars?)_?id|(^|_)(id|tel|tid|time|seed)(_|$)|telefon|phone|mobil|adress|address|postnummer"
    r"|datum|date|starttid|sluttid|(slutforande|start|svars)tid|tidpunkt|tidsst|timestamp|token|collector"
    r"|anvandar|user|fodelse|birth|konto|account|signatur"
)
_SHORTEST_NUMBER: Final = 10
# Year, month and day (60 more in a coordination number), then four signs; a dash or a space may stand between.
_NUMBER: Final = re.compile(
    r"(?<![0-9])(?:1[89]|20)?[0-9]{2}[-\s]?(?:0[1-9]|1[0-2])[-\s]?(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])"
    r"\s?[-–−+]?\s?[0-9]{4}(?![0-9])"
)


def is_heading_of_person(name: str) -> bool:
    """Whether a heading that is no question's, written as columns.plain does, names somebody or a moment."""
    return _HEADING.search(name) is not None


def tells_person(text: str) -> bool:
    """Whether a cell holds what looks like an e-mail address or a personal number."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return "@" in text or (len(text) >= _SHORTEST_NUMBER and _NUMBER.search(text) is not None)
