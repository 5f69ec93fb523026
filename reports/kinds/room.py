"""How much of a long list is printed: a report of an organisation with 10 000 entries is still one that people read."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

MOST_ROWS: Final = 100
MOST_LETTERS: Final = 15_000
"""About ten pages of a table; what does not fit is told as a number."""

T = TypeVar("T")


def fitting(
    rows: Sequence[T], length: Callable[[T], int], *, most: int = MOST_ROWS, letters: int = MOST_LETTERS
) -> list[T]:
    """Return the first rows that fit by number and by their letters together; one always does."""
    kept: list[T] = []
    for row in rows[:most]:
        letters -= length(row)
        if letters < 0 and kept:
            break
        kept.append(row)
    return kept
