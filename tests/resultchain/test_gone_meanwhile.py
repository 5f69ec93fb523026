"""What somebody takes away, renames or saves in the moment when another one uses it: a sentence, never a fault."""

import datetime

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from organisations.models import Event
from resultchain.actions.entries import GoalGoneError, log_entry, remove_entry
from resultchain.actions.goals import MeasuresChangedError, remove_goal
from resultchain.actions.links import unlink
from resultchain.actions.lists import NameTakenError, named, rename, resolve
from resultchain.actions.planning_year import copy_year
from resultchain.models import Area, ChainEntry, Goal, Link, PlanningDate
from tests import factories
from tests.resultchain import factories as chain
from tests.resultchain.at_once import at_once

CONTENT = {"what": "Utbildning för chefer", "level": 1}


@pytest.fixture
def place(db):
    return factories.organisation("Trelleborg")


@pytest.fixture
def kim(place):
    return factories.member(place)


def test_a_suggestion_that_was_taken_and_renamed_is_the_renamed_line(client, place, kim):
    line = resolve(by=kim, top=place, model=Area, value="+rekrytering")
    rename(by=kim, line=line, name="HR")
    assert resolve(by=kim, top=place, model=Area, value="+rekrytering") == line
    client.force_login(kim)
    address = reverse("own_list_suggestion", args=[place.slug, "omraden"])
    assert client.post(address, {"key": "rekrytering"}).status_code == 302
    assert Area.objects.count() == 1


def test_a_line_of_another_organisation_is_no_choice(place, kim):
    theirs = chain.area(factories.organisation("Olofström"))
    with pytest.raises(Area.DoesNotExist):
        resolve(by=kim, top=place, model=Area, value=str(theirs.pk))


@pytest.mark.parametrize(("first", "second"), [("Straße", "STRAẞE"), ("θ", "ϴ")])
def test_names_are_compared_as_the_database_does(place, kim, first, second):
    line = named(by=kim, top=place, model=Area, name=first)
    other = named(by=kim, top=place, model=Area, name="Annat")
    assert named(by=kim, top=place, model=Area, name=second) == line
    with pytest.raises(NameTakenError):
        rename(by=kim, line=other, name=second)


def test_a_date_of_another_kind_with_the_name_and_the_day_stays(place, kim):
    day = datetime.date(2026, 3, 1)
    for kind, year in (("budget", 2026), ("other", 2027)):
        PlanningDate.objects.create(
            organisation=place, kind=kind, name="Anvisningar", first_day=day.replace(year=year)
        )
    assert copy_year(by=kim, organisation=place, year=2026) == 0
    assert PlanningDate.objects.count() == 2


def test_a_form_opened_before_a_colleague_took_the_suggestion_is_saved_all_the_same(client, place, kim):
    client.force_login(kim)
    address = reverse("entry_new", args=[place.slug])
    sent = {**CONTENT, "state": "done", "area": "+rekrytering", "perspectives": ["+jamstalldhet"] * 2}
    answers = [client.post(address, sent | {"opened": "2026-01-01T00:00:00+00:00"}) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert ChainEntry.objects.count() == 1
    assert client.post(address, sent | {"what": "Kollegans"}).status_code == 302
    assert Area.objects.get().entries.count() == 2


def test_what_is_chosen_twice_counts_once(client, place, kim):
    client.force_login(kim)
    sent = {**CONTENT, "state": "done", "global_goals": ["5"] * 9, "national_goals": ["1", "1"]}
    assert client.post(reverse("entry_new", args=[place.slug]), sent).status_code == 302
    entry = ChainEntry.objects.get()
    assert (entry.global_goals, entry.national_goals) == ([5], [1])


def test_a_save_keeps_numbers_of_a_retired_function_and_leaves_a_retired_course_put_away(client, place, kim):
    function = factories.functions()[0]
    course = chain.course(place, retired_at=timezone.now())
    entry = chain.entry(place, by=kim, course=course)
    entry.participant_counts.create(function=function, number=7)
    type(function).objects.update(active=False)
    client.force_login(kim)
    address = reverse("entry_edit", args=[place.slug, entry.pk])
    form = client.get(address).context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, [], ())}
    assert client.post(address, sent | {"what": "Ett annat ord"}).status_code == 302
    assert [row.number for row in entry.participant_counts.all()] == [7]
    course.refresh_from_db()
    assert course.retired_at is not None
    entry.refresh_from_db()
    assert (entry.what, entry.course) == ("Ett annat ord", course)


@pytest.mark.django_db(transaction=True)
def test_an_entry_or_a_link_taken_away_twice_at_once_is_gone_once():
    place = factories.organisation("Trelleborg")
    kim = factories.member(place)
    first, second = chain.entry(place), chain.entry(place, "Mallen", 2)
    line = chain.link(first, second)
    gone = at_once(*[lambda: unlink(by=kim, link=Link(pk=line.pk, source=first, target=second))] * 3)
    assert [type(error) for error in gone] == [Http404] * 2
    errors = at_once(*[lambda: remove_entry(by=kim, entry=first, seen_version=1)] * 3)
    assert [type(error) for error in errors] == [Http404] * 2
    for verb in ("resultchain.link_removed", "resultchain.entry_removed"):
        assert Event.objects.filter(verb=verb).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_goal_taken_away_while_somebody_logs_for_it():
    place = factories.organisation("Trelleborg")
    kim = factories.member(place)
    told = {GoalGoneError, MeasuresChangedError}
    for _time in range(5):
        goal = chain.goal(place)
        content = {**CONTENT, "goal": goal.pk}
        errors = at_once(
            lambda content=content: log_entry(by=kim, organisation=place, content=content),
            lambda goal=goal: remove_goal(by=kim, goal=goal, measures=0),
        )
        assert len(errors) == 1
        assert type(errors[0]) in told
        ChainEntry.objects.all().delete()
        Goal.objects.all().delete()
