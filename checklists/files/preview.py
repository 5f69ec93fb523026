"""What an import would do, put so that a person can say yes: occasion by occasion, with names."""

from collections import defaultdict
from dataclasses import dataclass

from checklists.files.known import KnownInstrument, KnownOccasion
from checklists.files.occasions import NewOccasion
from checklists.files.plan import Plan
from organisations.files.faults import RowFault, shown

MOST_NAMES = 50


@dataclass(frozen=True)
class OccasionPart:
    """What would be added at one occasion. `names` are whose assessments, as many as a page can show."""

    occasion: KnownOccasion | NewOccasion
    instrument: KnownInstrument
    names: tuple[str, ...]
    more: int

    @property
    def number(self) -> int:
        """How many assessments."""
        return len(self.names) + self.more

    @property
    def owner(self) -> str:
        """Who owns the occasion, when it is new."""
        return self.occasion.owner.name if isinstance(self.occasion, NewOccasion) else ""


@dataclass(frozen=True)
class Preview:
    """The whole of it."""

    parts: tuple[OccasionPart, ...]
    new: int
    unchanged: int
    occasions: int
    faults: tuple[RowFault, ...]
    more_faults: int


def preview(plan: Plan) -> Preview:
    """Put a plan together for a page."""
    names: defaultdict[KnownOccasion | NewOccasion, list[str]] = defaultdict(list)
    instruments: dict[KnownOccasion | NewOccasion, KnownInstrument] = {}
    for new in plan.new:
        names[new.occasion].append(new.organisation.name)
        instruments[new.occasion] = new.instrument
    faults, more_faults = shown(plan.faults)
    return Preview(
        parts=tuple(
            OccasionPart(
                occasion, instruments[occasion], tuple(found[:MOST_NAMES]), max(len(found) - MOST_NAMES, 0)
            )
            for occasion, found in names.items()
        ),
        new=len(plan.new),
        unchanged=plan.unchanged,
        occasions=len(plan.occasions),
        faults=faults,
        more_faults=more_faults,
    )
