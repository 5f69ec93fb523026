"""What the start page tells of the result chain: planned things, dates that come, diplomas that end."""

import datetime

import pytest
from django.urls import reverse

from organisations.models import Role
from resultchain.models import Diploma, PlanningDate
from tests import factories
from tests.resultchain.factories import entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Region Prov", kind="region")


@pytest.fixture
def clinic(place):
    return factories.organisation("Kliniken", kind="administration", parent=place)


def in_days(number):
    return factories.today() + datetime.timedelta(days=number)


def planned(place, ago=5, **fields):
    return entry(place, state="planned", last_day=in_days(-ago), **fields)


def diploma(unit, days, name="Hbtqi-diplom"):
    return Diploma.objects.create(
        organisation=unit, name=name, issued_on=factories.DAY, valid_to=in_days(days)
    )


def date(place, days, name="Budget", kind="budget"):
    return PlanningDate.objects.create(organisation=place, name=name, kind=kind, first_day=in_days(days))


def start(client, person):
    client.force_login(person)
    return client.get(reverse("start")).text


def test_planned_things_wait_for_an_answer(client, place, clinic):
    for unit in (place, clinic, clinic):
        planned(unit)
    planned(place, ago=-5)
    text = start(client, factories.member(place))
    assert "Tre planerade saker väntar på svar" in text
    assert reverse("follow_up", args=[place.slug]) in text


def test_a_contributor_hears_of_what_they_logged(client, place):
    person = factories.member(place, Role.CONTRIBUTOR)
    planned(place, by=person)
    planned(place)
    assert "En planerad sak väntar på svar" in start(client, person)


def test_a_date_is_told_of_sixty_days_before(client, place, clinic):
    date(place, 60, "Strategträff 7", "meeting")
    date(place, 61, "För långt bort")
    date(clinic, 5, "Enhetens egen")
    text = start(client, factories.member(place))
    assert "Årshjul: Strategträff 7" in text
    assert "Programträff." in text
    assert "För långt bort" not in text
    assert "Enhetens egen" not in text
    assert "Årshjul: Enhetens egen" in start(client, factories.member(clinic, Role.CONTRIBUTOR))


def test_a_diploma_is_told_of_three_months_before(client, place, clinic):
    made = diploma(clinic, 90)
    diploma(clinic, 91, "För länge")
    diploma(clinic, -1, "Slut")
    coordinator = factories.member(place)
    text = start(client, coordinator)
    assert "Diplomet går snart ut: Hbtqi-diplom" in text
    assert reverse("diploma_edit", args=[place.slug, made.pk]) in text
    assert "För länge" not in text
    diploma(place, 30)
    text = start(client, coordinator)
    assert "Två diplom går ut inom tre månader" in text
    assert "Gäller Region Prov och Kliniken." in text
    for number in range(3):
        diploma(factories.organisation(f"Enhet {number}", parent=place), 40 + number)
    assert "Gäller Region Prov, Enhet 0 och fler." in start(client, coordinator)


@pytest.mark.parametrize("role", [Role.READER, Role.PARTICIPANT, Role.MENTOR])
def test_others_are_left_in_peace(client, place, role):
    planned(place)
    date(place, 5)
    diploma(place, 5)
    text = start(client, factories.member(place, role))
    for words in ("väntar på svar", "Årshjul:", "Diplomet går snart ut"):
        assert words not in text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_start_page_costs_the_same_with_one_and_three(
    client, place, clinic, rows, django_assert_num_queries
):
    coordinator = factories.member(place)
    for number in range(rows):
        planned(place, by=coordinator)
        date(place, 5 + number, f"Datum {number}")
        diploma(factories.organisation(f"Enhet {number}", parent=place), 5)
    client.force_login(coordinator)
    with django_assert_num_queries(23):
        client.get(reverse("start"))
