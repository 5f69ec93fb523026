"""What those see and do who stand at the edge of a programme: asked, gone, moved on, after their days, or very many."""

import datetime
import io
import uuid
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.models import Role
from programmes import meeting_page
from programmes.document_files import DocumentError, checked
from programmes.models import HomeWork, Participation, Stage
from tests import factories
from tests.programmes.factories import group, meeting, participation, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def found():
    return programme()


@pytest.fixture
def lead(found):
    return factories.member(found.owner, Role.PROGRAMME_LEAD)


def url(name, place, where, *more):
    return reverse(name, args=[place.slug, where.pk, *more])


def test_an_evaluator_reads_no_notes_after_its_days(client, found):
    place = factories.organisation()
    yesterday = factories.today() - datetime.timedelta(days=1)
    days = participation(found, place, part="evaluator")
    held = meeting(found, days=-5, notes="Det som sades")
    client.force_login(factories.member(place, Role.EVALUATOR))
    assert "Det som sades" in client.get(url("meeting", place, found, held.pk)).text
    Participation.objects.filter(pk=days.pk).update(reads_to=yesterday)
    assert "Det som sades" not in client.get(url("meeting", place, found, held.pk)).text


@pytest.mark.parametrize("stage", [Stage.INVITED, Stage.DECLINED])
def test_partners_see_nobody_in_a_group_who_was_only_asked(client, found, lead, stage):
    place, asked = factories.organisation("Vi"), factories.organisation("Frågade")
    first = group(found, participation(found, place), participation(found, asked, stage=stage))
    for person, where, seen in ((lead, found.owner, True), (factories.member(place), place, False)):
        client.force_login(person)
        for address in (url("group", where, found, first.pk), url("groups", where, found)):
            assert ("Frågade" in client.get(address).text) is seen


@pytest.mark.parametrize("stage", [Stage.LEFT, Stage.DECLINED])
def test_who_left_or_said_no_sees_no_group_from_that_day_on(client, found, stage):
    place = factories.organisation()
    first = group(found, participation(found, place, stage=stage))
    client.force_login(factories.member(place))
    assert client.get(url("group", place, found, first.pk)).status_code == 404


def test_a_node_leads_nobody_who_has_moved_on_to_another_county(client, found):
    node, other, place = (factories.organisation(name) for name in ("Länet", "Andra länet", "Flyttade"))
    moved = participation(found, place)
    ours = group(found, moved, name="A", kind="node", leader=node)
    client.force_login(factories.member(node))
    assert client.get(url("participation_leave", node, found, moved.pk)).status_code == 200
    ours.members.update(valid_to=factories.today() - datetime.timedelta(days=3))
    group(found, moved, name="B", kind="node", leader=other)
    assert client.get(url("participation_leave", node, found, moved.pk)).status_code == 403
    assert "Flyttade" not in client.get(url("status_board", node, found)).text
    back = {"name": "A", "members": [moved.pk], "day": factories.today().isoformat(), "version": 1}
    assert client.post(url("group_edit", node, found, ours.pk), back).status_code == 302
    assert not ours.members.filter(valid_to=None).exists()


def test_a_node_names_no_evaluator_who_would_read_the_whole_programme(client, found, lead):
    node = factories.organisation("Länet")
    ours = group(found, name="A", kind="node", leader=node)
    factories.organisation("Forskarna")
    typed = {"part": "evaluator", "who": "Forskarna", "group": ours.pk}
    for person, where, status in ((factories.member(node), node, 422), (lead, found.owner, 302)):
        client.force_login(person)
        assert client.post(url("participation_new", where, found), typed).status_code == status


def test_a_node_is_told_of_who_takes_part_in_another_group(client, found):
    node, place = factories.organisation("Länet"), factories.organisation("Redan med")
    participation(found, place, stage=Stage.INVITED)
    ours = group(found, name="A", kind="node", leader=node)
    client.force_login(factories.member(node))
    typed = {"part": "participant", "who": "Redan med", "group": ours.pk}
    answer = client.post(url("participation_new", node, found), typed)
    assert answer.status_code == 422
    assert "Redan med i samma roll: Redan med." in answer.text


def test_a_reader_reads_no_draft_of_home_work(client, found):
    place = factories.organisation()
    held = meeting(found, days=-5, home_work="Gör")
    HomeWork.objects.create(meeting=held, participation=participation(found, place), plan="Halvfärdigt")
    for role, seen in ((Role.CONTRIBUTOR, True), (Role.READER, False)):
        client.force_login(factories.member(place, role))
        assert ("Halvfärdigt" in client.get(url("meeting", place, found, held.pk)).text) is seen


