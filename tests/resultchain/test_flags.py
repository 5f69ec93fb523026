"""What is worth looking at again: the pure rules, the database's lists that must agree with them, and the pages."""

import datetime
import itertools

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from organisations.models import Role
from resultchain import flag_lists
from resultchain.flags import WORDS, EntryFact, Flag, GoalFact, Rules, months_before, of_entry, of_goal
from resultchain.goals import facts_of, goals_of
from resultchain.models import ChainEntry, ChainRules, EntryState, LinkKind
from tests import factories
from tests.resultchain import factories as chain
from tests.resultchain import goal_factories as made

TODAY = datetime.date(2027, 3, 31)
RULES = Rules(has_goals=True, no_result_since=datetime.date(2026, 3, 31))
FINE = EntryFact(
    level=1, state="done", day=TODAY, has_goal=True, is_training=False, has_number=True, has_result=True
)


def test_goals_are_flagged_in_the_order_of_the_chain():
    assert of_goal(GoalFact(has_need=False, measures=0, indicators=0)) == (
        Flag.GOAL_WITHOUT_NEED,
        Flag.GOAL_WITHOUT_MEASURES,
        Flag.GOAL_WITHOUT_INDICATOR,
    )
    assert of_goal(GoalFact(has_need=True, measures=1, indicators=1)) == ()
    assert of_goal(GoalFact(has_need=False, measures=0, indicators=0, has_ended=True)) == ()


@pytest.mark.parametrize(
    ("changed", "flags"),
    [
        ({}, ()),
        ({"has_goal": False}, (Flag.MEASURE_WITHOUT_GOAL,)),
        ({"is_training": True, "has_number": False}, (Flag.TRAINING_WITHOUT_NUMBERS,)),
        ({"is_training": True, "has_number": False, "state": "planned"}, ()),
        ({"has_result": False}, ()),
        ({"has_result": False, "day": RULES.no_result_since}, (Flag.ACTIVITY_WITHOUT_RESULT,)),
        ({"has_result": False, "day": RULES.no_result_since + datetime.timedelta(days=1)}, ()),
        ({"has_result": False, "day": None}, ()),
        ({"has_result": False, "day": datetime.date(2020, 1, 1), "level": 2}, ()),
        ({"has_result": False, "day": datetime.date(2020, 1, 1), "state": "ongoing"}, ()),
        ({"has_goal": False, "has_result": False, "day": datetime.date(2020, 1, 1), "state": "dropped"}, ()),
    ],
)
def test_entries_are_flagged(changed, flags):
    fact = EntryFact(**{**FINE.__dict__, **changed})
    assert of_entry(fact, RULES) == flags


def test_an_organisation_without_goals_is_not_blamed_for_measures_without():
    rules = Rules(has_goals=False, no_result_since=RULES.no_result_since)
    assert of_entry(EntryFact(**{**FINE.__dict__, "has_goal": False}), rules) == ()


@given(day=st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 12, 31)), months=st.integers(1, 60))
def test_months_are_counted_as_people_count_them(day, months):
    earlier = months_before(day, months)
    assert (day.year - earlier.year) * 12 + day.month - earlier.month == months
    assert earlier.day == day.day or (earlier + datetime.timedelta(days=1)).day == 1


def test_every_flag_says_why_it_matters():
    assert set(WORDS) == set(Flag)
    assert all(str(words.why).endswith(".") for words in WORDS.values())


@pytest.fixture
def place(db):
    return factories.organisation("Trelleborg")


def mixed(place):
    """Entries of every state and level, with and without a goal, a course, a number and a result; old and new."""
    goal, course = chain.goal(place), chain.course(place)
    target = chain.entry(place, "Målet för länkarna", 2, goal=goal)
    for number, state in itertools.product(range(64), EntryState.values):
        bits = [bool(number >> bit & 1) for bit in range(6)]
        entry = chain.entry(
            place,
            f"Post {number}",
            level=1 if bits[0] else 2,
            goal=goal if bits[1] else None,
            course=course if bits[2] else None,
            last_day=None
            if number % 7 == 0
            else TODAY - datetime.timedelta(days=365 + (1 if bits[4] else -1)),
            state=state,
            **({"participants": 5, "precision": "about"} if bits[3] else {}),
        )
        if bits[5]:
            chain.link(entry, target, LinkKind.LED_TO if number % 3 else LinkKind.GAVE_RISE_TO)


def test_the_database_and_the_rules_agree(place):
    mixed(place)
    rules = flag_lists.rules_of(place, TODAY)
    expected: dict[Flag, set[int]] = {flag: set() for flag in flag_lists.ENTRY_FLAGS}
    for entry in ChainEntry.objects.all():
        fact = EntryFact(
            level=entry.level,
            state=entry.state,
            day=entry.day,
            has_goal=entry.goal_id is not None,
            is_training=entry.course_id is not None,
            has_number=entry.participants is not None,
            has_result=entry.links_out.filter(kind=LinkKind.LED_TO).exists(),
        )
        for flag in of_entry(fact, rules):
            expected[flag].add(entry.pk)
    for flag, ids in expected.items():
        assert ids
        found = flag_lists.flagged_entries(place, flag, rules)
        assert set(found.values_list("pk", flat=True)) == ids, flag


