"""What a programme asks of somebody stands on the start page, for the role that can do it, and goes when it is done."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.access import membership_at
from organisations.models import Role
from programmes.models import Acknowledgement, HomeWork, Part, Stage
from programmes.waiting import waiting
from tests import factories
from tests.programmes.factories import expectation, group, meeting, participation, programme
from tests.programmes.pages import plain, url

pytestmark = pytest.mark.django_db

WAITING_QUERIES = 9


@pytest.fixture
def found():
    return programme()


@pytest.fixture
def mine():
    return factories.organisation("Kalix")


def at(place, role=Role.COORDINATOR):
    return membership_at(factories.member(place, role), place.slug)


def titles(membership, only=None):
    return [thing.title for thing in waiting(membership, only)]


def test_an_invitation_waits_for_the_coordinator(found, mine):
    asked = participation(found, mine, stage=Stage.INVITED)
    things = waiting(at(mine))
    assert [thing.title for thing in things] == ["Ni är inbjudna till Satsningen omgång 1"]
    assert things[0].url == url("participation", mine, found.pk, asked.pk)
    for role in (Role.CONTRIBUTOR, Role.READER, Role.PARTICIPANT):
        assert titles(at(mine, role)) == []
    asked.stage = Stage.DECLINED
    asked.save()
    assert titles(at(mine)) == []


def test_a_draft_and_what_is_over_ask_for_nothing(mine):
    today = timezone.localdate()
    participation(programme(is_open=False), mine, stage=Stage.INVITED)
    over = programme(
        name="Över", starts_on=today - datetime.timedelta(9), ends_on=today - datetime.timedelta(1)
    )
    participation(over, mine, stage=Stage.INVITED)
    assert titles(at(mine)) == []


def test_the_lead_answers_those_who_have_applied(found, mine):
    participation(found, mine, stage=Stage.APPLIED)
    assert titles(at(found.owner, Role.PROGRAMME_LEAD)) == [
        "En anmälan väntar på besked: Satsningen omgång 1"
    ]
    participation(found, factories.organisation(), stage=Stage.APPLIED)
    assert titles(at(found.owner)) == ["Två anmälningar väntar på besked: Satsningen omgång 1"]
    assert titles(at(found.owner, Role.CONTRIBUTOR)) == []


def test_a_role_is_to_be_read_once_a_version(found, mine):
    row = expectation(found)
    one = participation(found, mine)
    me = at(mine, Role.PARTICIPANT)
    assert titles(me) == ["Läs vad rollen som deltagare innebär: Satsningen omgång 1"]
    Acknowledgement.objects.create(participation=one, user=me.user, version=1)
    assert titles(me) == []
    row.version = 2
    row.save()
    assert len(titles(me)) == 1
    one.stage = Stage.INVITED
    one.save()
    assert titles(me) == []


def test_the_next_meeting_within_a_month_is_told_to_those_it_is_for(found, mine):
    one = participation(found, mine)
    meeting(found, name="Förra", days=-3)
    meeting(found, name="Andras", days=2, groups=[group(found, name="Andra gruppen")])
    near = meeting(found, name="Vår", days=20, groups=[group(found, one)])
    meeting(found, name="Senare", days=25)
    meeting(found, name="Långt bort", days=45)
    things = waiting(at(mine, Role.CONTRIBUTOR))
    assert [thing.title for thing in things] == ["Nästa träff: Vår"]
    assert things[0].due == timezone.localdate(near.starts_at)
    assert titles(at(found.owner)) == ["Nästa träff: Andras"]


def test_a_group_that_one_has_left_asks_for_nothing(found, mine):
    one = participation(found, mine)
    ours = group(found, one)
    ours.members.update(valid_to=timezone.localdate())
    meeting(found, name="Vår", days=20, groups=[ours])
    assert titles(at(mine)) == []


def test_home_work_waits_until_the_next_meeting(found, mine):
    one = participation(found, mine)
    mentor = factories.organisation()
    participation(found, mentor, part=Part.MENTOR)
    meeting(found, name="Första", days=-40, home_work="Gammalt.")
    asked = meeting(found, name="Andra", days=-9, home_work="Pröva något.")
    later = meeting(found, name="Tredje", days=12)
    things = waiting(at(mine, Role.PARTICIPANT))
    assert [thing.title for thing in things] == ["Hemuppgift från Andra", "Nästa träff: Tredje"]
    assert (things[0].due, things[0].text) == (timezone.localdate(later.starts_at), "Den tas upp på Tredje.")
    assert titles(at(mentor)) == ["Nästa träff: Tredje"]
    assert titles(at(mine, Role.EVALUATOR)) == ["Nästa träff: Tredje"]
    done = HomeWork.objects.create(meeting=asked, participation=one)
    assert len(titles(at(mine))) == 2
    done.finished_at = timezone.now()
    done.save()
    assert titles(at(mine)) == ["Nästa träff: Tredje"]


def test_one_programme_shows_its_own(client, found, mine):
    participation(found, mine, stage=Stage.INVITED)
    other = programme(name="Annan")
    participation(other, mine, stage=Stage.INVITED)
    assert titles(at(mine), other) == ["Ni är inbjudna till Annan omgång 1"]
    client.force_login(factories.member(mine))
    page = plain(client.get(url("programme", mine, other.pk)))
    assert "Det här väntar på er" in page
    assert "Svara på inbjudan" in page
    assert "Satsningen omgång 1" not in page
    start = plain(client.get(reverse("start")))
    assert "Ni är inbjudna till Annan omgång 1" in start
    assert ">Satsningar<" in start


@pytest.mark.parametrize("rows", [1, 3])
def test_waiting_costs_the_same_with_one_and_three(mine, rows, django_assert_num_queries):
    for number in range(rows):
        found = programme(name=f"Nummer {number}")
        expectation(found)
        one = participation(found, mine)
        ours = group(found, one)
        meeting(found, days=-5, name="Förra", groups=[ours], home_work="Pröva.")
        meeting(found, days=5, groups=[ours])
    me = at(mine)
    with django_assert_num_queries(WAITING_QUERIES):
        assert len(waiting(me)) == min(rows * 3, 6)
