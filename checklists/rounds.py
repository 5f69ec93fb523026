"""What was handed in at one occasion, free from the database: pages and reports say what has moved between them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checklists.calculations import Answer, Scale, Total, total


@dataclass(frozen=True)
class Words:
    """What the organisation wrote about one item: why the value is what it is, the small steps, and what shows it."""

    comment: str = ""
    toward: str = ""
    evidence: str = ""

    def __bool__(self) -> bool:
        """Whether anything was written."""
        return bool(self.comment or self.toward or self.evidence)


@dataclass(frozen=True)
class Round:
    """One handed-in assessment: when, what was rated, how many of each function took part, and the words by item.

    `version` above 1 is a correction; it then says when it was handed in and why.
    """

    name: str
    date: datetime.date
    answers: tuple[Answer, ...]
    participants: Mapping[str, int]
    words: Mapping[int, Words] = field(default_factory=dict)
    handed_in: datetime.date | None = None
    version: int = 1
    reason: str = ""
    imported: bool = False

    @property
    def people(self) -> int:
        """How many took part in all."""
        return sum(self.participants.values())

    def total(self, scale: Scale) -> Total:
        """The sum with what it is a sum of."""
        return total(self.answers, scale)

    def said(self, number: int) -> Words:
        """What was written about an item; empty when nothing was."""
        return self.words.get(number, Words())


def comparable_sums(rounds: Sequence[Round], scale: Scale) -> bool:
    """Say whether all sums have the same highest possible value, so that points can be set beside points."""
    return len({round_.total(scale).maximum for round_ in rounds}) == 1
