"""Diplomas, dates, maps and answers when several come at the same moment: one thing is made, none written over."""

import datetime

import pytest

from organisations.models import Event
from resultchain.actions.diplomas import DiplomaExistsError, add_diploma, change_diploma, remove_diploma
from resultchain.actions.follow_up import EntriesChangedError, follow_up
from resultchain.actions.global_goals import save_map
from resultchain.actions.planning_year import copy_year
from resultchain.actions.saved import ChangedError
from resultchain.follow_up import Answer, Became
from resultchain.models import Diploma, GlobalGoalsMap, PlanningDate
from tests import factories
from tests.resultchain.at_once import at_once
from tests.resultchain.factories import entry

pytestmark = pytest.mark.django_db(transaction=True)

DAY = datetime.date(2026, 1, 1)


@pytest.fixture
def place():
    return factories.organisation("Region Prov", kind="region")


@pytest.fixture
def by(place):
    return factories.member(place)


def content(place, name="Hbtqi-diplom"):
    return {"organisation": place, "name": name, "issued_on": DAY, "issuer": "", "valid_to": None, "note": ""}


def test_five_clicks_make_one_diploma(place, by):
    assert at_once(*[lambda: add_diploma(by=by, **content(place))] * 5) == []
    assert Diploma.objects.count() == 1
    assert Event.objects.filter(verb="resultchain.diploma_added").count() == 1


def test_two_do_not_take_the_same_name(place, by):
    made = [add_diploma(by=by, **content(place, name)) for name in ("Ett", "Två")]

    def rename(diploma):
        return lambda: change_diploma(by=by, diploma=diploma, seen=1, **content(place, "Samma"))

    errors = at_once(*[rename(one) for one in made])
    assert [type(error) for error in errors] == [DiplomaExistsError]


def test_what_is_taken_away_twice_is_gone_once(client, place, by):
    made = add_diploma(by=by, **content(place))
    errors = at_once(*[lambda: remove_diploma(by=by, diploma=made)] * 2)
    assert [type(error).__name__ for error in errors] == ["Http404"]
    assert Event.objects.filter(verb="resultchain.diploma_removed").count() == 1


def test_a_year_is_copied_once(place, by):
    PlanningDate.objects.create(organisation=place, kind="budget", name="Budget", first_day=DAY)
    assert at_once(*[lambda: copy_year(by=by, organisation=place, year=2026)] * 5) == []
    assert PlanningDate.objects.filter(first_day__year=2027).count() == 1


def test_of_two_first_maps_one_is_asked_again(place, by):
    def save(goal):
        return lambda: save_map(by=by, unit=place, seen=None, present=[goal], coming=[], mapped_on=DAY)

    errors = at_once(save(5), save(10))
    assert [type(error) for error in errors] == [ChangedError]
    assert GlobalGoalsMap.objects.get().version == 1


def test_of_two_answers_one_is_asked_again(place, by):
    planned = [entry(place, f"Sak {number}", state="planned") for number in range(3)]

    def answer(became):
        said = {one.pk: (Answer(became, None, "Ord"), 1) for one in planned}
        return lambda: follow_up(by=by, answers=said, today=factories.today())

    errors = at_once(answer(Became.DONE), answer(Became.DROPPED))
    assert [type(error) for error in errors] == [EntriesChangedError]
    states = set(type(planned[0]).objects.values_list("state", "version"))
    assert states in ({("done", 2)}, {("dropped", 2)})
    assert Event.objects.filter(verb="resultchain.entry_followed_up").count() == 3