def test_the_last_of_many_finds_what_to_do_at_a_meeting(client, found, monkeypatch):
    monkeypatch.setattr(meeting_page, "CAME_A_PAGE", 2)
    monkeypatch.setattr(meeting_page, "WORKS_A_PAGE", 1)
    held = meeting(found, home_work="Gör")
    for name in ("Ale", "Boden", "Östersund"):
        place = factories.organisation(name)
        HomeWork.objects.create(
            meeting=held,
            participation=participation(found, place),
            plan=f"Svar från {name}",
            finished_at=timezone.now(),
        )
    client.force_login(factories.member(place))
    address = url("meeting", place, found, held.pk)
    first, second = client.get(address).text, client.get(f"{address}?sida=2&svar=3").text
    assert "Svara på hemuppgiften" in first
    assert "Berätta om behov" in first
    assert ("Svar från Ale" in first, "Svar från Östersund" in first) == (True, False)
    assert "Svar från Östersund" in second
    assert "Skriv närvaro" in second


def test_the_board_shows_the_meetings_around_today_and_a_node_its_own(client, found, lead):
    node = factories.organisation("Länet")
    ours = group(found, participation(found, factories.organisation()), name="A", kind="node", leader=node)
    theirs = group(found, name="B")
    for number in range(31):
        meeting(found, days=number - 100, name=f"Gammal {number} träff", home_work="Gör", groups=[theirs])
    meeting(found, days=5, name="Kommande", home_work="Gör", groups=[ours])
    client.force_login(lead)
    board = client.get(url("status_board", found.owner, found)).text
    assert "Kommande" in board
    assert ("Gammal 1 träff" in board, "Gammal 2 träff" in board) == (False, True)
    client.force_login(factories.member(node))
    board = client.get(url("status_board", node, found)).text
    assert ("Kommande" in board, "Gammal" in board) == (True, False)


def test_a_letter_that_comes_back_with_other_words_is_another(client, lead, found):
    place, other = factories.organisation(), programme(found.owner, name="Andra")
    for each in (found, other):
        participation(each, place, contact_name="Ann", contact_email="ann@example.se")
    client.force_login(lead)
    typed = {"once": str(uuid.uuid4()), "subject": "Hej", "body": "Välkomna.", "send": "1"}
    for _click in range(2):
        assert client.post(url("letter_new", found.owner, found), typed).status_code == 302
    assert client.post(url("letter_new", found.owner, other), typed).status_code == 302
    assert client.post(url("letter_new", found.owner, found), typed | {"subject": "Nytt"}).status_code == 302
    assert sorted(found.letters.values_list("subject", flat=True)) == ["Hej", "Nytt"]
    assert other.letters.count() == 1


def test_nobody_comes_to_take_part_twice_in_the_same_way(client, found, lead):
    place = factories.organisation("Vi")
    unit = factories.organisation("Nämnden", parent=place, kind="board")
    participation(found, place)
    chosen = participation(found, place, units=[unit])
    gone = participation(found, place, stage=Stage.LEFT)
    client.force_login(factories.member(place))
    typed = {"version": "1", "contact_name": "Ann", "contact_email": "ann@example.se"}
    answer = client.post(url("participation_edit", place, found, chosen.pk), typed)
    assert answer.status_code == 422
    assert "Redan med i samma roll: Vi." in answer.text
    assert list(chosen.units.all()) == [unit]
    client.force_login(lead)
    answer = client.post(url("participation_admit", found.owner, found, gone.pk), {"version": "1"})
    assert answer.status_code == 422
    assert "Redan med i samma roll: Vi." in answer.text


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "²", "x"])
def test_a_need_by_a_number_that_cannot_be_is_gone(client, found, number):
    place = factories.organisation()
    participation(found, place)
    held = meeting(found)
    client.force_login(factories.member(place))
    assert client.post(url("meeting_needs", place, found, held.pk), {"withdraw": number}).status_code == 302


def test_an_archive_that_cannot_be_unpacked_is_told():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "en lista " * 100)
        archive.writestr("word/document.xml", "text")
    broken = bytearray(out.getvalue())
    for place in range(49, 61):  # after the part's head of 30 octets and its name of 19
        broken[place] ^= 0xFF
    with pytest.raises(DocumentError):
        checked("a.docx", bytes(broken))
