"""The planning year: own dates by month, the wheel, copying to the next year."""

import datetime
import itertools
import math
from typing import cast

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from organisations.models import Event, Role
from resultchain.models import PlanningDate
from resultchain.planning_year import a_year_later, chosen_year, next_dates
from resultchain.wheel import CENTRE, CLOSE, RINGS, wheel
from tests import factories

pytestmark = pytest.mark.django_db


@given(st.dates(max_value=datetime.date(2999, 1, 1)))
def test_a_year_later_is_the_same_day(day):
    later = a_year_later(day)
    assert later.year == day.year + 1
    assert (later.month, later.day) in {(day.month, day.day), (2, 28)}


@given(st.lists(st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)), max_size=30).map(sorted))
def test_each_day_has_a_mark_on_a_ring(days):
    drawing = wheel(days, 2026, datetime.date(2026, 11, 26))
    assert len(drawing.marks) == len(days)
    for mark in drawing.marks:
        radius = math.hypot(mark.x - CENTRE, mark.y - CENTRE)
        assert any(abs(radius - ring) < 0.2 for ring in RINGS)


def test_marks_keep_apart_and_the_year_begins_at_the_top():
    days = [datetime.date(2026, 1, 1), datetime.date(2026, 1, 2), datetime.date(2026, 1, 3)]
    marks = wheel(days, 2026, datetime.date(2025, 1, 1)).marks
    assert (marks[0].x, marks[0].y) == (CENTRE, CENTRE - RINGS[0])
    for one, other in itertools.combinations(marks, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= CLOSE
    assert wheel([], 2026, datetime.date(2025, 1, 1)).today is None
    july = wheel([datetime.date(2026, 7, 2)], 2026, datetime.date(2026, 7, 2)).marks[0]
    assert july.y > CENTRE


@pytest.mark.parametrize("text", ["", "x", "1999", "2101", "20260", "-1", "²⁰²⁶"])
def test_a_year_that_there_is_not_becomes_this_year(text):
    assert chosen_year(text) == factories.today().year
    assert chosen_year("2020") == 2020


@pytest.fixture
def place():
    return factories.organisation("Region Prov", kind="region")


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place)
    client.force_login(person)
    return person


def date(place, name="Delårsrapport", day="2026-08-31", kind="half_year", **fields):
    return PlanningDate.objects.create(
        organisation=place, name=name, first_day=datetime.date.fromisoformat(day), kind=kind, **fields
    )


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def sent(**changed):
    return {"name": "Delårsrapport", "kind": "half_year", "first_day": "2026-08-31"} | changed


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_a_year_is_shown_by_month(client, place, coordinator):
    date(place)
    date(
        place,
        "Strategträff 7",
        "2026-03-02",
        "meeting",
        last_day=datetime.date(2026, 3, 3),
        words="Analys",
        took_part="två strateger",
    )
    date(place, "Förra året", "2025-08-31")
    text = client.get(url("planning_year", place) + "?ar=2026").text
    assert text.index("Mars") < text.index("Strategträff 7") < text.index("Augusti") < text.index("Delårs")
    for words in ("Analys", "två strateger", "programträff", "Kopiera till 2027", ">mar<"):
        assert words in text
    assert "Förra året" not in text
    assert "Förra året" in client.get(url("planning_year", place) + "?ar=2025").text
    assert "Inga datum 2031" in client.get(url("planning_year", place) + "?ar=2031").text


