"""The demo's half-year of Region Halland (source 003): entries, goals, dates, the map of global goals, diplomas."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from figures.swedish import sort_key
from organisations.models import Organisation, User
from resultchain.demo import load_entries
from resultchain.demo_content import GoalContent, HalfYearContent, IndicatorContent, Texts
from resultchain.models import (
    ChainEntry,
    Diploma,
    GlobalGoalsMap,
    Goal,
    Indicator,
    IndicatorValue,
    PlanningDate,
)


@dataclass(frozen=True)
class HalfYear:
    """What a status report of the half-year is written with: whose it is, its days, and what it says in words."""

    organisation: Organisation
    first_day: datetime.date
    last_day: datetime.date
    texts: Texts


def load_halland(content: HalfYearContent, *, by: User) -> HalfYear:
    """Make everything unless it is there, as logged by the coordinator; return what a report is written with."""
    organisation = Organisation.objects.get(code=content.organisation)
    units = {unit.slug: unit for unit in Organisation.objects.below(organisation, include_self=True)}
    load_entries(content.entries, top=organisation, by=by, year=content.year, evidence=(content.evidence,))
    for goal in content.goals:
        _load_goal(goal, content, units, by)
    _load_year(content, organisation, units, by)
    return HalfYear(organisation, content.first_day, content.last_day, content.texts)


def _load_goal(
    goal: GoalContent, content: HalfYearContent, units: Mapping[str, Organisation], by: User
) -> None:
    made, created = Goal.objects.get_or_create(
        organisation=units[goal.unit],
        title=goal.title,
        valid_from=content.first_day,
        defaults={
            "need": goal.need,
            "sort_key": sort_key(goal.title),
            "created_by": by,
            "saved_by": by,
        },
    )
    if not created:
        return
    references = [f"{content.year}-{key}" for key in goal.measures]
    ChainEntry.objects.filter(organisation__in=units.values(), reference__in=references).update(goal=made)
    for indicator in goal.indicators:
        _make_indicator(indicator, made, by)


def _make_indicator(indicator: IndicatorContent, goal: Goal, by: User) -> None:
    made = Indicator.objects.create(
        goal=goal,
        name=indicator.name,
        unit=indicator.unit,
        by_sex=not indicator.no_sex_reason,
        no_sex_reason=indicator.no_sex_reason,
        created_by=by,
        saved_by=by,
    )
    IndicatorValue.objects.bulk_create(
        IndicatorValue(indicator=made, created_by=by, saved_by=by, **value.model_dump())
        for value in indicator.values
    )


def _load_year(
    content: HalfYearContent, organisation: Organisation, units: Mapping[str, Organisation], by: User
) -> None:
    who = {"created_by": by, "saved_by": by}
    for date in content.dates:
        PlanningDate.objects.get_or_create(
            organisation=organisation,
            name=date.name,
            first_day=date.first_day,
            defaults=date.model_dump(exclude={"name", "first_day"}) | who,
        )
    for one in content.maps:
        GlobalGoalsMap.objects.get_or_create(
            organisation=units[one.unit], defaults=one.model_dump(exclude={"unit"}) | who
        )
    for diploma in content.diplomas:
        Diploma.objects.get_or_create(
            organisation=units[diploma.unit],
            name=diploma.name,
            issued_on=diploma.issued_on,
            defaults=diploma.model_dump(include={"valid_to", "note"}) | who,
        )
