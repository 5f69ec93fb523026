"""Goals and plans when two people, or two clicks, come at the same moment: one thing is made and no answer is lost."""

import datetime
import threading

import pytest
from django.db import connection

from resultchain.actions import goals, indicators, plans
from resultchain.actions.goals import MeasuresChangedError
from resultchain.actions.plan_lines import Lines, line_ids
from resultchain.actions.saved import ChangedError
from resultchain.models import ChainEntry, Goal, Indicator, IndicatorValue, Plan, UnitAnswer, UnitFocus
from tests import factories
from tests.resultchain import factories as chain
from tests.resultchain import goal_factories as made

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 5
DAY = datetime.date(2026, 1, 1)


@pytest.fixture
def place():
    return factories.organisation("Trelleborg")


@pytest.fixture
def by(place):
    return factories.member(place)


def at_once(*actions):
    """Run each in a thread of its own, all beginning at the same time; return the kinds of what they raised."""
    together, raised = threading.Barrier(len(actions)), []

    def run(action):
        try:
            together.wait()
            action()
        except Exception as error:  # noqa: BLE001  the test looks at it
            raised.append(type(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_many_clicks_make_one_goal_one_indicator_one_value_one_plan(place, by):
    content = {"title": "Målet", "need": "", "ordinary_reference": "", "valid_from": DAY, "valid_to": None}
    assert at_once(*[lambda: goals.add_goal(by=by, organisation=place, **content)] * CLICKS) == []
    goal = Goal.objects.get()
    named = {"name": "Andel", "unit": "procent", "by_sex": True, "no_sex_reason": ""}
    assert at_once(*[lambda: indicators.add_indicator(by=by, goal=goal, **named)] * CLICKS) == []
    indicator = Indicator.objects.get()
    value = {"kind": "baseline", "day": DAY, "women": 1, "men": 2, "total": None}
    assert at_once(*[lambda: indicators.add_value(by=by, indicator=indicator, **value)] * CLICKS) == []
    assert IndicatorValue.objects.count() == 1
    lines = Lines({}, {}, ["Rekrytering"], [])
    planned = {"title": "Planen", "reference": "", "valid_from": DAY, "valid_to": None}
    assert (
        at_once(*[lambda: plans.add_plan(by=by, organisation=place, lines=lines, **planned)] * CLICKS) == []
    )
    assert Plan.objects.get().areas.count() == 1


def test_a_goal_never_goes_with_a_measure_that_nobody_was_told_of(place, by):
    for number in range(5):
        goal, entry = chain.goal(place, f"Mål {number}"), chain.entry(place, f"Post {number}")
        raised = at_once(
            lambda goal=goal: goals.remove_goal(by=by, goal=goal, measures=0),
            lambda goal=goal, entry=entry: goals.attach(by=by, goal=goal, entries=[entry.pk]),
        )
        entry.refresh_from_db()
        assert raised in ([MeasuresChangedError], [Goal.DoesNotExist])
        assert (entry.goal == goal) == (raised == [MeasuresChangedError])


def test_an_entry_becomes_the_measure_of_one_of_two_goals(place, by):
    one, other = chain.goal(place, "Ett"), chain.goal(place, "Ett annat")
    entry = chain.entry(place)
    numbers = []

    def attach(goal):
        return lambda: numbers.append(goals.attach(by=by, goal=goal, entries=[entry.pk]))

    assert at_once(attach(one), attach(other)) == []
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

    assert at_once(*[answer(first)] * CLICKS) == []
    assert UnitFocus.objects.count() == 1
    UnitAnswer.objects.all().delete()
    assert at_once(answer(first), answer(second)) == [ChangedError]
    assert UnitFocus.objects.count() == 1


def test_an_area_never_goes_with_an_answer_that_nobody_was_told_of(place, by):
    unit = factories.organisation("Vården", kind="board", parent=place)
    for number in range(5):
        plan = made.plan(place, f"Plan {number}", areas=("Rekrytering", "Bemötande"), parts=())
        asked = line_ids(plan.areas.all(), plan.mandatory_parts.all())
        gone = plan.areas.get(number=2)
        content = {"title": plan.title, "reference": "", "valid_from": plan.valid_from, "valid_to": None}
        raised = at_once(
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
