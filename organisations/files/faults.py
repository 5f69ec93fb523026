"""What is wrong in a file, row by row: every fault has its place and says what to do."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from organisations.files.columns import Column

MOST_FAULTS = 200


@dataclass(frozen=True, order=True)
class RowFault:
    """Something to mend: in which row and column, and what to do."""

    row: int
    column: str
    text: str


def in_order(faults: Iterable[RowFault], columns: Sequence[Column]) -> tuple[RowFault, ...]:
    """By row and column; said once. Each fault names one of the columns."""
    place_of = {column.name: place for place, column in enumerate(columns)}
    counted = Counter(faults)
    return tuple(sorted(counted, key=lambda fault: (fault.row, place_of[fault.column], fault.text)))


def shown(faults: Sequence[RowFault]) -> tuple[tuple[RowFault, ...], int]:
    """Return as many as a page can show, and the number of the rest."""
    return tuple(faults[:MOST_FAULTS]), max(len(faults) - MOST_FAULTS, 0)


def number_told(faults: Sequence[RowFault]) -> str:
    """Say above them how many there are."""
    return ngettext(
        "Filen har %(n)s fel. Inget är inläst. Rätta felet nedan i filen och välj den igen.",
        "Filen har %(n)s fel. Inget är inläst. Rätta felen nedan i filen och välj den igen.",
        len(faults),
    ) % {"n": len(faults)}
