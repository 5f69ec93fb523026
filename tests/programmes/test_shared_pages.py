"""Who reads what was shared, and what they say about it."""

import datetime
import uuid

import pytest

from checklists.actions.assessments import submit_assessment
from checklists.actions.corrections import start_correction
from organisations.access import membership_at
from organisations.audiences import Choice, room
from organisations.models import Role
from programmes.actions import sharing as actions
from programmes.models import Remark, Stage
from programmes.waiting import waiting
from tests import factories
from tests.programmes.factories import participation
from tests.programmes.pages import plain, url, verbs
from tests.programmes.sharing_world import COMMENT, ends_yesterday, joint
from tests.resultchain.at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return joint()


def page(name, place, world, *args):
    return url(name, place, world.programme.pk, *args)


def reads(client, place, world, assessment):
    """Whether a member of the place sees it in the list and opens it; both say the same."""
    client.force_login(factories.member(place, Role.PARTICIPANT))
    listed = f"/delat/{assessment.pk}/" in client.get(page("shared", place, world)).text
    status = client.get(page("shared_assessment", place, world, assessment.pk)).status_code
    assert listed == (status == 200)
    return listed


def remark_by(place, world, assessment, body="Hur gjorde ni?", number=1):
    return actions.write_remark(
        by=factories.member(place, Role.MENTOR, name="Moa Mentor"),
        at=place,
        programme=world.programme,
        assessment=assessment,
        item=world.occasion.instrument.items.get(number=number),
        body=body,
        once=uuid.uuid4(),
    )


def test_exactly_those_shared_with_read_it(client, world):
    shared = world.handed_in(world.mentor, world.node, world.lead)
    everybody = [*world.offered(), world.other]
    assert [reads(client, place, world, shared) for place in everybody] == [
        False,
        True,
        True,
        True,
        False,
        False,
    ]
    client.force_login(factories.member(world.stranger))
    assert client.get(page("shared", world.stranger, world)).status_code == 404


def test_the_page_shows_values_words_and_who_reads(client, world):
    shared = world.handed_in(
        world.mentor, world.lead, toward_next=True, toward_note="På gång nu", evidence="KS 1"
    )
    client.force_login(factories.member(world.mentor, Role.MENTOR))
    text = plain(client.get(page("shared_assessment", world.mentor, world, shared.pk)))
    for words in ("Ägaren", COMMENT, "På gång nu", "KS 1", world.lead.name, "allmän handling", "av 30"):
        assert words in text, words
    world.choose(shared, world.mentor, with_words=False)
    text = plain(client.get(page("shared_assessment", world.mentor, world, shared.pk)))
    assert "av 30" in text
    assert "Bara siffrorna delas" in text
    for words in (COMMENT, "På gång nu", "KS 1"):
        assert words not in text, words


@pytest.mark.parametrize("leaves", ["mentor", "owner"])
def test_a_mentor_reads_only_while_both_are_in_the_group(client, world, leaves):
    shared = world.handed_in(world.mentor, world.lead)
    ends_yesterday(world.group.members.get(participation=world.parts[leaves]))
    assert not reads(client, world.mentor, world, shared)
    assert reads(client, world.lead, world, shared)


def test_who_left_the_programme_reads_nothing(client, world):
    shared = world.handed_in(world.mentor, world.evaluator)
    for part in ("mentor", "evaluator"):
        world.parts[part].stage = Stage.LEFT
        world.parts[part].save()
    assert not reads(client, world.mentor, world, shared)
    assert not reads(client, world.evaluator, world, shared)


@pytest.mark.parametrize(("days", "compiled", "seen"), [(-1, None, False), (0, None, True), (-9, 0, True)])
def test_an_evaluator_reads_until_the_last_day(client, world, days, compiled, seen):
    shared = world.handed_in(world.evaluator)
    today = factories.today()
    world.programme.ends_on = today + datetime.timedelta(days=days)
    world.programme.compiled_on = today if compiled is not None else None
    world.programme.save()
    assert reads(client, world.evaluator, world, shared) is seen


def test_a_draft_and_what_is_replaced_show_nowhere(client, world):
    shared = world.handed_in(world.mentor)
    copy, _new = start_correction(by=shared.created_by, assessment=shared, reason="Hemligt skäl")
    copy.ratings.filter(item__number=1).update(value=3)
    client.force_login(factories.member(world.mentor))
    assert client.get(page("shared_assessment", world.mentor, world, copy.pk)).status_code == 404
    submit_assessment(by=shared.created_by, assessment=copy)
    listed = client.get(page("shared", world.mentor, world)).text
    assert f"/delat/{copy.pk}/" in listed
    assert f"/delat/{shared.pk}/" not in listed
    for one in (copy, shared):
        assert "Hemligt skäl" in client.get(page("shared_assessment", world.mentor, world, one.pk)).text


