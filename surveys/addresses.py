"""Addresses as people have them: pasted from a mail program or a spreadsheet, or out of a csv or Excel file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
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
# Between addresses, but not inside "Efternamn, Förnamn" <adress>.
_BETWEEN: Final = re.compile(r"[\n;]+|,(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")

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
        # A name and an address in angle brackets; a bare address is all address.
        email = parseaddr(text)[1].strip().lower() or text.strip()
        try:
            validate_email(email)
            _fits(email)
        except ValidationError:
            told = _("Rad %(row)s: ”%(text)s” är ingen e-postadress.")
            self.faults.append(told % {"row": place, "text": clean_line(text, 60)})
        else:
            self.people.setdefault(email, group)


_fits: Final = MaxLengthValidator(LONGEST)


def pasted(text: str) -> Found:
    """Read addresses with line breaks, semicolons or commas between them."""
    found = Found()
    for row, line in enumerate(text.splitlines(), start=1):
        for part in _BETWEEN.split(line):
            if part.strip():
                found.add(row, part)
    return _bounded(found)


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
