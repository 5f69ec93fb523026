"""The board tells who has done what before which meeting, at one price for three participants and for sixty."""

import datetime

import pytest
from django.utils import timezone

from organisations.access import membership_at
from organisations.events import record
from organisations.models import Event, Role
from programmes.board import board, seen_from, unanswered
from programmes.found import place_in
from programmes.models import Acknowledgement, HomeWork, Part, Remark, Stage
from tests import factories
from tests.programmes.factories import expectation, group, meeting, participation, programme
from tests.programmes.pages import plain, url

pytestmark = pytest.mark.django_db

BOARD_QUERIES = 29


@pytest.fixture
def found():
    return programme()


@pytest.fixture
def leader(client, found):
    person = factories.member(found.owner)
    client.force_login(person)
    return person


def place_at(found, place, role=Role.COORDINATOR):
    here = membership_at(factories.member(place, role), place.slug)
    assert here is not None
    return place_in(here, found.pk)


def of(found, place=None):
    seen = place_at(found, place or found.owner)
    return board(seen, list(seen_from(seen).with_organisations()))


def remark(found, owner, by, *, days=0, **fields):
    return Remark.objects.create(
        programme=found,
        owner=owner,
        object_type="checklists.assessment",
        object_id="0",
        by_organisation=by,
        author=factories.user(),
        body="Hur gick det?",
        made_at=timezone.now() - datetime.timedelta(days=days),
        **fields,
    )


def test_who_has_done_what(client, found, leader):
    kalix, boden, pair, left = (factories.organisation(name) for name in ("Kalix", "Boden", "Lund", "Malmö"))
    one, mentor, two = (
        participation(found, kalix),
        participation(found, boden, part=Part.MENTOR),
        participation(found, pair, left),
    )
    for row, name in ((one, "a"), (mentor, "b"), (two, "c")):
        row.sort_key = name
        row.save()
    at = factories.occasion(factories.skr(), kalix, boden, pair, left, owner=found.owner)
    for place in (kalix, left):
        factories.assessment(place, at, "3" * 10)
    factories.assessment(boden, at, "3", submit=False)
    for_all = meeting(found, name="Träff 1", days=5, occasion=at, home_work="Gör något.")
    theirs = meeting(found, name="Träff 2", days=9, groups=[group(found, one)], occasion=at)
    HomeWork.objects.create(meeting=for_all, participation=one, finished_at=timezone.now())
    HomeWork.objects.create(meeting=for_all, participation=two)
    text = expectation(found)
    Acknowledgement.objects.create(participation=one, user=leader, version=text.version)
    made = of(found)
    assert [row.name for row in made.rows] == ["Kalix", "Boden", "Lund och Malmö"]
    assert [row.has_read for row in made.rows] == [True, None, False]
    first = [row.cells[0] for row in made.rows]
    assert [(cell.handed_in, cell.expected) for cell in first] == [(1, 1), (0, 1), (1, 2)]
    assert [cell.home_work for cell in first] == [True, None, False]
    assert [row.cells[1].is_for_them for row in made.rows] == [True, False, False]
    assert (made.next_rating.meeting, made.next_rating.done, made.next_rating.of) == (for_all, 1, 3)
    page = plain(client.get(url("status_board", found.owner, found.pk)))
    for words in (
        "1 av 3 har lämnat in skattningen inför Träff 1",
        "skattning saknas",
        "1 av 2 skattningar",
        "hemuppgift klar",
        "hemuppgift saknas",
        "inte för dem",
        theirs.name,
    ):
        assert words in page


def test_a_boards_own_assessment_counts_for_the_organisation_above_it(found):
    whole = factories.organisation()
    unit = factories.organisation(parent=whole, kind="board")
    other = factories.organisation(parent=whole, kind="board")
    participation(found, whole)
    participation(found, whole, units=[unit, other])
    at = factories.occasion(factories.invented(), whole, owner=found.owner)
    factories.assessment(unit, at, "3" * 12)
    meeting(found, occasion=at)
    assert [(row.cells[0].handed_in, row.cells[0].expected) for row in of(found).rows] == [(1, 1), (1, 2)]


