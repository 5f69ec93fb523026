"""Plans and units' answers, read for pages and reports: an organisation sees its own answer and those below it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from organisations.models import Organisation
from organisations.models.organisation import OrganisationQuerySet
from resultchain.models import MandatoryPart, Plan, PlanArea, UnitAnswer
from resultchain.plans import Answered, Coverage, coverage

MOST_IN_REPORT: Final = 3
"""Plans of one period that a report reads, each with queries of its own."""


@dataclass(frozen=True)
class UnitRow:
    """A unit with its answer, or None when it has not answered."""

    unit: Organisation
    answer: Answered | None
    note: str = ""
    saved_at: datetime.datetime | None = None


@dataclass(frozen=True)
class PlanPicture:
    """A plan with its parts, the units that the reader sees, and what those say together."""

    plan: Plan
    areas: tuple[PlanArea, ...]
    parts: tuple[MandatoryPart, ...]
    rows: tuple[UnitRow, ...]
    coverage: Coverage


@dataclass(frozen=True)
class PlanRow:
    """A plan in a list, with how many of the units that the reader sees have answered."""

    plan: Plan
    answered: int


def plans_for(organisation: Organisation) -> Any:
    """Return the plans that reach the organisation: its own, those from above it, those of the units below it."""
    above = Organisation.objects.ancestors(organisation, include_self=True).values("pk")
    below = Organisation.objects.below(organisation).values("pk")
    found = Plan.objects.filter(Q(organisation__in=above) | Q(organisation__in=below))
    return found.select_related("organisation")


def plans_below(organisation: Organisation) -> Any:
    """Return the plans that the organisation's coordinator manages: its own, and those of the units below it."""
    below = Organisation.objects.below(organisation, include_self=True).values("pk")
    return Plan.objects.filter(organisation__in=below).select_related("organisation")


def areas_for(organisation: Organisation, *, keep: int | None = None) -> QuerySet[PlanArea]:
    """Return the areas that a goal of the organisation may belong to: of plans in force, here or above."""
    above = Organisation.objects.ancestors(organisation, include_self=True).values("pk")
    plans = Plan.objects.active().filter(organisation__in=above).values("pk")
    found = PlanArea.objects.filter(Q(plan__in=plans) | Q(pk=keep))
    return found.select_related("plan").order_by("plan__title", "plan_id", "number")


def units_of(plan: Plan, seen_from: Organisation) -> OrganisationQuerySet:
    """Return the units that a plan counts, as far as the reader's organisation sees them, in Swedish order.

    Those are the units that today lie right below the plan's organisation, and whichever has answered: a unit of a
    unit may answer too, and a closed one has. An organisation without units answers itself.
    """
    units = Q(parent=plan.organisation_id) & Q(pk__in=Organisation.objects.active().values("pk"))
    if not Organisation.objects.filter(units).exists():
        units = Q(pk=plan.organisation_id)
    given = Q(pk__in=UnitAnswer.objects.filter(plan=plan).values("organisation"))
    reader = Q(pk=seen_from.pk, pk__in=Organisation.objects.below(plan.organisation).values("pk"))
    mine = Organisation.objects.below(seen_from, include_self=True).values("pk")
    return Organisation.objects.filter(units | given | reader, pk__in=mine).in_order()


def may_answer_for(plan: Plan, seen_from: Organisation) -> OrganisationQuerySet:
    """Return the units that somebody with a role at the organisation may answer for: every one that it sees."""
    below = Q(pk__in=Organisation.objects.below(plan.organisation).values("pk"))
    counted = Q(pk__in=units_of(plan, seen_from).values("pk"))
    return Organisation.objects.below(seen_from, include_self=True).filter(below | counted)


def plan_picture(plan: Plan, seen_from: Organisation) -> PlanPicture:
    """Return a plan with what the units that the organisation sees say of it. Constant queries."""
    areas = tuple(plan.areas.order_by("number", "pk"))
    parts = tuple(plan.mandatory_parts.order_by("number", "pk"))
    units = list(units_of(plan, seen_from))
    given = {answer.organisation_id: answer for answer in answers_of(plan, units)}
    rows = tuple(_row(unit, given.get(unit.pk)) for unit in units)
    counted = coverage([area.pk for area in areas], [part.pk for part in parts], [row.answer for row in rows])
    return PlanPicture(plan, areas, parts, rows, counted)


def answers_of(plan: Plan, units: Sequence[Organisation]) -> QuerySet[UnitAnswer]:
    """Return the units' answers with what they chose and have done."""
    found = UnitAnswer.objects.filter(plan=plan, organisation__in=units)
    return found.prefetch_related("focuses", "parts_done")


def answer_of(plan: Plan, unit: Organisation) -> UnitAnswer | None:
    """Return what a unit has answered, or None."""
    return answers_of(plan, [unit]).select_related("saved_by").first()


def answered(answer: UnitAnswer) -> Answered:
    """Return a stored answer as a value."""
    return Answered(
        focus={focus.area_id: focus.in_budget for focus in answer.focuses.all()},
        done={part.part_id: part.done_on for part in answer.parts_done.all()},
    )


def _row(unit: Organisation, answer: UnitAnswer | None) -> UnitRow:
    if answer is None:
        return UnitRow(unit, None)
    return UnitRow(unit, answered(answer), answer.note, answer.saved_at)


def plan_rows(organisation: Organisation) -> tuple[list[PlanRow], list[PlanRow]]:
    """Return the plans in force or to come, and the ended ones, the latest first; with how many have answered.

    Constant queries: units are counted only in the tree that the organisation sees.
    """
    plans = list(plans_for(organisation).order_by("-valid_from", "title", "pk"))
    mine = Organisation.objects.below(organisation, include_self=True)
    counted = UnitAnswer.objects.filter(plan__in=plans, organisation__in=mine.values("pk"))
    numbers = dict(counted.values_list("plan").annotate(n=Count("pk")))
    today = timezone.localdate()
    rows = [PlanRow(plan, numbers.get(plan.pk, 0)) for plan in plans]
    ended = [row for row in rows if row.plan.valid_to is not None and row.plan.valid_to < today]
    return [row for row in rows if row not in ended], ended


def coverage_in_period(
    organisation: Organisation, first: datetime.date | None, last: datetime.date | None
) -> tuple[PlanPicture, ...]:
    """Return the organisation's latest plans that hold in a period, for a report; None leaves a side open."""
    found = Plan.objects.filter(organisation=organisation).select_related("organisation")
    if first is not None:
        found = found.filter(Q(valid_to=None) | Q(valid_to__gte=first))
    if last is not None:
        found = found.filter(valid_from__lte=last)
    plans = found.order_by("-valid_from", "title", "pk")[:MOST_IN_REPORT]
    return tuple(plan_picture(plan, organisation) for plan in plans)
