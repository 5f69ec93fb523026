"""How the sections of a part are told apart: by its place in the report, counted from 1, and what has which place."""

from collections.abc import Mapping, Sequence
from typing import Final

MOST_PARTS: Final = 6
"""A draft has room for so many, beside what people add. What is left out is named in the report."""


def key_of(section: str, place: int) -> str:
    """Return the key of a part's section."""
    return f"{section}-{place}"


def places_of(taking: Mapping[int, Sequence[str]], before: Sequence[str]) -> list[tuple[int, str]]:
    """Return the programme and the kind of organisations that each part is about.

    `taking` are the kinds that take part, by programme; `before` is what a draft has already, each "programme:kind".
    That keeps its place, also when nobody of it is left, or what is written would stand under another's heading.
    A programme that nobody took part in is a part of no kind, until the first of some kind comes.
    """
    kept = [
        (int(programme), kind or next(iter(taking[int(programme)]), ""))
        for programme, _colon, kind in (place.partition(":") for place in before)
        if int(programme) in taking
    ]
    now = [(programme, kind) for programme, kinds in taking.items() for kind in kinds]
    empty = [(one, "") for one, kinds in taking.items() if not kinds and one not in dict(kept)]
    return list(dict.fromkeys([*kept, *now, *empty]))
