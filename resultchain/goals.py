"""Goals with their measures and indicators, read for pages and reports in a constant number of queries."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from organisations.models import Organisation
from resultchain.flags import Flag, GoalFact, of_goal
from resultchain.measured import Measured, Measurement
from resultchain.models import ChainEntry, ChainEntryQuerySet, Goal, GoalQuerySet, Indicator, IndicatorValue

MOST_MEASURES_SHOWN: Final = 50
"""How many measures the page of a goal lists; the others are found in the list of entries."""


@dataclass(frozen=True)
class GoalFacts:
    """A goal with how many measures it has (those that were not dropped), its indicators and its flags."""

    goal: Goal
    measures: int
    indicators: tuple[Measured, ...]
    flags: tuple[Flag, ...]
    has_ended: bool


@dataclass(frozen=True)
class Measures:
    """The measures of one goal, the furthest level first, and how many more there are than are listed."""

    listed: tuple[ChainEntry, ...]
    number: int

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.number - len(self.listed)


def goals_of(organisation: Organisation) -> GoalQuerySet:
    """Return the goals of the organisation and of the units below it, with what a row shows."""
    return Goal.objects.within(organisation).select_related("organisation", "plan_area__plan").in_order()


def facts_of(
    organisation: Organisation, goals: Sequence[Goal], *, on: datetime.date | None = None
) -> list[GoalFacts]:
    """Return the goals with what hangs below them, as the organisation may see it. Three queries."""
    today = on or timezone.localdate()
    counted = Counter(
        dict(
            measures_within(organisation)
            .counted()
            .filter(goal__in=goals)
            .values_list("goal")
            .annotate(n=Count("pk"))
        )
    )
    below = indicators_of(goals)
    return [_facts(goal, counted[goal.pk], below.get(goal.pk, ()), today) for goal in goals]


def _facts(goal: Goal, measures: int, indicators: tuple[Measured, ...], today: datetime.date) -> GoalFacts:
    has_ended = goal.valid_to is not None and goal.valid_to < today
    fact = GoalFact(bool(goal.need), measures, len(indicators), has_ended)
    flags = of_goal(fact)
    if not has_ended and any(indicator.baseline is None for indicator in indicators):
        flags = (*flags, Flag.INDICATOR_WITHOUT_BASELINE)
    return GoalFacts(goal, measures, indicators, flags, has_ended)


def indicators_of(
    goals: Iterable[Goal], *, until: datetime.date | None = None
) -> dict[int, tuple[Measured, ...]]:
    """Return each goal's indicators by its id; values after a day are left out, but never targets. Two queries."""
    found = Indicator.objects.filter(goal__in=[goal.pk for goal in goals]).order_by("pk")
    values = IndicatorValue.objects.filter(indicator__in=found).order_by("day", "pk")
    if until is not None:
        values = values.filter(Q(day__lte=until) | Q(kind="target"))
    by_indicator: defaultdict[int, list[Measurement]] = defaultdict(list)
    for value in values:
        by_indicator[value.indicator_id].append(measurement(value))
    by_goal: defaultdict[int, tuple[Measured, ...]] = defaultdict(tuple)
    for indicator in found:
        by_goal[indicator.goal_id] += (measured(indicator, by_indicator[indicator.pk]),)
    return dict(by_goal)


def indicators_within(organisation: Organisation) -> QuerySet[Indicator]:
    """Return the indicators of the goals that the organisation sees."""
    goals = Goal.objects.within(organisation).values("pk")
    return Indicator.objects.filter(goal__in=goals).select_related("goal__organisation")


def values_within(organisation: Organisation) -> QuerySet[IndicatorValue]:
    """Return the values of those indicators."""
    indicators = indicators_within(organisation).values("pk")
    return IndicatorValue.objects.filter(indicator__in=indicators).select_related("indicator__goal")


def measured(indicator: Indicator, values: Iterable[Measurement]) -> Measured:
    """Return an indicator as a value."""
    return Measured(
        indicator.pk,
        indicator.name,
        indicator.unit,
        indicator.by_sex,
        indicator.no_sex_reason,
        tuple(values),
    )


def measurement(value: IndicatorValue) -> Measurement:
    """Return a stored value as a value."""
    return Measurement(value.pk, value.kind, value.day, value.women, value.men, value.total)


def measures_within(organisation: Organisation) -> ChainEntryQuerySet:
    """Return the entries that are measures of some goal, as far as the organisation sees entries."""
    return ChainEntry.objects.within(organisation).filter(goal__isnull=False)


def measures_of(organisation: Organisation, goal: Goal) -> Measures:
    """Return the goal's measures that the organisation sees, by level and then the latest first. Two queries."""
    found = measures_within(organisation).filter(goal=goal).select_related("organisation")
    rows = found.order_by("level", "-day", "-pk")
    return Measures(tuple(rows[:MOST_MEASURES_SHOWN]), found.count())


def attachable(organisation: Organisation, goal: Goal, words: str, most: int) -> tuple[ChainEntry, ...]:
    """Return entries without a goal that could be the goal's measures, the latest first; words narrow them."""
    found = ChainEntry.objects.within(organisation).within(goal.organisation).counted().filter(goal=None)
    for word in words.split():
        found = found.filter(what__icontains=word)
    return tuple(found.select_related("organisation").newest_first()[:most])
