"""Addresses as people have them: pasted from a mail program or a spreadsheet, or out of a csv or Excel file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from figures.text import clean_line
from organisations.files.columns import Column
from organisations.files.reading import read

MOST: Final = 20_000
LONGEST: Final = 254
LONGEST_WITH_NAME: Final = 500
_COMMENT: Final = re.compile(r"\s\([^()]*\)$")

COLUMNS: Final = (
    Column("e_post", gettext_lazy("Adressen som länken skickas till."), "namn@kommun.se", width=30),
    Column(
        "grupp",
        gettext_lazy("Gruppen som svaret räknas till, om enkäten delas upp."),
        "Norra förvaltningen",
        required=False,
        width=24,
    ),
)


@dataclass
class Found:
    """Addresses with the codes of their groups, and what could not be understood, with the place it stood at."""

    people: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, place: int, text: str, group: str = "") -> None:
        """Take one address, or say what is wrong with it; the same address twice is one."""
        email = bare(text)
        try:
            validate_email(email)
            _fits(email)
        except ValidationError:
            told = _("Rad %(row)s: ”%(text)s” är ingen e-postadress.")
            self.faults.append(told % {"row": place, "text": clean_line(text, 60)})
        else:
            self.people.setdefault(email, group)


_fits: Final = MaxLengthValidator(LONGEST)


def bare(text: str) -> str:
    """Return the address alone: it may stand in angle brackets after a name, or before a name in round ones."""
    text = text.strip()
    if len(text) > LONGEST_WITH_NAME:
        return text
    if text.endswith(">") and "<" in text:
        return text[text.rindex("<") + 1 : -1].strip().lower()
    return _COMMENT.sub("", text).lower()


def pasted(text: str) -> Found:
    """Read addresses with line breaks, semicolons or commas between them."""
    found = Found()
    parts = [
        (row, part)
        for row, line in enumerate(text.splitlines(), start=1)
        for part in _parts(line)
        if part.strip()
    ]
    if len(parts) > MOST:
        found.faults.append(_too_many())
        return found
    for row, part in parts:
        found.add(row, part)
    return found


def _parts(line: str) -> list[str]:
    """Cut a line between addresses, but not inside "Efternamn, Förnamn" <adress>; once through, however long it is."""
    pieces = line.split('"')
    last = len(pieces) - 1
    outside = [piece if (last - place) % 2 else piece.replace(",", ";") for place, piece in enumerate(pieces)]
    return '"'.join(outside).split(";")


def from_file(content: bytes, groups: Mapping[str, str]) -> Found:
    """Read a file with the columns; `groups` gives names by code. Raises FileRefusedError."""
    codes = {clean_line(word).casefold(): code for code, name in groups.items() for word in (code, name)}
    found = Found()
    for row in read(content, COLUMNS):
        group = row["grupp"].strip()
        if group and group.casefold() not in codes:
            told = _("Rad %(row)s: gruppen ”%(text)s” finns inte i enkäten.")
            found.faults.append(told % {"row": row.number, "text": clean_line(group, 60)})
        else:
            found.add(row.number, row["e_post"], codes.get(group.casefold(), ""))
    return _bounded(found)


def _bounded(found: Found) -> Found:
    if len(found.people) > MOST:
        found.faults.append(_("Det är fler än 20 000 adresser. Dela upp dem på flera enkäter."))
    return found


def _too_many() -> str:
    return _("Det är fler än 20 000 adresser. Dela upp dem på flera enkäter.")
