"""What stands beside the ratings in a status report: next steps, units, distances between functions. Plain values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReportStep:
    """A decided step; the owner is told by function or role, never by name. `due` is a date as ISO writes it."""

    number: int
    text: str
    owner: str
    due: str
    state: str


@dataclass(frozen=True)
class ReportReview:
    """What had become of a step from an earlier occasion, which may have had another version of the checklist."""

    number: int
    item: str
    text: str
    occasion: str
    state: str
    note: str


@dataclass(frozen=True)
class UnitItem:
    """One item over the units: how many stand on each step, lowest first, their mean as text, and the whole's value."""

    number: int
    short: str
    counts: tuple[int, ...]
    not_applicable: int
    mean: str
    lowest: int | None
    highest: int | None
    whole: int | None


@dataclass(frozen=True)
class UnitSum:
    """One unit's sum and what it is a sum of."""

    name: str
    points: int
    maximum: int


@dataclass(frozen=True)
class UnitsBeside:
    """All units that rated with one checklist, in name order, beside the whole.

    `same_checklist` says that the whole was rated with it too, so that the items can be set side by side.
    """

    checklist: str
    finding: str
    steps: tuple[int, ...]
    not_applicable: bool
    same_checklist: bool
    items: tuple[UnitItem, ...]
    units: tuple[UnitSum, ...]
    whole: UnitSum | None


@dataclass(frozen=True)
class FunctionColumn:
    """One function: how many finished own ratings, or None where it is hidden."""

    name: str
    people: int | None


@dataclass(frozen=True)
class DistanceRow:
    """One item's means as text, one a function; None where the function is hidden."""

    number: int
    cells: tuple[str | None, ...]


@dataclass(frozen=True)
class Distances:
    """How far apart the functions rated on their own. Nothing in it is one person's, or can be made into it."""

    finding: str
    functions: tuple[FunctionColumn, ...]
    rows: tuple[DistanceRow, ...]
    limit: int
    hidden: bool
