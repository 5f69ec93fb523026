"""What can be chosen when an entry is logged or changed, and what the person chose last time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from checklists.models import Item
from organisations.access import ActiveMembership
from organisations.models import Function, Organisation, User
from resultchain.flag_lists import not_ended
from resultchain.lists import choices, lines, owner_of_lists, taken
from resultchain.models import Area, ChainEntry, Course, Perspective

MOST_GOALS: Final = 200
FIRST: Final = ("chef", "politiker")
"""The functions that are asked for first."""

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Options:
    """The choices of the form, each with value and name; `units` is empty when there is only one to choose.

    `taken` are, by field, suggestions that have become lines meanwhile.
    """

    organisation: Organisation
    units: Choices
    areas: Choices
    perspectives: Choices
    courses: list[str]
    goals: Choices
    items: list[tuple[str, Choices]]
    functions: list[Function]
    last_unit: str = ""
    last_area: str = ""
    by_pk: dict[int, Organisation] = field(default_factory=dict)
    taken: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def unit(self, value: str) -> Organisation:
        """Return the organisation that a checked choice means."""
        return self.by_pk[int(value)] if value else self.organisation


def options_for(membership: ActiveMembership, entry: ChainEntry | None = None) -> Options:
    """Gather the choices of a member, with what an entry already has. A constant number of queries."""
    organisation = membership.organisation
    top = owner_of_lists(organisation)
    units = list(
        Organisation.objects.below(organisation, include_self=True).active().in_order().only("pk", "name")
    )
    if entry is not None and entry.organisation not in units:
        units.append(entry.organisation)
    last = None if entry is not None else _last(membership.user, units)
    areas, perspectives = lines(top, Area), lines(top, Perspective)
    kept = {entry.area_id} if entry is not None and entry.area_id else set()
    chosen = {line.pk for line in entry.perspectives.all()} if entry is not None else set()
    last_area = next((line for line in areas if last and line.pk == last.area_id), None)
    return Options(
        organisation=organisation,
        units=[(str(unit.pk), unit.name) for unit in units] if len(units) > 1 else [],
        areas=choices(areas, Area, keep=kept),
        perspectives=choices(perspectives, Perspective, keep=chosen),
        courses=[line.name for line in lines(top, Course) if line.retired_at is None],
        goals=_goals(organisation, entry),
        items=_items(top, entry),
        functions=_functions(entry),
        last_unit=str(last.organisation_id) if last else "",
        last_area=str(last_area.pk) if last_area and last_area.retired_at is None else "",
        by_pk={unit.pk: unit for unit in [*units, organisation]},
        taken={"area": taken(areas, Area), "perspectives": taken(perspectives, Perspective)},
    )


def _last(user: User, units: Collection[Organisation]) -> ChainEntry | None:
    mine = ChainEntry.objects.filter(created_by=user, organisation__in=units)
    return mine.order_by("-created_at", "-pk").only("organisation_id", "area_id").first()


def _goals(organisation: Organisation, entry: ChainEntry | None) -> Choices:
    found = list(not_ended(organisation).in_order()[:MOST_GOALS])
    if entry is not None and entry.goal is not None and entry.goal not in found:
        found.append(entry.goal)
    return [(str(goal.pk), goal.title) for goal in found]


def _items(top: Organisation, entry: ChainEntry | None) -> list[tuple[str, Choices]]:
    """Return the items of the checklists that the organisation has been asked to rate with, by checklist."""
    tree = Organisation.objects.below(top, include_self=True).values("pk")
    used = Item.objects.filter(instrument__occasions__invitees__in=tree)
    if entry is not None:
        used |= Item.objects.filter(chain_entries=entry)
    grouped: dict[str, Choices] = {}
    rows = Item.objects.filter(pk__in=used.values("pk")).select_related("instrument")
    for item in rows.order_by("instrument__title", "instrument__version", "number"):
        grouped.setdefault(str(item.instrument), []).append((str(item.pk), f"{item.number}. {item.short}"))
    return list(grouped.items())


def _functions(entry: ChainEntry | None) -> list[Function]:
    """Return those in use, and whichever the entry has numbers for: a save must not lose them."""
    found = list(Function.objects.in_use())
    had = [row.function for row in entry.participant_counts.all()] if entry is not None else []
    found += [function for function in had if function not in found]
    return sorted(
        found, key=lambda function: FIRST.index(function.key) if function.key in FIRST else len(FIRST)
    )
