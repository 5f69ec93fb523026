"""Goals and plans when two people, or two clicks, come at the same moment: one thing is made and no answer is lost."""

import datetime

import pytest
from django.http import Http404

from resultchain.actions import goals, indicators, plans
from resultchain.actions.goals import MeasuresChangedError
from resultchain.actions.plan_lines import Lines, line_ids
from resultchain.actions.saved import ChangedError
from resultchain.models import ChainEntry, Goal, Indicator, IndicatorValue, Plan, UnitAnswer, UnitFocus
from tests import factories
from tests.resultchain import factories as chain
from tests.resultchain import goal_factories as made
from tests.resultchain.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 5
DAY = datetime.date(2026, 1, 1)


@pytest.fixture
def place():
    return factories.organisation("Trelleborg")


@pytest.fixture
def by(place):
    return factories.member(place)


def raised_by(*actions):
    """Run them at the same moment; return the kinds of what they raised."""
    return [type(error) for error in at_once(*actions)]


def test_many_clicks_make_one_goal_one_indicator_one_value_one_plan(place, by):
    content = {"title": "Målet", "need": "", "ordinary_reference": "", "valid_from": DAY, "valid_to": None}
    assert raised_by(*[lambda: goals.add_goal(by=by, organisation=place, **content)] * CLICKS) == []
    goal = Goal.objects.get()
    named = {"name": "Andel", "unit": "procent", "by_sex": True, "no_sex_reason": ""}
    assert raised_by(*[lambda: indicators.add_indicator(by=by, goal=goal, **named)] * CLICKS) == []
    indicator = Indicator.objects.get()
    value = {"kind": "baseline", "day": DAY, "women": 1, "men": 2, "total": None}
    assert raised_by(*[lambda: indicators.add_value(by=by, indicator=indicator, **value)] * CLICKS) == []
    assert IndicatorValue.objects.count() == 1
    lines = Lines({}, {}, ["Rekrytering"], [])
    planned = {"title": "Planen", "reference": "", "valid_from": DAY, "valid_to": None}
    assert (
        raised_by(*[lambda: plans.add_plan(by=by, organisation=place, lines=lines, **planned)] * CLICKS) == []
    )
    assert Plan.objects.get().areas.count() == 1


def test_a_goal_never_goes_with_a_measure_that_nobody_was_told_of(place, by):
    for number in range(5):
        goal, entry = chain.goal(place, f"Mål {number}"), chain.entry(place, f"Post {number}")
        raised = raised_by(
            lambda goal=goal: goals.remove_goal(by=by, goal=goal, measures=0),
            lambda goal=goal, entry=entry: goals.attach(by=by, goal=goal, entries=[entry.pk]),
        )
        entry.refresh_from_db()
        assert raised in ([MeasuresChangedError], [Http404])
        assert (entry.goal == goal) == (raised == [MeasuresChangedError])


def test_an_entry_becomes_the_measure_of_one_of_two_goals(place, by):
    one, other = chain.goal(place, "Ett"), chain.goal(place, "Ett annat")
    entry = chain.entry(place)
    numbers = []

    def attach(goal):
        return lambda: numbers.append(goals.attach(by=by, goal=goal, entries=[entry.pk]))

    assert raised_by(attach(one), attach(other)) == []
    assert sorted(numbers) == [0, 1]
    assert ChainEntry.objects.get().version == 2


def test_an_answer_is_saved_once_and_another_one_is_not_written_over(place, by):
    unit = factories.organisation("Vården", kind="board", parent=place)
    plan = made.plan(place)
    asked = line_ids(plan.areas.all(), plan.mandatory_parts.all())
    first, second = plan.areas.order_by("number")

    def answer(area):
        return lambda: plans.save_answer(
            by=by, plan=plan, unit=unit, seen=None, focus={area.pk: "yes"}, done={}, asked=asked, note=""
        )

    assert raised_by(*[answer(first)] * CLICKS) == []
    assert UnitFocus.objects.count() == 1
    UnitAnswer.objects.all().delete()
    assert raised_by(answer(first), answer(second)) == [ChangedError]
    assert UnitFocus.objects.count() == 1


def test_an_area_never_goes_with_an_answer_that_nobody_was_told_of(place, by):
    unit = factories.organisation("Vården", kind="board", parent=place)
    for number in range(5):
        plan = made.plan(place, f"Plan {number}", areas=("Rekrytering", "Bemötande"), parts=())
        asked = line_ids(plan.areas.all(), plan.mandatory_parts.all())
        gone = plan.areas.get(number=2)
        content = {"title": plan.title, "reference": "", "valid_from": plan.valid_from, "valid_to": None}
        raised = raised_by(
            lambda plan=plan, gone=gone, content=content: plans.change_plan(
                by=by,
                plan=plan,
                seen=1,
                lines=Lines({gone.pk: ""}, {}, [], []),
                may_lose=lambda losses: False,
                **content,
            ),
            lambda plan=plan, gone=gone, asked=asked: plans.save_answer(
                by=by, plan=plan, unit=unit, seen=None, focus={gone.pk: "yes"}, done={}, asked=asked, note=""
            ),
        )
        assert raised in ([plans.LossError], [plans.PlanChangedError])
        assert plan.areas.filter(pk=gone.pk).exists() == (raised == [plans.LossError])


def test_of_two_who_take_away_or_rename_the_same_thing_neither_meets_an_error_page(place, by):
    goal = chain.goal(place)
    value = made.value(made.indicator(goal), women="1", men="2")
    assert raised_by(*[lambda: indicators.remove_value(by=by, value=value)] * 2) == [Http404]
    indicator = goal.indicators.get()
    remove = [lambda: indicators.remove_indicator(by=by, indicator=indicator, values=0)] * 2
    assert raised_by(*remove) == [Http404]
    assert raised_by(*[lambda: goals.remove_goal(by=by, goal=goal, measures=0)] * 2) == [Http404]
    one, other = made.plan(place, "Ett"), made.plan(place, "Ett annat")

    def rename(plan):
        content = {"title": "Samma", "reference": "", "valid_from": plan.valid_from, "valid_to": None}
        lines = Lines({}, {}, [], [])
        return lambda: plans.change_plan(
            by=by, plan=plan, seen=1, lines=lines, may_lose=lambda losses: True, **content
        )

    assert raised_by(rename(one), rename(other)) == [plans.SamePlanError]
    assert raised_by(*[lambda: plans.remove_plan(by=by, plan=one, answers=0)] * 2) == [Http404]
