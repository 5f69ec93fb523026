"""The lines of a plan, its areas and mandatory parts: each keeps its identity when its name changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resultchain.models import Goal, MandatoryPart, Plan, PlanArea


@dataclass(frozen=True)
class Lines:
    """The areas and the mandatory parts as typed: what each one that exists is to be called, and new ones after them.

    One that is to be called nothing is taken away.
    """

    areas: Mapping[int, str]
    parts: Mapping[int, str]
    new_areas: Sequence[str]
    new_parts: Sequence[str]


@dataclass(frozen=True)
class Loss:
    """A line that would be taken away although units have answered or goals belong to it."""

    name: str
    answers: int
    goals: int


def differ(plan: Plan, lines: Lines) -> bool:
    """Whether saving the lines would change the plan."""
    return bool(
        lines.new_areas
        or lines.new_parts
        or any(area.name != lines.areas.get(area.pk, area.name) for area in plan.areas.all())
        or any(part.name != lines.parts.get(part.pk, part.name) for part in plan.mandatory_parts.all())
    )


def losses_of(plan: Plan, lines: Lines) -> list[Loss]:
    """Return what would be lost if the lines were saved, as it stands now."""
    areas = plan.areas.filter(pk__in=_emptied(lines.areas)).order_by("number", "pk")
    parts = plan.mandatory_parts.filter(pk__in=_emptied(lines.parts)).order_by("number", "pk")
    found = [Loss(area.name, area.focuses.count(), area.goals.count()) for area in areas]
    found += [Loss(part.name, part.done_by.count(), 0) for part in parts]
    return [loss for loss in found if loss.answers or loss.goals]


def save_lines(plan: Plan, lines: Lines) -> None:
    """Rename, take away and add. The caller holds the plan."""
    Goal.objects.filter(plan_area__in=plan.areas.filter(pk__in=_emptied(lines.areas))).update(plan_area=None)
    areas, parts = list(plan.areas.all()), list(plan.mandatory_parts.all())
    for row in (*areas, *parts):
        names = lines.areas if isinstance(row, PlanArea) else lines.parts
        name = names.get(row.pk, row.name)
        if not name:
            row.delete()
        elif name != row.name:
            row.name = name
            row.save(update_fields=["name"])
    PlanArea.objects.bulk_create(
        PlanArea(plan=plan, number=number, name=name) for number, name in _after(areas, lines.new_areas)
    )
    MandatoryPart.objects.bulk_create(
        MandatoryPart(plan=plan, number=number, name=name) for number, name in _after(parts, lines.new_parts)
    )


def line_ids(areas: Iterable[PlanArea], parts: Iterable[MandatoryPart]) -> str:
    """Return what tells one set of areas and parts from another."""
    return "|".join(" ".join(str(pk) for pk in sorted(row.pk for row in rows)) for rows in (areas, parts))


def _emptied(names: Mapping[int, str]) -> list[int]:
    return [pk for pk, name in names.items() if not name]


def _after(rows: Sequence[Any], names: Sequence[str]) -> list[tuple[int, str]]:
    first = max((row.number for row in rows), default=0) + 1
    return list(enumerate(names, start=first))