def test_a_unit_of_a_partner_is_read_too(client, world):
    unit = factories.organisation("Nämnden", parent=world.owner)
    world.occasion.invitees.add(unit)
    draft = factories.assessment(unit, world.occasion, "2211221123", submit=False)
    client.force_login(draft.created_by)
    ids = [offer.organisation.pk for offer in room().offers(draft).rows]
    client.post(url("assessment_submit", unit, draft.pk), {"audiences": ids})
    assert reads(client, world.mentor, world, draft)
    assert not reads(client, world.other, world, draft)
    said = remark_by(world.mentor, world, draft)
    mine = membership_at(factories.member(world.owner), world.owner.slug)
    assert mine is not None
    assert any("väntar på svar" in thing.title for thing in waiting(mine))
    client.force_login(mine.user)
    listed = plain(client.get(page("shared", world.owner, world)))
    assert "Nämnden, Inför träff 1" in listed
    assert url("assessment_sharing", unit, draft.pk) in listed
    address = page("programme_remark", world.owner, world, draft.pk, said.pk)
    assert client.post(address, {"body": "Så", "once": ""}).status_code == 302
    assert client.get(page("programme_remark_new", world.owner, world, draft.pk, 1)).status_code == 403
    assert not any("väntar på svar" in thing.title for thing in waiting(mine))


def test_one_reads_only_what_hangs_on_the_programmes_meetings(client, world):
    shared = world.handed_in(world.mentor)
    world.programme.meetings.update(occasion=None)
    assert not reads(client, world.mentor, world, shared)


def test_the_owner_sees_its_own_and_with_whom(client, world):
    shared = world.handed_in(world.mentor)
    client.force_login(shared.created_by)
    text = plain(client.get(page("shared", world.owner, world)))
    assert "Delas med:" in text
    assert "Mentorn" in text
    assert "Partnern" not in text
    world.choose(shared)
    assert "Delas inte med någon" in client.get(page("shared", world.owner, world)).text
    assert client.get(page("shared_assessment", world.owner, world, shared.pk)).status_code == 200


def test_a_mentor_says_something_about_an_item_and_about_the_whole(client, world):
    shared = world.handed_in(world.mentor, world.lead)
    client.force_login(factories.member(world.mentor, Role.MENTOR, name="Moa Mentor"))
    for number, words in ((3, "Hur gjorde ni?"), (0, "Starkt jobbat")):
        address = page("programme_remark_new", world.mentor, world, shared.pk, number)
        assert client.get(address).status_code == 200
        sent = {"body": words, "once": str(uuid.uuid4())}
        for _click in range(2):
            assert client.post(address, sent).status_code == 302
    assert Remark.objects.count() == 2
    assert verbs() == ["shared", "remarked", "remarked"]
    assert client.post(address, sent | {"body": "Med andra ord"}).status_code == 302
    assert Remark.objects.count() == 3, "a form that comes back with other words says something new"
    client.force_login(shared.created_by)
    text = client.get(page("shared_assessment", world.owner, world, shared.pk)).text
    for words in ("Hur gjorde ni?", "Starkt jobbat", "Moa Mentor"):
        assert words in text
    assert "Tre öppna kommentarer" in client.get(page("shared", world.owner, world)).text


@pytest.mark.parametrize("body", ["", "  ", "\x00", "a" * 2001])
def test_what_cannot_be_said_is_told_and_kept(client, world, body):
    shared = world.handed_in(world.mentor)
    client.force_login(factories.member(world.mentor, Role.MENTOR))
    answer = client.post(
        page("programme_remark_new", world.mentor, world, shared.pk, 1), {"body": body, "once": "x"}
    )
    assert answer.status_code == 422
    assert "a" * 2001 not in body or body in answer.text
    assert not Remark.objects.exists()


def test_who_may_say_something(client, world):
    shared = world.handed_in(world.mentor)
    for place, role, status in [
        (world.mentor, Role.READER, 403),
        (world.owner, Role.COORDINATOR, 403),
        (world.partner, Role.COORDINATOR, 404),
        (world.other, Role.COORDINATOR, 404),
        (world.stranger, Role.COORDINATOR, 404),
    ]:
        client.force_login(factories.member(place, role))
        address = page("programme_remark_new", place, world, shared.pk, 1)
        assert client.post(address, {"body": "Hej"}).status_code == status, (place, role)
    client.force_login(factories.member(world.mentor))
    assert client.get(page("programme_remark_new", world.mentor, world, shared.pk, 99)).status_code == 404


