"""What the units say of the organisation's plans, counted: read for a period, and as a section of the report."""

import datetime
from typing import Final

from django.utils.translation import ngettext

from figures import swedish
from figures.text import clean_line
from organisations.models import Organisation
from reports.kinds.kind import Values
from reports.kinds.statusrapport.material import PlanCount, ReportPlan
from reports.kinds.statusrapport.wording import word
from resultchain.periods import Period
from resultchain.plan_lists import PlanPicture, coverage_in_period

LONGEST: Final = 300
MOST_LINES: Final = 30
"""Areas, and mandatory parts, of one plan that are printed."""


def read_plans(
    organisation: Organisation, period: Period
) -> tuple[tuple[ReportPlan, ...], tuple[datetime.datetime, ...]]:
    """Return the latest plans that hold in the period, and when they and the answers to them were last changed."""
    pictures = coverage_in_period(organisation, period.first, period.last)
    times = [picture.plan.saved_at for picture in pictures]
    times += [row.saved_at for picture in pictures for row in picture.rows if row.saved_at is not None]
    return tuple(_plan(picture) for picture in pictures), tuple(times)


def _plan(picture: PlanPicture) -> ReportPlan:
    counted = picture.coverage
    return ReportPlan(
        title=clean_line(picture.plan.title, LONGEST),
        units=counted.units,
        answered=counted.answered,
        areas=tuple(
            PlanCount(
                clean_line(area.name, LONGEST),
                counted.areas[area.pk].chosen,
                counted.areas[area.pk].in_budget,
            )
            for area in picture.areas
        ),
        parts=tuple(
            PlanCount(clean_line(part.name, LONGEST), counted.parts[part.pk]) for part in picture.parts
        ),
    )


def plans(found: tuple[ReportPlan, ...]) -> Values | None:
    """Return each plan with how many units chose an area, have it in the budget and have done a part; or None."""
    answered = [plan for plan in found if plan.answered]
    if not answered:
        return None
    return {
        "plans": [
            {
                "key": f"plan-{number}",
                "title": plan.title,
                "said": answers_told(plan),
                "areas": [
                    {"name": line.name, "chosen": line.number, "in_budget": line.in_budget}
                    for line in plan.areas[:MOST_LINES]
                ],
                "more_areas": max(0, len(plan.areas) - MOST_LINES),
                "parts": [{"name": line.name, "done": line.number} for line in plan.parts[:MOST_LINES]],
                "more_parts": max(0, len(plan.parts) - MOST_LINES),
            }
            for number, plan in enumerate(answered, start=1)
        ]
    }


def answers_told(plan: ReportPlan) -> str:
    """Say how many of the units have answered: what the counts are of."""
    return swedish.sentence(
        ngettext(
            "%(answered)s av %(units)s enhet har svarat.",
            "%(answered)s av %(units)s enheter har svarat.",
            plan.units,
        )
        % {"answered": word(plan.answered), "units": word(plan.units)}
    )
