"""Meetings: who calls to them, who sees what of them, and that nobody writes over what they have not seen."""

import datetime

import pytest
from django.urls import reverse

from organisations.models import Event, Role
from programmes.models import Meeting, Stage
from tests import factories
from tests.programmes.factories import group, meeting, participation, programme

pytestmark = pytest.mark.django_db

TYPED = {
    "kind": "benchmarking",
    "name": "Benchmarkingträff 2",
    "day": "2027-06-01",
    "starts": "09:30",
    "ends": "12.00",
    "place": "Malmö",
}


@pytest.fixture
def found():
    return programme()


@pytest.fixture
def lead(found):
    return factories.member(found.owner, Role.PROGRAMME_LEAD)


def url(name, place, where, *more):
    return reverse(name, args=[place.slug, where.pk, *more])


def test_the_lead_calls_to_a_meeting_in_swedish_time(client, found, lead):
    client.force_login(lead)
    functions = factories.functions()
    ours = group(found, participation(found, factories.organisation()))
    occasion = factories.occasion(factories.skr(), factories.organisation(), owner=found.owner)
    typed = TYPED | {"groups": [ours.pk], "functions": [functions[0].pk], "occasion": occasion.pk}
    for _click in range(2):
        answer = client.post(url("meeting_new", found.owner, found), typed)
    made = Meeting.objects.get()
    assert answer.url == url("meeting", found.owner, found, made.pk)
    assert made.starts_at == datetime.datetime(2027, 6, 1, 7, 30, tzinfo=datetime.UTC)
    assert made.ends_at == datetime.datetime(2027, 6, 1, 10, 0, tzinfo=datetime.UTC)
    assert (list(made.groups.all()), list(made.functions.all())) == ([ours], [functions[0]])
    assert made.occasion == occasion
    assert Event.objects.get(verb="programmes.meeting_made").object_id == str(made.pk)
    page = client.get(answer.url).text
    assert "Benchmarkingträff 2" in page
    assert "<dd>1\xa0juni\xa02027\xa0kl.\xa009.30–12.00</dd>" in page
    Meeting.objects.update(ends_at=made.ends_at + datetime.timedelta(days=1))
    assert "09.30 – 2\xa0juni\xa02027\xa0kl.\xa012.00</dd>" in client.get(answer.url).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"ends": "08:00"}, "Träffen slutar innan den börjar."),
        ({"starts": "25:00"}, "Skriv tiden som timme och minut"),
        ({"day": "nästa vecka"}, "Skriv datumet som år-månad-dag"),
        ({"name": ""}, "Vad heter träffen?"),
        ({"groups": ["999999"]}, "grupper"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(client, found, lead, typed, told):
    client.force_login(lead)
    group(found, participation(found, factories.organisation()))
    answer = client.post(url("meeting_new", found.owner, found), TYPED | typed)
    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="Malmö"' in answer.text
    assert not Meeting.objects.exists()


def test_an_occasion_or_group_of_somebody_else_is_no_choice(client, found, lead):
    client.force_login(lead)
    foreign = factories.occasion(factories.skr(), factories.organisation("Andra"), name="Hemligt tillfälle")
    other = group(programme(name="Annan"), name="Hemlig grupp")
    for typed in ({"occasion": foreign.pk}, {"groups": [other.pk]}):
        answer = client.post(url("meeting_new", found.owner, found), TYPED | typed)
        assert answer.status_code == 422
        assert "Hemlig" not in answer.text
        assert "error-summary" in answer.text
    assert not Meeting.objects.exists()


def test_a_county_node_calls_only_its_own_groups(client, found):
    node = factories.organisation("Länet")
    ours = group(found, name="Vår", kind="node", leader=node)
    theirs = group(found, name="Deras")
    for_all, own = meeting(found), meeting(found, groups=[ours])
    client.force_login(factories.member(node))
    address = url("meeting_new", node, found)
    assert client.post(address, TYPED).status_code == 422
    assert client.post(address, TYPED | {"groups": [theirs.pk]}).status_code == 422
    assert client.post(address, TYPED | {"groups": [ours.pk]}).status_code == 302
    assert client.get(url("meeting_edit", node, found, own.pk)).status_code == 200
    assert client.get(url("meeting_edit", node, found, for_all.pk)).status_code == 403


@pytest.mark.parametrize("name", ["meeting_edit", "meeting_notes", "meeting_remove"])
def test_a_participant_changes_no_meeting(client, found, name):
    place = factories.organisation()
    participation(found, place)
    held = meeting(found)
    client.force_login(factories.member(place))
    assert client.get(url(name, place, found, held.pk)).status_code == 403
    assert client.post(url(name, place, found, held.pk), TYPED).status_code == 403
    assert client.get(url("meeting_new", place, found)).status_code == 403
    client.force_login(factories.member(factories.organisation()))
    assert client.get(url(name, place, found, held.pk)).status_code == 404


def test_a_meeting_of_others_is_not_found(client, found):
    place = factories.organisation()
    participation(found, place)
    theirs = meeting(found, groups=[group(found, participation(found, factories.organisation()))])
    elsewhere = meeting(programme(name="Annan"))
    client.force_login(factories.member(place))
    for one in (theirs, elsewhere):
        for name in ("meeting", "meeting_ics", "meeting_attendance", "meeting_needs", "home_work"):
            assert client.get(url(name, place, found, one.pk)).status_code == 404


def test_only_what_calendars_hold_raises_the_sequence(client, found, lead):
    held = meeting(found, name="Träffen")
    client.force_login(lead)
    address = url("meeting_edit", found.owner, found, held.pk)
    assert client.post(address, TYPED | {"version": "1"}).status_code == 302
    held.refresh_from_db()
    assert (held.sequence, held.version) == (1, 2)
    again = TYPED | {"version": "2", "agenda": "Fika"}
    assert client.post(address, again).status_code == 302
    held.refresh_from_db()
    assert (held.sequence, held.version) == (1, 3)
    assert client.post(address, again).status_code == 302
    held.refresh_from_db()
    assert held.version == 3


def test_an_older_page_changes_nothing_and_shows_both(client, found, lead):
    held = meeting(found, name="Den andras namn", version=2)
    first = group(found, name="Vår")
    client.force_login(lead)
    address = url("meeting_edit", found.owner, found, held.pk)
    for typed in (TYPED, TYPED | {"name": held.name, "groups": [first.pk]}):
        answer = client.post(address, typed | {"version": "1"})
        assert answer.status_code == 422
        assert "efter att du öppnade sidan" in answer.text
        assert "Den andras namn" in answer.text
        assert typed["name"] in answer.text
    held.refresh_from_db()
    assert (held.name, held.groups.count()) == ("Den andras namn", 0)


def test_notes_are_read_by_those_who_take_part_and_not_by_the_invited(client, found, lead):
    inside, invited = factories.organisation("Inne"), factories.organisation("Ute")
    participation(found, inside)
    participation(found, invited, stage=Stage.INVITED)
    held = meeting(found, agenda="Dagordningen")
    client.force_login(lead)
    typed = {
        "notes": "Det sades",
        "plus": "Bra",
        "decisions": "Beslutet",
        "home_work": "Uppgiften",
        "version": "1",
    }
    assert client.post(url("meeting_notes", found.owner, found, held.pk), typed).status_code == 302
    stale = client.post(url("meeting_notes", found.owner, found, held.pk), typed | {"notes": "Mitt"})
    assert stale.status_code == 422
    assert "Det sades" in stale.text
    assert "Mitt" in stale.text
    pages = {}
    for place in (inside, invited):
        client.force_login(factories.member(place))
        pages[place] = client.get(url("meeting", place, found, held.pk)).text
        assert "Dagordningen" in pages[place]
    for text in ("Det sades", "Bra", "Beslutet", "Uppgiften"):
        assert text in pages[inside]
        assert text not in pages[invited]


def test_the_calendar_file(client, found):
    place = factories.organisation()
    participation(found, place)
    held = meeting(found, name="Träff, med kommatecken", sequence=3, notes="Hemligt", agenda="Karin talar")
    client.force_login(factories.member(place))
    answer = client.get(url("meeting_ics", place, found, held.pk))
    text = answer.text
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert f"UID:meeting-{held.pk}@" in text
    assert "SEQUENCE:3\r\n" in text
    assert "SUMMARY:Träff\\, med kommatecken" in text
    assert "Hemligt" not in text
    assert "Karin" not in text


def test_a_meeting_that_somebody_has_answered_stays(client, found, lead):
    held = meeting(found)
    client.force_login(lead)
    taking_part = participation(found, factories.organisation())
    held.attendances.create(participation=taking_part, function=factories.functions()[0], number=1)
    address = url("meeting_remove", found.owner, found, held.pk)
    assert client.get(address).status_code == 200
    assert client.post(address).url == url("meeting", found.owner, found, held.pk)
    held.attendances.all().delete()
    assert client.post(address).url == url("meetings", found.owner, found)
    assert not Meeting.objects.exists()
    assert client.post(address).status_code == 404


def test_lists_cost_the_same_with_one_and_three_rows(client, found, lead, django_assert_num_queries):
    client.force_login(lead)
    factories.functions()
    for rows in (1, 3):
        while Meeting.objects.count() < rows:
            taking_part = participation(found, factories.organisation())
            held = meeting(
                found, name=f"Träff {rows}", groups=[group(found, taking_part, name=str(taking_part.pk))]
            )
            held.functions.set(factories.functions())
        with django_assert_num_queries(15):
            client.get(url("meetings", found.owner, found))


def test_an_empty_list_says_what_to_do(client, found, lead):
    client.force_login(lead)
    assert "Lägg in den första träffen" in client.get(url("meetings", found.owner, found)).text
    place = factories.organisation()
    participation(found, place)
    client.force_login(factories.member(place))
    assert "står den här" in client.get(url("meetings", place, found)).text
