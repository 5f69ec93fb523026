"""The start page answers what waits for me now, for each role, in a constant number of queries."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.models import Membership, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Trelleborg")


def soon(days=7):
    return timezone.localdate() + datetime.timedelta(days=days)


def start(client, person, **query):
    client.force_login(person)
    return client.get(reverse("start"), query)


def test_a_new_coordinator_is_told_to_make_the_first_occasion(client, place):
    page = start(client, factories.member(place))
    assert "Skapa ert första skattningstillfälle" in page.text


def test_an_occasion_waits_until_it_is_handed_in(client, place):
    at = factories.occasion(factories.skr(), place, name="Inför träff 1", date=soon())
    coordinator = factories.member(place)
    page = start(client, coordinator)
    assert "Börja skatta" in page.text
    assert reverse("assessment_start", args=[place.slug, at.pk]) in page.text
    factories.assessment(place, at, "33", by=coordinator, submit=False)
    assert "2 av 10 moment är skattade." in start(client, coordinator).text
    place.assessments.get().delete()
    factories.assessment(place, at, "3" * 10, by=coordinator)
    page = start(client, coordinator)
    assert "Fortsätt skatta" not in page.text
    assert "Tio av tio moment har nått den högsta nivån" in page.text


def test_an_old_occasion_that_nobody_began_with_does_not_wait(client, place):
    factories.occasion(factories.skr(), place, name="För länge sedan", date=soon(-200))
    assert "För länge sedan" not in start(client, factories.member(place)).text


def test_a_reader_gets_the_result_and_never_the_draft(client, place):
    instrument = factories.skr()
    done = factories.occasion(instrument, place, name="Inlämnat tillfälle")
    begun = factories.occasion(instrument, place, name="Påbörjat tillfälle", date=soon())
    factories.assessment(place, done, "3" * 10)
    factories.assessment(place, begun, "1", submit=False)
    page = start(client, factories.member(place, Role.READER))
    assert "Resultat: Inlämnat tillfälle" in page.text
    assert "Påbörjat tillfälle" not in page.text


def test_several_organisations_are_shown_one_at_a_time(client, place):
    other = factories.organisation("Ängelholm")
    person = factories.member(place)
    Membership.objects.create(user=person, organisation=other, role=Role.READER, valid_from=factories.DAY)
    assert "samordnare i Trelleborg" in start(client, person).text
    assert "i Ängelholm" in start(client, person, organisation=other.slug).text
    stranger = factories.organisation("Främlingsstad")
    assert "Främlingsstad" not in start(client, person, organisation=stranger.slug).text


def test_somebody_without_a_role_is_told_whom_to_ask(client):
    assert "Be samordnaren" in start(client, factories.user()).text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_with_one_and_three_occasions(client, place, rows, django_assert_num_queries):
    instrument = factories.skr()
    coordinator = factories.member(place)
    for index in range(rows + 1):  # with one more, so that there is something earlier in both cases
        at = factories.occasion(instrument, place, name=f"Träff {index}")
        factories.assessment(place, at, "3" * 10, by=coordinator)
        factories.occasion(instrument, place, name=f"Kommande {index}", date=soon())
    client.force_login(coordinator)
    with django_assert_num_queries(32):
        client.get(reverse("start"))
