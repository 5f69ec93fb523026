"""What an organisation's own page shows: who coordinates, commitments, units, what came before and after."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from organisations.coordination import Coordination, coordination
from organisations.models import Commitment, CoordinatorAssignment, Organisation


@dataclass(frozen=True)
class Branch:
    """A unit and the units below it."""

    unit: Organisation
    below: tuple["Branch", ...]


@dataclass(frozen=True)
class Profile:
    """The facts of one organisation."""

    coordination: Coordination[CoordinatorAssignment]
    commitments: tuple[Commitment, ...]
    units: tuple[Branch, ...]
    closed_units: tuple[Organisation, ...]
    predecessors: tuple[Organisation, ...]
    # The other record of the same legal person, as for Gotland.
    twin: Organisation | None


def profile(organisation: Organisation) -> Profile:
    """Collect the page in five queries, whatever the size of the tree."""
    units = list(organisation.descendants().order_siblings_by("sort_key"))
    return Profile(
        coordination=coordination_of(organisation),
        commitments=tuple(organisation.commitments.order_by("-decided_on", "-pk")),
        units=branches(organisation, [unit for unit in units if unit.is_active]),
        closed_units=tuple(unit for unit in units if not unit.is_active),
        predecessors=tuple(organisation.predecessors.order_by("sort_key", "pk")),
        twin=organisation.same_legal_person_as or organisation.other_records.order_by("pk").first(),
    )


def coordination_of(organisation: Organisation) -> Coordination[CoordinatorAssignment]:
    """Return who coordinates the organisation and who has done so."""
    assignments = organisation.coordinator_assignments.select_related("user", "deputy")
    return coordination(assignments.order_by("valid_from", "pk"), timezone.localdate())


def branches(top: Organisation, units: Iterable[Organisation]) -> tuple[Branch, ...]:
    """Build the tree below `top`. A unit whose own parent is closed stands where the closed one stood."""
    rows = list(units)
    known = {unit.pk for unit in rows}
    below: dict[int | None, list[Organisation]] = {}
    for unit in rows:
        # The path holds the ids from the root down to the unit itself.
        nearest = next((pk for pk in reversed(unit.tree_path[:-1]) if pk in known), top.pk)
        below.setdefault(nearest, []).append(unit)
    return _branches(top.pk, below)


def _branches(pk: int, below: dict[int | None, list[Organisation]]) -> tuple[Branch, ...]:
    return tuple(Branch(unit, _branches(unit.pk, below)) for unit in below.get(pk, []))
