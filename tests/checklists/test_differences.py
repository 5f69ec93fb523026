"""Where own ratings differ: only finished ones count, and nobody is asked about what nobody rated."""

import io
import zipfile
from fractions import Fraction

import pytest
from django.urls import reverse

from checklists.differences import by_item, differences, differing_items
from organisations.models import Event, Function, Role
from reports.actions.freezing import order_report
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Trelleborg")


@pytest.fixture
def at(place):
    return factories.occasion(factories.skr(), place)


def own(place, at, digits, **more):
    return factories.own_assessment(place, at, digits, by=factories.member(place, "participant"), **more)


def test_items_differ_when_two_answers_differ(place, at, django_assert_num_queries):
    own(place, at, "1223-")
    assert differing_items(place, at) == frozenset()
    own(place, at, "1322233333", finish=False)
    assert differing_items(place, at) == frozenset()
    own(place, at, "1232")
    with django_assert_num_queries(1):
        assert differing_items(place, at) == {3, 4}


def test_not_applicable_is_an_answer_and_unrated_is_none(place):
    at = factories.occasion(factories.invented(), place)
    own(place, at, "n1n-")
    own(place, at, "2-n1")
    assert differing_items(place, at) == {1}


def test_other_organisations_and_occasions_do_not_count(place, at):
    other = factories.organisation("Annanstad")
    at.invitees.add(other)
    own(place, at, "1")
    own(other, at, "2")
    own(place, factories.occasion(at.instrument, place, name="Träff 2"), "3")
    assert differing_items(place, at) == frozenset()


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place)
    client.force_login(person)
    return person


def page(client, place, at):
    return client.get(reverse("differences", args=[place.slug, at.pk]))


def rate_alone(place, at):
    chief = Function.objects.get(key="chef")
    factories.own_assessment(
        place,
        at,
        "1233333333",
        by=factories.member(place, Role.PARTICIPANT, name="Alex Ek"),
        comment="Beslutet gäller inte alla",
    )
    factories.own_assessment(
        place, at, "3233333333", by=factories.member(place, Role.CONTRIBUTOR, name="Bo Al"), function=chief
    )
    factories.own_assessment(
        place,
        at,
        "1111111111",
        by=factories.member(place, Role.PARTICIPANT, name="Ciel Bok"),
        comment="INTE KLART",
        finish=False,
    )
    factories.member(place, Role.PARTICIPANT, name="Disa Gran")


def test_the_coordinator_reads_where_people_differ_and_not_what_is_unfinished(client, place, at, coordinator):
    rate_alone(place, at)
    text = page(client, place, at).text
    assert "Ni ser olika på ett av tio moment" in text
    assert "Störst skillnad: ”Politiskt beslut”, två nivåer." in text
    assert "En svarade 1, en svarade 3." in text
    assert "Beslutet gäller inte alla" in text
    assert "Alex Ek" in text
    assert "INTE KLART" not in text
    for name in ("Ciel Bok", "Disa Gran"):
        assert name in text
    shown = differences(place, at)
    assert [(str(row.function), row.people, row.mean) for row in shown.functions] == [
        ("politiker", 1, Fraction(27, 10)),
        ("chef", 1, Fraction(29, 10)),
    ]
    assert [person.name for person in shown.waiting] == ["Disa Gran"]


def test_the_page_stands_before_the_draft_and_after_handing_in(client, place, at, coordinator):
    assert "Ingen är klar med sin egen skattning än" in page(client, place, at).text
    rate_alone(place, at)
    assert reverse("assessment_start", args=[place.slug, at.pk]) in page(client, place, at).text
    factories.assessment(place, at, "2" * 10, by=coordinator, comment="Så enades vi")
    text = page(client, place, at).text
    assert "Ni kom överens om 2." in text
    assert "Börja skatta" not in text


def test_one_finished_rating_is_no_difference(client, place, at, coordinator):
    own(place, at, "1")
    text = page(client, place, at).text
    assert "En person är klar med sin egen skattning" in text
    assert "Störst skillnad" not in text


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_nobody_else_sees_what_others_rated_alone(client, place, at, role):
    rate_alone(place, at)
    unit = factories.organisation("Nämnden", kind="board", parent=place)
    person = factories.member(place, role)
    factories.own_assessment(place, at, "2" * 10, by=person)
    factories.assessment(place, at, "2" * 10, comment="Så enades vi")
    unit_coordinator = factories.member(unit)
    elsewhere = factories.member(factories.organisation("Annanstad"))
    for reader, status in [(person, 403), (unit_coordinator, 404), (elsewhere, 404)]:
        client.force_login(reader)
        assert page(client, place, at).status_code == status
        agreed = place.assessments.get()
        for address in [
            reverse("start"),
            reverse("checklists", args=[place.slug]),
            reverse("assessment_result", args=[place.slug, agreed.pk]),
            reverse("assessment_csv", args=[place.slug, agreed.pk]),
            reverse("events", args=[place.slug]),
            reverse("movement", args=[place.slug]),
            reverse("movement_csv", args=[place.slug]),
            reverse("steps", args=[place.slug]),
            reverse("export_csv", args=[place.slug]),
            reverse("export_xlsx", args=[place.slug]),
            reverse("export_workbook", args=[place.slug]),
        ]:
            text = everything_in(client.get(address).content)
            assert "Beslutet gäller inte alla" not in text
            assert "Alex Ek" not in text


def everything_in(content):
    """The answer as text; a workbook is a packed folder of texts."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


def test_the_log_tells_nothing_of_what_was_rated(client, place, at, coordinator):
    client.post(reverse("own_start", args=[place.slug, at.pk]))
    mine = place.own_assessments.get()
    client.post(reverse("own_item", args=[place.slug, mine.pk, 1]), {"m1": "3", "m1-kommentar": "Hemligt"})
    client.post(reverse("own_finish", args=[place.slug, mine.pk]))
    assert {str(event.data) for event in Event.objects.all()} == {"{}"}


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_with_one_and_three_people(
    client, place, at, coordinator, people, django_assert_num_queries
):
    for _one in range(people):
        own(place, at, "1" * 10, comment="Så ser jag det")
        own(place, at, "2", finish=False)
        factories.member(place, Role.PARTICIPANT)
    with django_assert_num_queries(15):
        page(client, place, at)


@pytest.mark.parametrize("people", [1, 3])
def test_the_draft_is_told_of_each_item_in_two_queries(place, at, people, django_assert_num_queries):
    for digits in ["12", "22", "32"][:people]:
        own(place, at, digits)
    with django_assert_num_queries(2):
        found = by_item(place, at)
    assert set(found) == {1, 2}
    assert found[1].differs == (people > 1)
    assert not found[2].differs


@pytest.mark.django_db(transaction=True)
def test_a_report_holds_no_own_rating(place, at):
    rate_alone(place, at)
    coordinator = factories.member(place)
    factories.assessment(place, at, "2" * 10, by=coordinator, comment="Så enades vi")
    report, _created = order_report(
        by=coordinator, kind="lagesrapport", organisation=place, options={}, language="sv"
    )
    assert "Beslutet gäller inte alla" not in str(report.snapshot)
    assert "Alex Ek" not in str(report.snapshot)
