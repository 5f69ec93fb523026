"""The list of occasions and the start page: each role is shown what it can do, and nothing of others' ratings."""

import datetime

import pytest
from django.urls import reverse

from checklists.models import Assessment
from organisations.models import Membership, Role
from tests import factories

pytestmark = pytest.mark.django_db

WEEK = datetime.timedelta(days=7)


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Trelleborg")


@pytest.fixture
def at(place):
    return factories.occasion(factories.skr(), place, name="Inför träff 1", date=factories.today() + WEEK)


def listing(client, place):
    return client.get(reverse("checklists", args=[place.slug])).text


def start(client):
    return client.get(reverse("start")).text


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.PARTICIPANT])
def test_whoever_takes_part_is_asked_to_rate_alone(client, place, at, role):
    person = factories.member(place, role)
    client.force_login(person)
    begin = reverse("own_start", args=[place.slug, at.pk])
    assert begin in listing(client, place)
    assert "Skatta själv: Inför träff 1" in start(client)
    assert begin in start(client)
    own = factories.own_assessment(place, at, "22", by=person, finish=False)
    assert "Du har skattat 2 av 10 moment." in listing(client, place)
    assert reverse("own_assessment", args=[place.slug, own.pk]) in start(client)
    assert "2 av 10 moment är skattade." in start(client)
    own.finished_at = own.created_at
    own.save()
    assert "Du har skattat. Nu väntar den gemensamma skattningen." in listing(client, place)
    assert "Skatta själv" not in start(client)
    factories.assessment(place, at, "2" * 10)
    assert "Se resultatet" in listing(client, place)
    assert "Skatta själv" not in listing(client, place)
    assert "Se din egen skattning" in listing(client, place)


@pytest.mark.parametrize("role", [Role.READER, Role.MENTOR, Role.EVALUATOR, Role.PROGRAMME_LEAD])
def test_others_are_not_asked(client, place, at, role):
    client.force_login(factories.member(place, role))
    assert "Skatta själv" not in listing(client, place)
    assert "Skatta själv" not in start(client)


def test_an_old_occasion_waits_only_for_those_who_have_begun(client, place):
    at = factories.occasion(factories.skr(), place, name="För länge sedan")
    person = factories.member(place, Role.PARTICIPANT)
    client.force_login(person)
    assert "För länge sedan" not in start(client)
    factories.own_assessment(place, at, "2", by=person, finish=False)
    assert "För länge sedan" in start(client)


def test_the_coordinator_leads_to_the_differences_and_may_rate_alone(client, place, at):
    client.force_login(factories.member(place))
    differences = reverse("differences", args=[place.slug, at.pk])
    assert differences not in listing(client, place)
    assert reverse("own_start", args=[place.slug, at.pk]) in listing(client, place)
    factories.own_assessment(place, at, "2", by=factories.member(place, Role.PARTICIPANT), finish=False)
    factories.own_assessment(place, at, "2", by=factories.member(place, Role.PARTICIPANT))
    assert differences in listing(client, place)
    assert "En har skattat själv" in listing(client, place)
    assert "En person har skattat själv." in start(client)


def test_a_participant_is_not_told_how_many_others_have_rated(client, place, at):
    factories.own_assessment(place, at, "2", by=factories.member(place, Role.PARTICIPANT))
    client.force_login(factories.member(place, Role.PARTICIPANT))
    for text in (listing(client, place), start(client)):
        assert "har skattat själv" not in text


def test_a_correction_that_is_begun_is_the_coordinators_to_go_on_with(client, place, at):
    coordinator = factories.member(place)
    done = factories.assessment(place, at, "2" * 10, by=coordinator)
    made = Assessment.objects.create(
        organisation=place, occasion=at, version=2, corrects=done, correction_reason="Fel år"
    )
    link = reverse("assessment", args=[place.slug, made.pk])
    client.force_login(coordinator)
    assert link in listing(client, place)
    assert "Fortsätt rätta" in listing(client, place)
    client.force_login(factories.member(place, Role.PARTICIPANT))
    assert link not in listing(client, place)


def test_a_step_waits_for_its_owner_until_it_is_over(client, place, at):
    owner = factories.member(place, Role.READER)
    client.force_login(owner)
    step = factories.next_step(place, at, owner=owner, text="Ta fram en mall", due=factories.today() - WEEK)
    assert "Ta fram en mall" not in start(client)  # not decided yet
    factories.assessment(place, at, "2" * 10)
    text = start(client)
    assert "Nästa steg: Ta fram en mall" in text
    assert "Försenat." in text
    assert reverse("step_answer", args=[place.slug, step.pk]) in text
    step.state = "done"
    step.save()
    assert "Ta fram en mall" not in start(client)


def test_a_step_in_a_unit_waits_on_the_page_of_the_whole(client, place):
    board = factories.organisation("Nämnden", kind="board", parent=place)
    at = factories.occasion(factories.invented(), place)
    coordinator = factories.member(place)
    factories.assessment(board, at, "2" * 12, by=coordinator)
    step = factories.next_step(board, at, owner=coordinator, text="Nämndens steg")
    elsewhere = factories.organisation("Annanstad")
    Membership.objects.create(
        user=coordinator, organisation=elsewhere, role=Role.READER, valid_from=factories.DAY
    )
    client.force_login(coordinator)
    page = client.get(reverse("start"), {"organisation": place.slug}).text
    assert reverse("step_answer", args=[board.slug, step.pk]) in page
    assert "Nämnden." in page
    assert "Nämndens steg" not in client.get(reverse("start"), {"organisation": elsewhere.slug}).text


def test_a_step_whose_owner_has_left_waits_for_the_coordinator(client, place, at):
    owner = factories.member(place, Role.READER)
    factories.assessment(place, at, "2" * 10)
    step = factories.next_step(place, at, owner=owner)
    client.force_login(factories.member(place))
    assert "inte längre någon roll" not in start(client)
    Membership.objects.filter(user=owner).update(valid_to=factories.DAY)
    assert "Den ansvariga har inte längre någon roll här." in start(client)
    assert reverse("step_edit", args=[place.slug, step.pk]) in start(client)
    client.force_login(factories.member(place, Role.PARTICIPANT))
    assert "inte längre någon roll" not in start(client)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_participants_pages_cost_the_same_with_one_and_three_rows(
    client, place, rows, django_assert_num_queries
):
    person = factories.member(place, Role.PARTICIPANT)
    instrument = factories.skr()
    for index in range(rows + 1):
        done = factories.occasion(instrument, place, name=f"Gjord {index}")
        factories.assessment(place, done, "2" * 10)
        begun = factories.occasion(instrument, place, name=f"Ny {index}", date=factories.today() + WEEK)
        factories.own_assessment(place, begun, "2", by=person, finish=False)
    for done in place.occasions.filter(name__startswith="Gjord"):
        factories.next_step(place, done, owner=person)
    client.force_login(person)
    with django_assert_num_queries(23):
        client.get(reverse("start"))
    with django_assert_num_queries(15):
        client.get(reverse("checklists", args=[place.slug]))
