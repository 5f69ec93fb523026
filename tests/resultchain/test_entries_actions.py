"""Logging, changing and taking away entries: once each, whoever is at it at the same time."""

import datetime

import pytest
from django.http import Http404
from django.utils import timezone

from organisations.models import Event
from resultchain.actions.entries import (
    EntryChangedError,
    GoalGoneError,
    LevelRefusedError,
    Listed,
    Origin,
    change_entry,
    log_entry,
    remove_entry,
)
from resultchain.actions.links import CircleError, PointsLeftError, link, unlink
from resultchain.content import content_of
from resultchain.models import Area, ChainEntry, Course, Link, LinkKind, Perspective
from tests import factories
from tests.resultchain import factories as chain
from tests.resultchain.at_once import at_once

CONTENT = {"what": "Utbildning för chefer", "level": 1, "last_day": "2020-03-01"}


@pytest.fixture
def place(db):
    return factories.organisation("Trelleborg")


@pytest.fixture
def kim(place):
    return factories.member(place)


@pytest.fixture
def lo(place):
    return factories.member(place, name="Lo Prov")


def verbs():
    return list(
        Event.objects.filter(verb__startswith="resultchain.").order_by("pk").values_list("verb", flat=True)
    )


def log(place, by, **fields):
    return log_entry(by=by, organisation=place, content=CONTENT | fields)[0]


def change(entry, by, *, seen=None, shown=None, **fields):
    shown = shown or content_of(entry)
    return change_entry(
        by=by, entry=entry, content=shown | fields, seen_version=seen or entry.version, shown=shown
    )


def test_everything_told_is_stored_and_comes_back(place, kim):
    functions = factories.functions()
    item = factories.skr().items.get(number=4)
    goal = chain.goal(place)
    told = {
        "state": "ongoing",
        "state_note": "Halvvägs",
        "first_day": "2020-02-01",
        "direction": "internal",
        "global_goals": [5, 10],
        "national_goals": [1],
        "participants": 58,
        "precision": "exact",
        "women": 40,
        "men": 18,
        "functions": {str(functions[1].pk): 5},
        "method": "FAIR",
        "evidence": "Deltagarlista",
        "strength": "documented",
        "items": [item.pk],
        "quote": "Nu vet vi",
        "quote_source": "Chef",
        "lesson": "Börja med cheferna",
        "goal": goal.pk,
        "ordinary_reference": "STR-7",
    }
    listed = Listed("+rekrytering", ("+jamstalldhet", "+hbtqi"), "Grundkurs")
    entry, created = log_entry(by=kim, organisation=place, content=CONTENT | told, listed=listed)
    stored = content_of(ChainEntry.objects.get(pk=entry.pk))
    assert created
    assert {name: stored[name] for name in CONTENT | told} == CONTENT | told
    assert (stored["organisation"], stored["area"]) == (place.pk, Area.objects.get(name="Rekrytering").pk)
    assert set(stored["perspectives"]) == set(Perspective.objects.values_list("pk", flat=True))
    assert stored["course"] == Course.objects.get(name="Grundkurs").pk
    assert (entry.created_by, entry.saved_by, entry.version) == (kim, kim, 1)
    assert verbs()[-1] == "resultchain.entry_logged"


def test_the_same_thing_sent_twice_is_one_entry(place, kim, lo):
    first = log(place, kim)
    assert log(place, kim) == first
    assert log(place, kim, participants=58, precision="about") != first
    assert log(place, lo) != first
    assert verbs() == ["resultchain.entry_logged"] * 3


def test_an_older_twin_is_the_same_only_on_a_page_that_was_opened_before_it(place, kim):
    first = log(place, kim)
    ChainEntry.objects.update(created_at=timezone.now() - datetime.timedelta(minutes=5))
    opened = timezone.now() - datetime.timedelta(minutes=9)
    assert log_entry(by=kim, organisation=place, content=CONTENT, since=opened) == (first, False)
    assert log(place, kim) != first


def test_a_course_is_one_course_whatever_its_case(place, kim):
    for name in ("Grundkurs i MR", "grundkurs i mr"):
        log_entry(by=kim, organisation=place, content=CONTENT, listed=Listed(course=name))
    assert Course.objects.get().name == "Grundkurs i MR"


def test_what_it_led_to_is_logged_with_its_link_or_not_at_all(place, kim):
    source = chain.entry(place, "Mallen", 2)
    origin = Origin(source, LinkKind.LED_TO)
    target, _created = log_entry(by=kim, organisation=place, content=CONTENT | {"level": 3}, origin=origin)
    assert Link.objects.get().target == target
    with pytest.raises(PointsLeftError):
        log_entry(by=kim, organisation=place, content=CONTENT | {"level": 1}, origin=origin)
    assert ChainEntry.objects.count() == 2
    rose = Origin(source, LinkKind.GAVE_RISE_TO)
    log_entry(by=kim, organisation=place, content=CONTENT | {"level": 1}, origin=rose)
    assert Link.objects.count() == 2


