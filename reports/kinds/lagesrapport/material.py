"""The status report's material, free from the database and cleaned of what can't be printed."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from checklists.calculations import Scale
from checklists.rounds import Round
from reports.kinds.lagesrapport.parts import Distances, ReportReview, ReportStep, UnitsBeside


@dataclass(frozen=True)
class ReportItem:
    """One item of the instrument."""

    number: int
    wording: str
    short: str


@dataclass(frozen=True)
class ReportInstrument:
    """The version that everything in the report was rated with."""

    key: str
    version: str
    title: str
    level: str
    source: str
    scale: Scale
    items: tuple[ReportItem, ...]

    @property
    def names(self) -> Mapping[int, str]:
        """Short names by number."""
        return {item.number: item.short for item in self.items}


@dataclass(frozen=True)
class OtherInstrument:
    """What was rated with another version: only its share of the possible is told."""

    name: str
    rounds: int
    last: str
    points: int
    maximum: int


@dataclass(frozen=True)
class Material:
    """All that a status report is made from. Rounds stand in time order; `kind` is the organisation's."""

    kind: str
    constructed: bool
    instrument: ReportInstrument
    rounds: tuple[Round, ...]
    data_time: datetime.datetime
    other_instruments: tuple[OtherInstrument, ...] = field(default=())
    steps: tuple[ReportStep, ...] = field(default=())
    reviews: tuple[ReportReview, ...] = field(default=())
    units: tuple[UnitsBeside, ...] = field(default=())
    distances: Distances | None = None