def test_the_two_sides_answer_and_close_and_others_only_read(client, world):
    shared = world.handed_in(world.mentor, world.partner)
    said = remark_by(world.mentor, world, shared)
    args = (world, shared.pk, said.pk)
    client.force_login(shared.created_by)
    sent = {"body": "Så här gjorde vi", "once": str(uuid.uuid4())}
    for _click in range(2):
        assert client.post(page("programme_remark", world.owner, *args), sent).status_code == 302
    assert said.replies.count() == 1
    client.force_login(factories.member(world.partner))
    read = client.get(page("programme_remark", world.partner, *args))
    assert "Så här gjorde vi" in read.text
    assert "<textarea" not in read.text
    assert client.post(page("programme_remark", world.partner, *args), sent).status_code == 403
    assert client.post(page("programme_remark_close", world.partner, *args)).status_code == 403
    client.force_login(factories.member(world.mentor, Role.READER))
    assert client.post(page("programme_remark_close", world.mentor, *args)).status_code == 403
    client.force_login(factories.member(world.mentor, Role.MENTOR))
    assert client.get(page("programme_remark_close", world.mentor, *args)).status_code == 405
    for _click in range(2):
        assert client.post(page("programme_remark_close", world.mentor, *args)).status_code == 302
    late = client.post(page("programme_remark", world.mentor, *args), {"body": "Ett ord till"})
    assert late.status_code == 422
    for words in ("Ett ord till", "svaret är inte skickat", "kommentera/1/"):
        assert words in late.text, words
    assert ">Svara</button>" not in late.text
    assert verbs() == ["shared", "remarked", "remarked", "remark_closed"]
    assert "avslutad" in client.get(page("shared_assessment", world.mentor, world, shared.pk)).text


def test_of_two_who_answer_the_second_reads_the_first_answer_first(client, world):
    shared = world.handed_in(world.mentor)
    said = remark_by(world.mentor, world, shared)
    address = page("programme_remark", world.owner, world, shared.pk, said.pk)
    sent = {"body": "Mitt svar", "once": str(uuid.uuid4()), "heard": "0"}
    actions.answer_remark(by=shared.created_by, at=world.owner, remark=said, body="Först", once=uuid.uuid4())
    client.force_login(factories.member(world.owner))
    late = client.post(address, sent)
    assert late.status_code == 422
    for words in ("Någon har svarat", "Först", "Mitt svar", 'name="heard" value="1"'):
        assert words in late.text, words
    assert client.post(address, sent | {"heard": "1"}).status_code == 302
    assert [one.body for one in said.replies.order_by("pk")] == ["Först", "Mitt svar"]


def test_remarks_follow_a_correction_and_end_with_the_sharing(client, world):
    shared = world.handed_in(world.mentor)
    said = remark_by(world.mentor, world, shared)
    copy, _new = start_correction(by=shared.created_by, assessment=shared, reason="Fel")
    copy.ratings.filter(item__number=1).update(value=3)
    submit_assessment(by=shared.created_by, assessment=copy)
    client.force_login(factories.member(world.mentor))
    assert said.body in client.get(page("shared_assessment", world.mentor, world, copy.pk)).text
    assert "En öppen kommentar" in client.get(page("shared", world.mentor, world)).text
    world.choose(copy)
    assert client.get(page("programme_remark", world.mentor, world, copy.pk, said.pk)).status_code == 404
    client.force_login(shared.created_by)
    assert client.get(page("programme_remark", world.owner, world, copy.pk, said.pk)).status_code == 200


def test_who_is_no_longer_shared_with_says_nothing_more(client, world):
    shared, kept = (
        world.handed_in(world.mentor),
        factories.assessment(world.partner, world.occasion, "2" * 10),
    )
    said = remark_by(world.mentor, world, shared)
    client.force_login(factories.member(world.mentor, Role.MENTOR))
    there = [
        page("programme_remark_new", world.mentor, world, shared.pk, 1),
        page("programme_remark", world.mentor, world, shared.pk, said.pk),
        page("programme_remark_close", world.mentor, world, shared.pk, said.pk),
    ]
    world.choose(shared)
    elsewhere = page("programme_remark", world.mentor, world, kept.pk, said.pk)
    for address in (*there, elsewhere, page("programme_remark_new", world.mentor, world, 10**30, 1)):
        assert client.post(address, {"body": "Hej"}).status_code == 404, address
    said.refresh_from_db()
    assert Remark.objects.count() == 1
    assert said.closed_at is None


