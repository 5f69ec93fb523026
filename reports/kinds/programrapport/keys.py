"""How the sections of a part are told apart: by its place in the report, counted from 1."""

from typing import Final

MOST_PARTS: Final = 6
"""A draft has room for so many, beside what people add. What is left out is named in the report."""


def key_of(section: str, place: int) -> str:
    """Return the key of a part's section."""
    return f"{section}-{place}"
