"""Diplomas: unit by unit, with what they say of how long they hold."""

import datetime

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from organisations.models import Event, Role
from resultchain.diplomas import SOON, Validity, ending_soon, validity
from resultchain.models import Diploma
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 26)


def days(number):
    return datetime.timedelta(days=number)


@pytest.mark.parametrize(
    ("valid_to", "said"),
    [
        (None, Validity.OPEN),
        (TODAY - days(1), Validity.OVER),
        (TODAY, Validity.SOON),
        (TODAY + SOON, Validity.SOON),
        (TODAY + SOON + days(1), Validity.VALID),
    ],
)
def test_the_last_day_counts(valid_to, said):
    assert validity(valid_to, TODAY) == said


@given(st.dates(max_value=datetime.date(2090, 1, 1)), st.integers(0, 4000))
def test_what_is_over_does_not_come_back(valid_to, later):
    if validity(valid_to, TODAY) == Validity.OVER:
        assert validity(valid_to, TODAY + days(later)) == Validity.OVER


@pytest.fixture
def place():
    return factories.organisation("Region Prov", kind="region")


@pytest.fixture
def clinic(place):
    return factories.organisation("Kliniken", kind="administration", parent=place)


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place)
    client.force_login(person)
    return person


def diploma(unit, name="Hbtqi-diplom", **fields):
    fields.setdefault("issued_on", datetime.date(2020, 1, 1))
    return Diploma.objects.create(organisation=unit, name=name, **fields)


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def sent(unit, **changed):
    return {"organisation": unit.pk, "name": "Hbtqi-diplom", "issued_on": "2025-05-01"} | changed


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_the_list_says_how_long_each_holds(client, place, clinic, coordinator):
    today = factories.today()
    diploma(clinic, "Länge", valid_to=today + days(400))
    diploma(clinic, "Snart", valid_to=today + days(30))
    diploma(clinic, "Slut", valid_to=today - days(1))
    diploma(place, "Öppet")
    text = client.get(url("diplomas", place)).text
    for words in (
        "Gäller till och med",
        "Går ut inom tre månader",
        "Gick ut",
        "Gäller utan slutdatum",
        "Ett diplom har gått ut",
        "Tre diplom gäller i dag",
    ):
        assert words in text
    assert text.index("Snart") < text.index("Länge") < text.index("Slut") < text.index("Öppet")


