"""The map of the global goals: which of them each unit works with now, and which in the years to come."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast

from django.utils.translation import get_language, ngettext

from figures.swedish import chosen, number_word, sentence
from organisations.models import Organisation
from resultchain.levels import GlobalGoal
from resultchain.models import GlobalGoalsMap
from resultchain.units import units_of

MOST_COLUMNS: Final = 12
"""Units side by side; every unit stands in the list beneath."""


@dataclass(frozen=True)
class UnitGoals:
    """One unit and what it has mapped; `mapped_on` is nothing when it has not done so yet."""

    id: int
    slug: str
    name: str
    parent: str = ""
    mapped_on: datetime.date | None = None
    present: tuple[GlobalGoal, ...] = ()
    coming: tuple[GlobalGoal, ...] = ()
    coming_from: int | None = None
    coming_to: int | None = None
    note: str = ""

    @property
    def is_mapped(self) -> bool:
        """Whether the unit has done its mapping."""
        return self.mapped_on is not None


@dataclass(frozen=True)
class Share:
    """How many of the units of one part of the organisation have done their mapping."""

    name: str
    mapped: int
    units: int


@dataclass(frozen=True)
class GoalRow:
    """One goal: how many of the mapped units name it, and what each says ("both", "present", "coming" or "")."""

    goal: GlobalGoal
    present: int
    coming: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class GoalsMap:
    """The map of an organisation and its units."""

    units: tuple[UnitGoals, ...]
    shares: tuple[Share, ...] = field(default=())

    @property
    def mapped(self) -> tuple[UnitGoals, ...]:
        """The units that have done their mapping."""
        return tuple(unit for unit in self.units if unit.is_mapped)

    @property
    def begun(self) -> tuple[Share, ...]:
        """The parts of the organisation that have begun to map; all of them when none has."""
        return tuple(share for share in self.shares if share.mapped) or self.shares

    @property
    def finding(self) -> str:
        """How far the mapping has come in the parts that have begun, in one sentence."""
        language = chosen(get_language())
        mapped, units = (sum(part) for part in zip(*((s.mapped, s.units) for s in self.begun), strict=True))
        words = {
            "mapped": sentence(number_word(mapped, language)),
            "units": number_word(units, language),
            "part": self.begun[0].name,
        }
        if len(self.begun) == 1 < len(self.shares) and self.begun[0].name:
            return (
                ngettext(
                    "%(mapped)s av %(units)s enhet i %(part)s har kartlagt",
                    "%(mapped)s av %(units)s enheter i %(part)s har kartlagt",
                    units,
                )
                % words
            )
        if not mapped:
            told = ngettext(
                "Enheten har inte kartlagt än", "Ingen av %(units)s enheter har kartlagt än", units
            )
            return told % words
        told = ngettext(
            "%(mapped)s av %(units)s enhet har kartlagt",
            "%(mapped)s av %(units)s enheter har kartlagt",
            units,
        )
        return told % words

    @property
    def columns(self) -> tuple[UnitGoals, ...]:
        """The units that have room side by side."""
        return self.mapped[:MOST_COLUMNS]

    @property
    def rows(self) -> tuple[GoalRow, ...]:
        """Every goal in its order, counted over all mapped units."""
        return tuple(_row(goal, self.mapped) for goal in GlobalGoal)


def _row(goal: GlobalGoal, mapped: Sequence[UnitGoals]) -> GoalRow:
    return GoalRow(
        goal=goal,
        present=sum(goal in unit.present for unit in mapped),
        coming=sum(goal in unit.coming for unit in mapped),
        cells=tuple(_cell(goal, unit) for unit in mapped[:MOST_COLUMNS]),
    )


def _cell(goal: GlobalGoal, unit: UnitGoals) -> str:
    if goal in unit.present:
        return "both" if goal in unit.coming else "present"
    return "coming" if goal in unit.coming else ""


def shares(units: Iterable[UnitGoals]) -> tuple[Share, ...]:
    """Count part by part, in the order in which the parts come."""
    parts: dict[str, list[UnitGoals]] = {}
    for unit in units:
        parts.setdefault(unit.parent, []).append(unit)
    return tuple(
        Share(name, sum(unit.is_mapped for unit in found), len(found)) for name, found in parts.items()
    )


def goals_map(organisation: Organisation) -> GoalsMap:
    """Return the map. Two queries.

    Units that have units of their own are mapped by those: they count only when they have a map themselves.
    """
    units = list(units_of(organisation))
    maps: Any = GlobalGoalsMap.objects.within(organisation)
    done = {one.organisation_id: one for one in maps}
    names = {unit.pk: unit.name for unit in units}
    parents = {unit.parent_id for unit in units}
    found = tuple(
        _unit(unit, names, done.get(unit.pk)) for unit in units if unit.pk not in parents or unit.pk in done
    )
    return GoalsMap(found, shares(found))


def _unit(unit: Organisation, names: dict[int, str], done: GlobalGoalsMap | None) -> UnitGoals:
    base = UnitGoals(unit.pk, unit.slug, names[unit.pk], names.get(unit.parent_id or 0, ""))
    if done is None:
        return base
    return UnitGoals(
        base.id,
        base.slug,
        base.name,
        base.parent,
        mapped_on=done.mapped_on,
        present=_goals(done.present),
        coming=_goals(done.coming),
        coming_from=done.coming_from,
        coming_to=done.coming_to,
        note=done.note,
    )


def _goals(numbers: Iterable[int]) -> tuple[GlobalGoal, ...]:
    return tuple(GlobalGoal(number) for number in sorted(set(numbers)))


def map_of(unit: Organisation) -> GlobalGoalsMap | None:
    """Return what a unit has mapped. One query."""
    return cast("GlobalGoalsMap | None", GlobalGoalsMap.objects.filter(organisation=unit).first())
