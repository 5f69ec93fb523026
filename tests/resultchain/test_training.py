"""Training: people by course, unit and function, exact and about told apart, unknown never counted as nobody."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from organisations.models import Role
from resultchain.models import ParticipantNumber
from resultchain.periods import days as written
from resultchain.periods import half_year, period
from resultchain.training import People, Session, add_up
from resultchain.training_page import MOST_SESSIONS, laid_out
from resultchain.training_words import amount, by_function, finding, women_and_men
from tests import factories
from tests.resultchain.factories import course, entry

pytestmark = pytest.mark.django_db

SPRING = {"fran": "2020-01-01", "till": "2020-06-30"}

days = st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 12, 31))
numbers = st.none() | st.integers(0, 5000)
sessions = st.lists(
    st.builds(
        Session,
        entry=st.just(1),
        what=st.just("Kurs"),
        course=st.sampled_from(["A", "B", "Å"]),
        unit=st.sampled_from(["X", "Y"]),
        people=numbers,
        is_about=st.booleans(),
        women=numbers,
        men=numbers,
        functions=st.dictionaries(st.sampled_from(["chef", "politiker"]), st.integers(1, 9), max_size=2),
    ),
    max_size=8,
)


def session(people=None, **fields):
    return Session(entry=1, what="Kurs", course="A", unit="X", people=people, **fields)


@given(days)
def test_a_half_year_holds_its_day_and_its_neighbours_touch_it(day):
    found = half_year(day)
    assert found.first <= day <= found.last
    one = datetime.timedelta(days=1)
    assert (found.before.last + one, found.after.first - one) == (found.first, found.last)


@given(st.none() | days, st.none() | days)
def test_any_two_days_are_a_period(first, last):
    found = period(first, last, datetime.date(2026, 11, 26))
    assert found.first <= found.last
    assert {first, last} - {None} <= {found.first, found.last}


def test_a_period_is_called_what_people_call_it():
    today = datetime.date(2020, 3, 1)
    assert period(None, None, today).name == "våren 2020"
    assert period(None, datetime.date(2019, 12, 31), today).name == "hösten 2019"
    other = period(datetime.date(2020, 1, 1), datetime.date(2020, 12, 31), today)
    assert other.name.replace("\xa0", " ") == "1 januari–31 december 2020"


@given(sessions)
def test_nobody_is_lost_and_nobody_is_made_up(found):
    people = add_up(found)
    assert people.times == len(found)
    assert (people.known or 0) == sum(one.people or 0 for one in found)
    assert (people.known is None) == all(one.people is None for one in found)
    page = laid_out(half_year(datetime.date(2020, 1, 1)), found)
    for lines in (page.courses, page.units or [page.total]):
        assert sum(line.people.exact for line in lines) == people.exact
        assert sum(line.people.about for line in lines) == people.about
        assert sum(line.people.unknown_times for line in lines) == people.unknown_times
    assert len({line.name for line in page.courses}) == len(page.courses)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([session(58)], "58"),
        ([session(50, is_about=True)], "ungefär 50"),
        ([session(58), session(50, is_about=True)], "58 och ungefär 50"),
        ([session(), session(), session(58)], "58, antal saknas för 2 tillfällen"),
        ([session(1200), session()], "1 200, antal saknas för 1 tillfälle"),
        ([session()], "antal saknas"),
        ([session(0)], "0"),
    ],
)
def test_exact_and_about_are_told_apart_and_missing_is_said(found, words):
    assert amount(add_up(found)).replace("\xa0", " ") == words


def test_women_and_men_stand_on_the_times_where_both_are_known():
    known, half, nothing = session(58, women=34, men=24), session(9, women=9), session(10)
    assert women_and_men(add_up([known])) == "34 kvinnor och 24 män"
    assert women_and_men(add_up([nothing, half])) == "inte angivet"
    assert women_and_men(add_up([known, half, nothing])) == (
        "34 kvinnor och 24 män (angivet för 1 av 3 tillfällen)"
    )


def test_functions_stand_on_the_times_that_tell_of_them():
    told = session(58, functions={"chef": 5})
    assert by_function(add_up([told])) == "5 i funktionen chef"
    assert by_function(add_up([told, session(3)])) == "5 i funktionen chef (angivet för 1 av 2 tillfällen)"
    assert by_function(People()) == ""
    assert finding(add_up([told]), 1) == "58 deltagare i en utbildning"
    assert finding(add_up([session()]), 1) == "en utbildning, men ingen har angett hur många som deltog"


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Region Prov", kind="region")


@pytest.fixture
def unit(place):
    return factories.organisation("Kulturen", kind="administration", parent=place)


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place)
    client.force_login(person)
    return person


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def shown(client, place, **query):
    return client.get(url("training", place), SPRING | query).text.replace("\xa0", " ")


def test_the_same_course_logged_twice_is_one_course(client, place, unit, coordinator):
    short = course(place, "Kortaste utbildningen")
    first = entry(unit, "Lärseminarium", course=short, participants=58, precision="exact")
    ParticipantNumber.objects.create(entry=first, function=factories.functions()[1], number=5)
    entry(place, "En gång till", course=short, precision="unknown")
    text = shown(client, place)
    assert "58 deltagare i en utbildning" in text
    assert "Av deltagarna är 5 i funktionen chef (angivet för 1 av 2 tillfällen)." in text
    assert "58, antal saknas för 1 tillfälle" in text
    assert "och räknas inte som noll" in text
    assert "Kortaste utbildningen (2)" in text
    assert url("entry", place, first.pk) in text
    assert "Per enhet" in text
    assert url("entry_new", place) + "?utbildning=1" in text


def test_only_what_was_held_in_the_period_counts(client, place, coordinator):
    held = {"course": course(place), "participants": 10, "precision": "exact"}
    entry(place, "Räknas", **held)
    entry(place, "Planerad", state="planned", **held)
    entry(place, "Blev inte av", state="dropped", **held)
    entry(place, "Senare", last_day=datetime.date(2020, 7, 1), **held)
    entry(place, "Utan dag", last_day=None, **held)
    entry(place, "Utan kurs", participants=10, precision="exact")
    text = shown(client, place)
    assert "10 deltagare i en utbildning" in text
    assert "1 planerat tillfälle räknas inte än." in text
    assert "1 tillfälle saknar datum" in text
    assert "10 deltagare i en utbildning" in shown(client, place, fran="2020-07-01", till="2020-12-31")


def test_the_unit_is_chosen_among_ones_own(client, place, unit, coordinator):
    other = factories.organisation("Annanstad")
    entry(other, course=course(other, "HEMLIG"), participants=99, precision="exact")
    entry(unit, course=course(place), participants=10, precision="exact")
    entry(place, course=course(place, "Fördjupning"), participants=7, precision="about")
    assert "7 och" not in shown(client, place, enhet=unit.pk)
    assert "10 deltagare i en utbildning" in shown(client, place, enhet=unit.pk)
    everything = shown(client, place, enhet=other.pk)
    assert "10 och ungefär 7 deltagare i två utbildningar" in everything
    assert "HEMLIG" not in everything
    assert "Mellan 7 och 10 deltagare i varje utbildning" in everything


@pytest.mark.parametrize("query", [{"fran": "x"}, {"till": "2020-13-01"}, {"enhet": "x"}, {"enhet": "0"}])
def test_odd_addresses_give_this_half_year(client, place, coordinator, query):
    text = client.get(url("training", place), query).text
    assert half_year(factories.today()).name in text
    assert "Ingen utbildning är loggad i perioden" in text


def test_many_times_of_a_course_are_told_by_number():
    page = laid_out(half_year(datetime.date(2020, 1, 1)), [session(1)] * (MOST_SESSIONS + 3))
    assert (len(page.courses[0].sessions), page.courses[0].left_out) == (MOST_SESSIONS, 3)


def test_the_file_has_a_row_for_each_course_at_each_unit(client, place, unit, coordinator):
    made = entry(unit, course=course(place, "=Kurs"), participants=58, precision="exact", women=34, men=24)
    ParticipantNumber.objects.create(entry=made, function=factories.functions()[1], number=5)
    entry(place, course=course(place, "Annan"), precision="unknown")
    answer = client.get(url("training_file", place), SPRING)
    assert answer["Content-Disposition"].endswith('-utbildning-2020-01-01-2020-06-30.csv"')
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][-1] == "chef"
    assert rows[1] == ["'=Kurs", "Kulturen", "1", "58", "", "0", "34", "24", "1", "5"]
    assert rows[2] == ["Annan", "Region Prov", "1", "", "", "1", "", "", "0", ""]
    assert ["Period", "2020-01-01", "2020-06-30"] in rows


@pytest.mark.parametrize("role", Role)
def test_who_reads(client, place, role):
    client.force_login(factories.member(place, role))
    reads = role in {Role.COORDINATOR, Role.CONTRIBUTOR, Role.PARTICIPANT, Role.READER}
    for name in ("training", "training_file"):
        assert client.get(url(name, place)).status_code == (200 if reads else 403)
    writes = role in {Role.COORDINATOR, Role.CONTRIBUTOR}
    assert ("Logga en utbildning" in client.get(url("training", place)).text) == writes


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_with_one_and_three(
    client, place, unit, coordinator, rows, django_assert_num_queries
):
    for number in range(rows):
        made = entry(unit, course=course(place, f"Kurs {number}"), participants=9, precision="exact")
        ParticipantNumber.objects.create(entry=made, function=factories.functions()[1], number=5)
        entry(place, course=made.course, participants=9, precision="exact")
    with django_assert_num_queries(13):
        client.get(url("training", place), SPRING)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2020-02-04", None, "4 februari 2020"),
        ("2020-02-04", "2020-02-04", "4 februari 2020"),
        ("2020-02-04", "2020-02-05", "4–5 februari 2020"),
        ("2020-06-30", "2020-07-01", "30 juni–1 juli 2020"),
        ("2020-12-31", "2021-01-01", "31 december 2020–1 januari 2021"),
    ],
)
def test_days_are_written_once(first, last, words):
    ends = datetime.date.fromisoformat(last) if last else None
    assert written(datetime.date.fromisoformat(first), ends).replace("\xa0", " ") == words


def test_the_button_opens_what_a_training_needs(client, place, coordinator):
    address = url("entry_new", place)
    plain, asked = client.get(address).text, client.get(f"{address}?utbildning=1").text
    group = '<details class="more entry-group" id="grupp-deltagare"'
    assert f"{group} open>" in asked
    assert f"{group}>" in plain
    assert asked.count(" checked") == plain.count(" checked") + 1


def test_an_empty_half_year_leads_to_the_latest_training(client, place, unit, coordinator):
    entry(unit, course=course(place), participants=8, precision="exact")
    page = client.get(url("training", place)).text
    assert "Senaste utbildningen: våren 2020" in page
    assert "Senaste utbildningen" not in client.get(url("training", place) + "?fran=2020-01-01").text