def test_who_is_asked_nothing(found):
    at = factories.occasion(factories.skr(), found.owner)
    meeting(found, days=-30, occasion=at)
    meeting(found, days=30, occasion=at, name="Träff 2")
    meeting(found, days=31, name="Bara en träff")
    today = timezone.localdate()
    for name, stage, fields in (
        ("a", Stage.INVITED, {}),
        ("b", Stage.APPLIED, {}),
        ("c", Stage.DECLINED, {}),
        ("d", Stage.LEFT, {}),
        ("e", Stage.LEFT, {"left_on": today}),
        ("f", Stage.COMPLETED, {}),
    ):
        participation(found, factories.organisation(name), stage=stage, **fields)
    made = of(found)
    asked = [[cell.is_for_them for cell in row.cells] for row in made.rows]
    assert asked == [[False] * 2] * 4 + [[True, False], [True, True]]
    assert (made.next_rating.done, made.next_rating.of) == (0, 1)


def test_who_waits_for_an_answer(client, found, leader):
    kalix, boden = factories.organisation("Kalix"), factories.organisation("Boden")
    applied = participation(found, kalix, stage=Stage.APPLIED)
    event = record(actor=leader, organisation=kalix, verb="programmes.applied", obj=applied)
    assert event.pk
    silent = participation(found, factories.organisation("Lund"), stage=Stage.APPLIED)
    type(silent).objects.filter(pk=silent.pk).update(saved_at=timezone.now() - datetime.timedelta(days=3))
    asked = remark(found, kalix, boden, days=12)
    answered = remark(found, kalix, boden, days=20)
    remark(found, kalix, kalix, answers=answered)
    own = remark(found, kalix, boden, days=2)
    remark(found, kalix, boden, answers=own)
    remark(found, kalix, boden, days=30, closed_at=timezone.now())
    rows = unanswered(place_at(found, found.owner))
    assert [(row.who, row.whom, row.days) for row in rows] == [
        ("Boden", "Kalix", 12),
        ("Lund", "Ledarna", 3),
        ("Boden", "Kalix", 2),
        ("Kalix", "Ledarna", 0),
    ]
    assert asked.pk
    assert Event.objects.filter(verb="programmes.applied").exists()
    page = plain(client.get(url("status_board", found.owner, found.pk)))
    assert "Har väntat 12 dagar." in page
    assert "Hur gick det?" not in page


def test_a_node_sees_its_own_group(client, found):
    node, mine, other = (
        factories.organisation("Länet"),
        factories.organisation("Min"),
        factories.organisation("Andras"),
    )
    led = participation(found, mine)
    participation(found, other, stage=Stage.APPLIED)
    group(found, led, name="Länsgrupp", kind="node", leader=node)
    remark(found, other, mine)
    remark(found, mine, other, days=4)
    client.force_login(factories.member(node))
    page = plain(client.get(url("status_board", node, found.pk)))
    assert page.count(">Min ") == 1
    assert "väntar på svar från Min" in page
    assert "svar från Andras" not in page
    assert "Anmälde sig" not in page


def test_those_who_take_part_see_no_board(client, found):
    mine = factories.organisation()
    participation(found, mine)
    client.force_login(factories.member(mine))
    assert client.get(url("status_board", mine, found.pk)).status_code == 403
    assert url("status_board", mine, found.pk) not in client.get(url("programme", mine, found.pk)).text
    stranger = factories.organisation()
    client.force_login(factories.member(stranger))
    assert client.get(url("status_board", stranger, found.pk)).status_code == 404
    client.force_login(factories.member(found.owner, Role.READER))
    assert client.get(url("status_board", found.owner, found.pk)).status_code == 403


def test_an_empty_programme_says_what_comes(client, found, leader):
    assert "Ingen är inbjuden än" in plain(client.get(url("status_board", found.owner, found.pk)))


@pytest.mark.parametrize("rows", [3, 60])
def test_the_board_costs_the_same_with_three_and_with_sixty(
    client, found, leader, rows, django_assert_num_queries
):
    expectation(found)
    whole = group(found)
    at = factories.occasion(factories.skr(), found.owner)
    meetings = [
        meeting(
            found, days=number, name=f"Träff {number}", occasion=at, groups=[whole], home_work="Gör något."
        )
        for number in range(1, 7)
    ]
    for number in range(rows):
        place = factories.organisation(f"Plats {number}")
        stage = Stage.APPLIED if number % 3 == 0 else Stage.TAKES_PART
        one = participation(found, place, stage=stage)
        whole.members.create(participation=one, valid_from=found.starts_on)
        HomeWork.objects.create(meeting=meetings[0], participation=one, finished_at=timezone.now())
        remark(found, place, found.owner)
    with django_assert_num_queries(BOARD_QUERIES):
        page = client.get(url("status_board", found.owner, found.pk))
    assert page.text.count('<th scope="row">') == rows
