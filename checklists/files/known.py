"""What is known before an import: checklists, occasions and ratings, frozen and without queries."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from checklists.calculations import Answer, Scale
from organisations.files.places import KnownOrganisation


@dataclass(frozen=True)
class KnownInstrument:
    """One published version of a checklist; `items` gives the item's id by its number."""

    id: int
    key: str
    version: str
    title: str
    for_units: bool
    scale: Scale
    items: Mapping[int, int]

    def __str__(self) -> str:
        """As people name it."""
        return f"{self.title}, version {self.version}"


@dataclass(frozen=True)
class KnownOccasion:
    """An occasion that exists."""

    id: int
    owner: int
    instrument: int
    name: str
    date: datetime.date
    invited: frozenset[int]


@dataclass(frozen=True)
class Given:
    """What one row says about one item; `note` is what one is on the way with."""

    answer: Answer
    comment: str
    note: str = ""


@dataclass(frozen=True)
class KnownAssessment:
    """What an organisation has at an occasion: the version that holds, by item number; empty while it is a draft."""

    organisation: int
    occasion: int
    handed_in: bool
    given: Mapping[int, Given] = field(default_factory=dict)


@dataclass(frozen=True)
class World:
    """All that the plan looks at. `reach` names the organisation whose page it is: only it and what hangs below it.

    Without a reach every organisation may be named, and occasions that don't exist are made; `owner` then owns them.
    `discreet` keeps to itself which of the handed-in values the file says otherwise: whoever asks may not read them.
    """

    organisations: Mapping[int, KnownOrganisation]
    instruments: Mapping[int, KnownInstrument]
    occasions: tuple[KnownOccasion, ...]
    assessments: Mapping[tuple[int, int], KnownAssessment]
    reach: KnownOrganisation | None = None
    owner: KnownOrganisation | None = None
    discreet: bool = False

    def is_open(self, occasion: KnownOccasion, organisation: KnownOrganisation) -> bool:
        """Whether the organisation may rate at the occasion: the same rule as Occasion.objects.open_to."""
        if (organisation.id, occasion.id) in self.assessments:
            return True
        for_units = self.instruments[occasion.instrument].for_units
        if organisation.id in occasion.invited:
            return not (organisation.is_root and for_units)
        return for_units and bool(occasion.invited & set(organisation.line[1:]))