def test_a_diploma_is_added_and_a_double_click_adds_one(client, place, clinic, coordinator):
    for _click in range(2):
        answer = client.post(url("diploma_new", place), sent(clinic, valid_to="2028-04-30", issuer="RFSL"))
        assert answer.url == url("diplomas", place)
    made = Diploma.objects.get()
    assert (made.organisation, made.issuer, made.valid_to) == (clinic, "RFSL", datetime.date(2028, 4, 30))
    assert verbs() == ["resultchain.diploma_added"]
    other = client.post(url("diploma_new", place), sent(clinic, issuer="Någon annan"))
    assert other.status_code == 422
    assert "har redan ett diplom med det namnet" in other.text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": " "}, "fyllas i"),
        ({"name": "x" * 161}, "högst 160 tecken"),
        ({"issued_on": "2999-01-01"}, "Året kan inte stämma"),
        ({"issued_on": "2099-01-01"}, "Dagen har inte varit än"),
        ({"valid_to": "2025-04-30"}, "före dagen då diplomet utfärdades"),
        ({"organisation": "999999"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, place, clinic, coordinator, wrong, told):
    answer = client.post(url("diploma_new", place), sent(clinic, note="Min <b>text</b>") | wrong)
    assert answer.status_code == 422
    assert told in answer.text.replace("\xa0", " ")
    assert "Min &lt;b&gt;text&lt;/b&gt;" in answer.text
    assert not Diploma.objects.exists()


def test_of_two_who_change_it_the_later_one_is_told(client, place, clinic, coordinator):
    made = diploma(clinic, issued_on=datetime.date(2025, 5, 1))
    address = url("diploma_edit", place, made.pk)
    assert 'value="Hbtqi-diplom"' in client.get(address).text
    assert client.post(address, sent(clinic, version=1, valid_to="2027-05-01")).status_code == 302
    stale = client.post(address, sent(clinic, version=1, note="Min anteckning"))
    assert stale.status_code == 422
    assert "Kim Prov sparade" in stale.text
    assert "gäller till och med 1 maj 2027" in stale.text.replace("\xa0", " ")
    assert "Min anteckning" in stale.text
    made.refresh_from_db()
    assert (made.note, made.version) == ("", 2)
    assert 'name="version" value="2"' in stale.text
    assert client.post(address, sent(clinic, version=2, note="Min anteckning")).status_code == 302
    assert verbs() == ["resultchain.diploma_changed"] * 2
    assert Event.objects.earliest("pk").data == {"fields": ["valid_to"]}


def test_it_does_not_become_another_one(client, place, clinic, coordinator):
    diploma(clinic, "Ett", issued_on=datetime.date(2025, 5, 1))
    made = diploma(clinic, "Två", issued_on=datetime.date(2025, 5, 1))
    answer = client.post(url("diploma_edit", place, made.pk), sent(clinic, name="Ett", version=1))
    assert answer.status_code == 422
    assert "har redan ett diplom" in answer.text


def test_it_is_taken_away_after_a_question(client, place, clinic, coordinator):
    made = diploma(clinic)
    assert "Ta bort diplomet?" in client.get(url("diploma_remove", place, made.pk)).text
    assert Diploma.objects.exists()
    client.post(url("diploma_remove", place, made.pk))
    assert not Diploma.objects.exists()
    assert verbs() == ["resultchain.diploma_removed"]


@pytest.mark.parametrize("role", Role)
def test_who_reads_and_who_writes(client, place, clinic, role):
    made = diploma(clinic)
    client.force_login(factories.member(place, role))
    reads = role in {Role.COORDINATOR, Role.CONTRIBUTOR, Role.PARTICIPANT, Role.READER}
    writes = role in {Role.COORDINATOR, Role.CONTRIBUTOR}
    page = client.get(url("diplomas", place))
    assert page.status_code == (200 if reads else 403)
    assert ("Ändra" in page.text) == writes
    for name, args in (("diploma_new", []), ("diploma_edit", [made.pk]), ("diploma_remove", [made.pk])):
        assert client.get(url(name, place, *args)).status_code == (200 if writes else 403)


def test_a_unit_sees_its_own_and_nothing_above_or_beside(client, place, clinic):
    client.force_login(factories.member(clinic))
    theirs = diploma(place, "HEMLIGT")
    beside = diploma(factories.organisation("Annan", parent=place), "HEMLIGT OCKSÅ")
    diploma(clinic, "Vårt")
    text = client.get(url("diplomas", clinic)).text
    assert "Vårt" in text
    assert "HEMLIGT" not in text
    for other in (theirs, beside):
        assert client.get(url("diploma_edit", clinic, other.pk)).status_code == 404
    assert client.post(url("diploma_new", clinic), sent(place)).status_code == 422


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_one_and_three(
    client, place, clinic, coordinator, rows, django_assert_num_queries
):
    for number in range(rows):
        diploma(factories.organisation(f"Enhet {number}", parent=place))
        diploma(clinic, f"Diplom {number}")
    with django_assert_num_queries(10):
        client.get(url("diplomas", place))


def test_what_ends_soon_is_found_the_soonest_first(place, clinic):
    for number, name in ((90, "Sist"), (0, "Först"), (91, "För långt bort"), (-1, "Slut")):
        diploma(clinic, name, valid_to=TODAY + days(number))
    diploma(place, "Öppet")
    assert [one.name for one in ending_soon(place, TODAY)] == ["Först", "Sist"]
