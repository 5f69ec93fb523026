"""Movement over all occasions with one version of a checklist, in time order: per item, and what changed when."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from checklists.calculations import Answer, ItemMovement, movement
from checklists.rounds import Round
from checklists.wording import circle_note

Way = Literal["up", "down", "same", ""]
"""Empty where there is nothing to compare with."""


@dataclass(frozen=True)
class Step:
    """One item at one occasion, and which way it went since the occasion before."""

    answer: Answer
    before: Answer | None = None

    @property
    def change(self) -> int | None:
        """Steps up or down since the occasion before; None where there is nothing to compare with."""
        return (
            None if self.before is None else ItemMovement(self.answer.number, self.before, self.answer).change
        )

    @property
    def way(self) -> Way:
        """Up or down the scale, or the same; an item without a value on either side goes no way."""
        if self.change is None:
            return ""
        return "up" if self.change > 0 else "down" if self.change else "same"

    @property
    def is_change(self) -> bool:
        """Whether something else was agreed: another value, or that the item does or doesn't apply."""
        before = self.before
        return before is not None and (before.value, before.not_applicable) != (
            self.answer.value,
            self.answer.not_applicable,
        )


@dataclass(frozen=True)
class ItemOverTime:
    """One item at every occasion, in time order."""

    number: int
    steps: tuple[Step, ...]

    @property
    def overall(self) -> int | None:
        """Steps up or down since the first occasion; None for a single one, or without a value on one side."""
        if len(self.steps) == 1:
            return None
        return ItemMovement(self.number, self.steps[0].answer, self.steps[-1].answer).change


@dataclass(frozen=True)
class Change:
    """One item that was agreed on differently than the time before, and what the organisation wrote about it."""

    number: int
    step: Step
    comment: str


@dataclass(frozen=True)
class Changes:
    """All that changed from one occasion to the next. `circle` says whether others rated."""

    before: Round
    after: Round
    items: tuple[Change, ...]
    circle: str


def items_over_time(rounds: Sequence[Round]) -> tuple[ItemOverTime, ...]:
    """Follow each item through the rounds, which stand in time order.

    Raises ValueError when they were not made with the same version: items are never paired across versions.
    """
    for before, after in itertools.pairwise(rounds):
        movement(before.answers, after.answers)
    by_number = [{answer.number: answer for answer in round_.answers} for round_ in rounds]
    return tuple(
        ItemOverTime(
            number,
            tuple(
                Step(by[number], by_number[index - 1][number] if index else None)
                for index, by in enumerate(by_number)
            ),
        )
        for number in sorted(by_number[0])
    )


def changes(rounds: Sequence[Round]) -> tuple[Changes, ...]:
    """Return what changed between each two consecutive rounds, the newest first, items in number order."""
    found = tuple(_between(before, after) for before, after in itertools.pairwise(rounds))
    return tuple(reversed(found))


def _between(before: Round, after: Round) -> Changes:
    steps = ((item.number, item.steps[-1]) for item in items_over_time((before, after)))
    return Changes(
        before=before,
        after=after,
        items=tuple(
            Change(number, step, after.said(number).comment) for number, step in steps if step.is_change
        ),
        circle=circle_note(before.participants, after.participants),
    )