def test_a_date_is_added_and_a_double_click_adds_one(client, place, coordinator):
    for _click in range(2):
        answer = client.post(url("planning_date_new", place), sent(last_day="2026-08-31"))
        assert answer.url == url("planning_year", place) + "?ar=2026"
    assert PlanningDate.objects.get().last_day is None
    assert verbs() == ["resultchain.date_added"]
    other = client.post(url("planning_date_new", place), sent(words="Annat"))
    assert other.status_code == 422
    assert "Det finns redan i årshjulet den dagen" in other.text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "fyllas i"),
        ({"name": "x" * 161}, "högst 160 tecken"),
        ({"first_day": "snart"}, "år-månad-dag"),
        ({"last_day": "2026-08-30"}, "Sista dagen ligger före"),
        ({"kind": "fest"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, place, coordinator, wrong, told):
    answer = client.post(url("planning_date_new", place), sent(words="Min <b>text</b>") | wrong)
    assert answer.status_code == 422
    assert told in answer.text.replace("\xa0", " ")
    assert "Min &lt;b&gt;text&lt;/b&gt;" in answer.text
    assert not PlanningDate.objects.exists()


def test_of_two_who_change_it_the_later_one_is_told(client, place, coordinator):
    made = date(place)
    address = url("planning_date_edit", place, made.pk)
    assert 'value="2026-08-31"' in client.get(address).text
    assert client.post(address, sent(first_day="2026-09-01", version=1)).status_code == 302
    stale = client.post(address, sent(words="Mitt", version=1))
    assert stale.status_code == 422
    assert "”Delårsrapport”, 1 september 2026." in stale.text.replace("\xa0", " ")
    assert "Mitt" in stale.text
    date(place, "Bokslut")
    taken = client.post(address, sent(name="Bokslut", version=2))
    assert taken.status_code == 422
    assert verbs() == ["resultchain.date_changed"]


def test_it_is_taken_away_after_a_question(client, place, coordinator):
    made = date(place)
    assert "Ta bort datumet?" in client.get(url("planning_date_remove", place, made.pk)).text
    client.post(url("planning_date_remove", place, made.pk))
    assert not PlanningDate.objects.exists()
    assert verbs() == ["resultchain.date_removed"]


def test_a_year_is_copied_once_and_without_its_meetings(client, place, coordinator):
    date(place)
    date(place, "Skottdag", "2024-02-29", "other")
    date(place, "Budget", "2026-02-01", "budget", last_day=datetime.date(2026, 2, 5), words="Innehåll")
    date(place, "Uppföljning", "2026-04-30", "other")
    date(place, "Uppföljning", "2026-10-31", "other")
    date(place, "BM 5", "2026-10-21", "meeting")
    for _click in range(2):
        answer = client.post(url("planning_year_copy", place), {"ar": "2026"})
        assert answer.url == url("planning_year", place) + "?ar=2027"
    found = PlanningDate.objects.filter(first_day__year=2027).order_by("first_day")
    copied = cast("list[PlanningDate]", list(found))
    assert [one.name for one in copied] == ["Budget", "Uppföljning", "Delårsrapport", "Uppföljning"]
    assert (copied[0].last_day, copied[0].words) == (datetime.date(2027, 2, 5), "Innehåll")
    assert verbs() == ["resultchain.date_added"] * 4
    client.post(url("planning_year_copy", place), {"ar": "2024"})
    assert PlanningDate.objects.filter(first_day=datetime.date(2025, 2, 28)).count() == 1
    assert client.post(url("planning_year_copy", place), {"ar": "2100"}).status_code == 302


def test_two_days_of_a_leap_year_become_one(client, place, coordinator):
    date(place, "Möte", "2024-02-28", "other", words="Först")
    date(place, "Möte", "2024-02-29", "other", words="Sedan")
    client.post(url("planning_year_copy", place), {"ar": "2024"})
    assert PlanningDate.objects.get(first_day__year=2025).words == "Först"


@pytest.mark.parametrize("role", Role)
def test_who_reads_and_who_writes(client, place, role):
    made = date(place)
    client.force_login(factories.member(place, role))
    reads = role in {Role.COORDINATOR, Role.CONTRIBUTOR, Role.PARTICIPANT, Role.READER}
    writes = role == Role.COORDINATOR
    page = client.get(url("planning_year", place) + "?ar=2026")
    assert page.status_code == (200 if reads else 403)
    assert ("Kopiera" in page.text) == writes
    assert client.get(url("planning_date_new", place)).status_code == (200 if writes else 403)
    for name in ("planning_date_edit", "planning_date_remove"):
        assert client.get(url(name, place, made.pk)).status_code == (200 if writes else 403)
    assert client.post(url("planning_year_copy", place)).status_code == (302 if writes else 403)


def test_a_unit_has_a_year_of_its_own(client, place, coordinator):
    unit = factories.organisation("Enheten", parent=place)
    made = date(unit, "Enhetens")
    assert "Enhetens" not in client.get(url("planning_year", place) + "?ar=2026").text
    assert client.get(url("planning_date_edit", place, made.pk)).status_code == 404
    assert client.get(url("planning_date_edit", unit, made.pk)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_year_costs_the_same_with_one_and_three(
    client, place, coordinator, rows, django_assert_num_queries
):
    for number in range(rows):
        date(place, f"Datum {number}")
    with django_assert_num_queries(10):
        client.get(url("planning_year", place) + "?ar=2026")


def test_what_comes_next(place):
    today = datetime.date(2026, 6, 30)
    date(place, "Pågår", "2026-06-01", "other", last_day=today)
    date(
        place,
        "Snart",
        "2026-08-29",
        "meeting",
    )
    date(place, "Senare", "2026-08-30", "meeting")
    date(place, "Över", "2026-06-29", "meeting")
    assert [one.name for one in next_dates(place, today, 9)] == ["Pågår", "Snart"]