def test_goals_are_listed_as_the_rules_flag_them(place):
    complete = chain.goal(place, "Helt", need="Behovet")
    made.value(made.indicator(complete), "baseline", women="1", men="2")
    chain.entry(place, goal=complete)
    chain.goal(place, "Tomt")
    only_dropped = chain.goal(place, "Bara det som inte blev av", need="Behovet")
    made.indicator(only_dropped)
    chain.entry(place, goal=only_dropped, state=EntryState.DROPPED)
    chain.goal(place, "Avslutat", valid_to=factories.DAY)
    found = {one.flag: {thing.pk for thing in one.things} for one in flag_lists.flag_lists(place)}
    told: dict[Flag, set[int]] = {}
    for facts in facts_of(place, list(goals_of(place))):
        for flag in facts.flags:
            told.setdefault(flag, set()).add(facts.goal.pk)
    indicators = found.pop(Flag.INDICATOR_WITHOUT_BASELINE)
    assert told.pop(Flag.INDICATOR_WITHOUT_BASELINE) == {only_dropped.pk}
    assert indicators == set(only_dropped.indicators.values_list("pk", flat=True))
    assert {flag: ids for flag, ids in found.items() if flag not in flag_lists.ENTRY_FLAGS} == told


def test_the_time_is_the_organisations_own_then_its_tops(place):
    board = factories.organisation("Nämnden", kind="board", parent=place)
    unit = factories.organisation("Enheten", kind="board", parent=board)
    assert flag_lists.months_without_result(unit) == 12
    ChainRules.objects.create(organisation=place, months_without_result=6)
    assert flag_lists.months_without_result(unit) == 6
    ChainRules.objects.create(organisation=unit, months_without_result=24)
    assert flag_lists.months_without_result(unit) == 24
    assert flag_lists.months_without_result(place) == 6


def test_lists_are_bounded_and_say_how_many_more(place):
    for number in range(23):
        chain.goal(place, f"Mål {number}", need="Behovet")
    lists = {one.flag: one for one in flag_lists.flag_lists(place)}
    assert (lists[Flag.GOAL_WITHOUT_MEASURES].number, lists[Flag.GOAL_WITHOUT_MEASURES].more) == (23, 3)


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def test_the_page_leads_a_coordinator_to_where_it_is_mended(client, place):
    goal = chain.goal(place, "Målet")
    entry = chain.entry(place, "Den gamla kursen", course=chain.course(place))
    client.force_login(factories.member(place))
    page = client.get(url("goal_flags", place)).text
    for link in (
        f"{url('entry_new', place)}?mal={goal.pk}",
        url("goal_edit", place, goal.pk),
        url("indicator_new", place, goal.pk),
        f"{url('entry_edit', place, entry.pk)}#div_id_goal",
        f"{url('entry_edit', place, entry.pk)}#div_id_participants",
        url("chain_link_new", place, entry.pk),
    ):
        assert f'href="{link}"' in page
    assert "minst tolv månader" in page


def test_others_mend_only_what_is_theirs(client, place):
    chain.goal(place, "Målet")
    mine = factories.member(place, Role.CONTRIBUTOR)
    own, foreign = chain.entry(place, "Min", by=mine), chain.entry(place, "Någon annans")
    client.force_login(mine)
    page = client.get(url("goal_flags", place)).text
    assert url("entry_edit", place, own.pk) in page
    assert url("entry_edit", place, foreign.pk) not in page
    client.force_login(factories.member(place, Role.READER))
    page = client.get(url("goal_flags", place)).text
    assert "Någon annans" in page
    assert "btn-outline-primary" not in page


def test_a_unit_sees_its_own_and_the_top_sees_all(client, place):
    unit = factories.organisation("Nämnden", kind="board", parent=place)
    chain.goal(place, "Kommunens mål")
    chain.goal(unit, "Nämndens mål")
    chain.entry(place, "Kommunens post")
    chain.entry(unit, "Nämndens post")
    client.force_login(factories.member(place))
    assert "Nämndens mål" in client.get(url("goal_flags", place)).text
    client.force_login(factories.member(unit))
    page = client.get(url("goal_flags", unit)).text
    assert "Nämndens mål" in page
    assert "Nämndens post" in page
    assert "Kommunens mål" not in page
    assert "Kommunens post" not in page


def test_nothing_to_look_at_is_said(client, place):
    client.force_login(factories.member(place))
    assert "Inget att se över" in client.get(url("goal_flags", place)).text
    assert "Inget att se över" in client.get(url("goal_flag", place, Flag.GOAL_WITHOUT_NEED)).text
    assert client.get(url("goal_flag", place, "pahittad")).status_code == 404


def test_one_flag_is_paged(client, place):
    for number in range(51):
        chain.goal(place, f"Mål {number}")
    client.force_login(factories.member(place))
    address = url("goal_flag", place, Flag.GOAL_WITHOUT_NEED)
    assert "Sida 1 av 2" in client.get(address).text
    assert client.get(f"{address}?sida=2").text.count("<h3") == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(client, place, rows, django_assert_num_queries):
    for number in range(rows):
        goal = chain.goal(place, f"Mål {number}")
        made.indicator(goal)
        chain.entry(place, f"Post {number}", course=chain.course(place, f"Kurs {number}"))
    client.force_login(factories.member(place))
    with django_assert_num_queries(FLAG_QUERIES):
        client.get(url("goal_flags", place))


FLAG_QUERIES = 18