def test_a_change_is_stored_with_its_order_and_told_by_its_fields(place, kim, lo):
    entry = log(place, kim)
    assert change(entry, lo, what="Öppna föreläsningar", lesson="Bra") == ["lesson", "what"]
    entry.refresh_from_db()
    assert (entry.what, entry.version, entry.saved_by, entry.created_by) == (
        "Öppna föreläsningar",
        2,
        lo,
        kim,
    )
    assert entry.sort_key.startswith("z3")
    event = Event.objects.get(verb="resultchain.entry_changed")
    assert event.data == {"fields": ["lesson", "what"]}
    assert change(entry, lo) == []
    assert Event.objects.filter(verb="resultchain.entry_changed").count() == 1


def test_two_who_change_different_things_both_get_their_way(place, kim, lo):
    entry = log(place, kim)
    shown = content_of(entry)
    change(entry, kim, shown=shown, lesson="Börja tidigt")
    change(entry, lo, shown=shown, seen=1, evidence="Protokoll")
    entry.refresh_from_db()
    assert (entry.lesson, entry.evidence, entry.version) == ("Börja tidigt", "Protokoll", 3)


def test_two_who_change_the_same_thing_are_asked(place, kim, lo):
    entry = log(place, kim)
    shown = content_of(entry)
    change(entry, kim, shown=shown, lesson="Börja tidigt", evidence="Protokoll")
    with pytest.raises(EntryChangedError) as refused:
        change(entry, lo, shown=shown, seen=1, lesson="Ta god tid", method="FAIR")
    assert refused.value.merged.asked == ("lesson",)
    assert refused.value.newest.lesson == "Börja tidigt"
    merged = refused.value.merged.content
    assert (merged["lesson"], merged["evidence"], merged["method"]) == ("Ta god tid", "Protokoll", "FAIR")
    entry.refresh_from_db()
    assert entry.method == ""


def test_a_level_that_a_link_would_point_left_of_is_refused_by_name(place, kim):
    first, last = chain.entry(place, "Kursen", 1), chain.entry(place, "Rutinen", 3)
    middle = chain.entry(place, "Mallen", 2)
    chain.link(first, middle)
    chain.link(middle, last)
    for level, other in ((4, last), (5, last)):
        with pytest.raises(LevelRefusedError) as refused:
            change(middle, kim, level=level)
        assert refused.value.other == other
    with pytest.raises(LevelRefusedError) as refused:
        change(first, kim, level=3)
    assert refused.value.other == middle
    assert change(middle, kim, level=3) == ["level"]
    chain.link(last, first, LinkKind.GAVE_RISE_TO)
    assert change(last, kim, level=5) == ["level"]


def test_an_entry_goes_with_its_links_and_only_as_it_was_seen(place, kim):
    entry, other = chain.entry(place, "Kursen", 1), chain.entry(place, "Mallen", 2)
    gone = chain.link(entry, other)
    with pytest.raises(EntryChangedError):
        remove_entry(by=kim, entry=entry, seen_version=7)
    remove_entry(by=kim, entry=ChainEntry.objects.get(pk=entry.pk), seen_version=1)
    with pytest.raises(Http404):
        unlink(by=kim, link=gone)
    assert list(ChainEntry.objects.all()) == [other]
    assert not Link.objects.exists()
    assert verbs() == ["resultchain.entry_removed"]
    for late in (
        lambda: remove_entry(by=kim, entry=entry, seen_version=1),
        lambda: change(entry, kim, shown=content_of(other), seen=1),
        lambda: link(by=kim, source=entry, target=other, kind=LinkKind.LED_TO),
    ):
        with pytest.raises(Http404):
            late()


def test_a_goal_that_was_taken_away_a_moment_ago_is_no_goal(place, kim):
    entry, goal = log(place, kim), chain.goal(place)
    pk = goal.pk
    goal.delete()
    with pytest.raises(GoalGoneError):
        log(place, kim, goal=pk)
    with pytest.raises(GoalGoneError):
        change(entry, kim, goal=pk)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_logs_one_entry():
    place = factories.organisation("Trelleborg")
    kim = factories.member(place)
    listed = Listed("+rekrytering", ("+jamstalldhet",), "Grundkurs")
    at_once(*[lambda: log_entry(by=kim, organisation=place, content=CONTENT, listed=listed)] * 3)
    assert ChainEntry.objects.count() == 1
    assert (Area.objects.count(), Course.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_links_at_once_never_close_a_circle():
    place = factories.organisation("Trelleborg")
    one, two = chain.entry(place, "Mallen", 2), chain.entry(place, "Policyn", 2)
    there = {"source": one, "target": two, "kind": LinkKind.LED_TO}
    back = {"source": two, "target": one, "kind": LinkKind.LED_TO}
    errors = at_once(lambda: link(by=None, **there), lambda: link(by=None, **back))
    assert Link.objects.count() == 1
    assert [type(error) for error in errors] == [CircleError]


@pytest.mark.django_db(transaction=True)
def test_a_link_and_a_new_level_at_once_never_leave_a_line_that_points_left():
    place = factories.organisation("Trelleborg")
    kim = factories.member(place)
    one, two = chain.entry(place, "Mallen", 2), chain.entry(place, "Policyn", 2)
    errors = at_once(
        lambda: link(by=kim, source=one, target=two, kind=LinkKind.LED_TO),
        lambda: change(one, kim, level=4),
    )
    assert len(errors) == 1
    assert not Link.objects.filter(source__level__gt=2).exists()