def test_there_is_room_for_so_many(world, monkeypatch):
    shared = world.handed_in(world.mentor)
    monkeypatch.setattr(actions, "MOST_REMARKS", 1)
    remark_by(world.mentor, world, shared)
    with pytest.raises(actions.TooManyError):
        remark_by(world.mentor, world, shared)


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_and_a_close_at_once_none_is_said_past_another():
    world = joint()
    shared = world.handed_in(world.mentor)
    said = remark_by(world.mentor, world, shared)
    by, sent = shared.created_by, {"at": world.owner, "remark": said, "body": "Så", "heard": 0}
    once, another = uuid.uuid4(), uuid.uuid4()
    errors = at_once(
        lambda: actions.answer_remark(by=by, once=once, **sent),
        lambda: actions.answer_remark(by=by, once=once, **sent),
        lambda: actions.answer_remark(by=said.author, once=another, **sent),
        lambda: actions.close_remark(by=by, at=world.owner, remark=said),
    )
    said.refresh_from_db()
    assert said.closed_at is not None
    assert {type(error) for error in errors} <= {actions.ClosedError, actions.MoreSaidError}
    closed = [error for error in errors if isinstance(error, actions.ClosedError)]
    assert said.replies.count() == (0 if len(closed) == 3 else 1)


@pytest.mark.parametrize(("name", "queries"), [("shared", 27), ("shared_assessment", 29)])
def test_the_pages_cost_the_same_with_one_and_three_rows(
    client, world, name, queries, django_assert_num_queries
):
    shared = world.handed_in(world.mentor)
    remark_by(world.mentor, world, shared)
    args = [shared.pk] if name == "shared_assessment" else []
    person = factories.member(world.mentor)
    client.force_login(person)
    with django_assert_num_queries(queries):
        client.get(page(name, world.mentor, world, *args))
    for number in range(2):
        place = factories.organisation(f"Till {number}")
        one = participation(world.programme, place)
        world.group.members.create(participation=one, valid_from=world.programme.starts_on)
        made = factories.assessment(place, world.occasion, "2211221123", submit=False)
        choice = Choice(frozenset({world.mentor.pk}))
        submit_assessment(by=made.created_by, assessment=made, shared=choice)
        remark_by(world.mentor, world, shared, number=2)
        remark_by(world.mentor, world, made)
    with django_assert_num_queries(queries):
        client.get(page(name, world.mentor, world, *args))


def test_the_lead_says_when_an_evaluator_reads(client, world):
    shared = world.handed_in(world.evaluator)
    one = world.parts["evaluator"]
    client.force_login(factories.member(world.lead, Role.PROGRAMME_LEAD))
    address = page("evaluator_days", world.lead, world, one.pk)
    assert client.get(address).status_code == 200
    today = factories.today()
    later, before = today + datetime.timedelta(days=2), today - datetime.timedelta(days=2)
    wrong = client.post(address, {"reads_from": later, "reads_to": before, "version": 1})
    assert wrong.status_code == 422
    assert "ligger före den första" in wrong.text
    sent = {"reads_from": later, "reads_to": "", "version": 1}
    for _click in range(2):
        assert client.post(address, sent).status_code == 302
    stale = client.post(address, {"reads_from": before, "reads_to": "", "version": 1})
    assert stale.status_code == 422
    assert not reads(client, world.evaluator, world, shared)
    client.force_login(factories.member(world.lead, Role.COORDINATOR))
    assert client.post(address, {"reads_from": before, "reads_to": today, "version": 2}).status_code == 302
    assert reads(client, world.evaluator, world, shared)
    assert "Utvärderare" in client.get(page("shared", world.evaluator, world)).text
    assert verbs() == ["shared", "participation_changed", "participation_changed"]


def test_only_the_lead_says_when_an_evaluator_reads(client, world):
    one, other = world.parts["evaluator"], world.parts["mentor"]
    client.force_login(factories.member(world.lead))
    assert client.get(page("evaluator_days", world.lead, world, other.pk)).status_code == 404
    for place in (world.evaluator, world.node, world.owner):
        client.force_login(factories.member(place))
        assert client.post(page("evaluator_days", place, world, one.pk)).status_code == 403


def test_a_remark_waits_for_the_owners_word(world):
    shared = world.handed_in(world.mentor)
    said = remark_by(world.mentor, world, shared)
    mine = membership_at(shared.created_by, world.owner.slug)
    assert mine is not None
    titles = [thing.title for thing in waiting(mine)]
    assert "En kommentar väntar på svar: Modellkommuner omgång 1" in titles
    reader = membership_at(factories.member(world.owner, Role.READER), world.owner.slug)
    assert reader is not None
    assert not any("väntar på svar" in thing.title for thing in waiting(reader))
    for by, at, is_waiting in ((mine.user, world.owner, False), (said.author, world.mentor, True)):
        actions.answer_remark(by=by, at=at, remark=said, body="Så", once=uuid.uuid4())
        assert any("väntar på svar" in thing.title for thing in waiting(mine)) is is_waiting
    actions.close_remark(by=said.author, at=world.mentor, remark=said)
    assert not any("väntar på svar" in thing.title for thing in waiting(mine))
