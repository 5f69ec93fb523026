"""Pages of groups: who is in which from when to when, and the page where they are put together."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.actions.sharing import share
from organisations.models import Event
from programmes.models import Group, GroupMember, MentorAnswer, Part, Stage
from tests import factories
from tests.programmes import factories as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return made.programme()


@pytest.fixture
def lead(client, programme):
    person = factories.member(programme.owner, name="Lena Ledare")
    client.force_login(person)
    return person


@pytest.fixture
def today():
    return timezone.localdate()


def at(name, place, programme, *ids):
    return reverse(name, args=[place.slug, programme.pk, *ids])


def town(name, latitude=None, longitude=None, **fields):
    return factories.organisation(name, latitude=latitude, longitude=longitude, **fields)


def sent(*members, **fields):
    usual = {"kind": "benchmarking", "leader": "", "day": timezone.localdate().isoformat(), "sure": ""}
    return {**usual, "members": [one.pk for one in members], **fields}


def test_the_list_names_members_mentors_and_who_left(client, lead, programme, today):
    first = made.participation(programme, town("Västerås", "59.6", "16.5"))
    mentor = made.participation(programme, town("Uppsala", "59.8", "17.6"), part=Part.MENTOR)
    gone = made.participation(programme, town("Botkyrka"), stage=Stage.LEFT)
    group = made.group(programme, first, mentor, gone)
    group.members.filter(participation=gone).update(valid_to=today - datetime.timedelta(days=1))
    made.group(programme, name="Regioner")
    page = client.get(at("groups", programme.owner, programme)).text
    for words in ("Två grupper", "Mentorer: Uppsala", "Har lämnat: Botkyrka", "Utan mentor.", "point-mentor"):
        assert words in page
    page = client.get(at("group", programme.owner, programme, group.pk)).text
    assert "har lämnat satsningen, datum: uppgift saknas" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_cost_the_same_with_one_and_three_rows(
    client, lead, programme, rows, django_assert_num_queries
):
    occasion = factories.occasion(factories.skr(), owner=programme.owner)
    made.meeting(programme, occasion=occasion)
    for number in range(rows):
        place = town(f"Ort {number}", "59.1", f"1{number}.5")
        inside = made.participation(programme, place)
        made.participation(programme, town(f"Fri {number}", "58.1", f"1{number}.5"))
        MentorAnswer.objects.create(participation=inside, answer="yes", year=2029)
        occasion.invitees.add(place)
        rated = factories.assessment(place, occasion, "1" * 10)
        share(by=None, owner=place, obj=rated, audience=programme.owner, reason="words")
        group = made.group(programme, inside, name=f"Grupp {number}")
    for name, queries, ids in (("groups", 21, ()), ("group", 18, (group.pk,)), ("group_compose", 27, ())):
        with django_assert_num_queries(queries):
            page = client.get(at(name, programme.owner, programme, *ids))
        assert page.status_code == 200


def test_a_participant_sees_its_own_group_and_changes_none(client, programme):
    mine = town("Kalmar")
    own = made.group(programme, made.participation(programme, mine))
    other = made.group(programme, made.participation(programme, town("Fjärran")), name="Andra gruppen")
    client.force_login(factories.member(mine))
    page = client.get(at("groups", mine, programme)).text
    assert own.name in page
    assert "Andra gruppen" not in page
    assert client.get(at("group", mine, programme, own.pk)).status_code == 200
    assert client.get(at("group", mine, programme, other.pk)).status_code == 404
    assert client.get(at("group_edit", mine, programme, own.pk)).status_code == 403
    assert client.get(at("group_remove", mine, programme, own.pk)).status_code == 403
    for name in ("group_new", "group_compose"):
        assert client.get(at(name, mine, programme)).status_code == 403


def test_two_clicks_make_one_group(client, lead, programme, today):
    one, mentor = (
        made.participation(programme, town("Fagersta")),
        made.participation(programme, town("Hedemora"), part=Part.MENTOR),
    )
    for _click in range(2):
        page = client.post(at("group_new", programme.owner, programme), sent(one, mentor, name="Grupp A"))
        assert page.status_code == 302
    group = Group.objects.get()
    assert set(group.members.values_list("participation", "valid_from", "valid_to")) == {
        (one.pk, today, None),
        (mentor.pk, today, None),
    }
    assert Event.objects.filter(verb="programmes.group_made").count() == 1
    page = client.post(at("group_new", programme.owner, programme), sent(name="Grupp A"))
    assert page.status_code == 422
    assert "Det finns redan en grupp med det namnet" in page.text


def test_a_county_group_has_a_node_that_changes_who_is_in_it(client, lead, programme):
    node, one = town("Länsstyrelsen", kind="county_board"), made.participation(programme, town("Kalix"))
    new = at("group_new", programme.owner, programme)
    assert client.post(new, sent(name="Länet", leader="Länsstyrelsen")).status_code == 422
    assert client.post(new, sent(one, name="Länet", kind="node", leader="Länsstyrelsen")).status_code == 302
    group = Group.objects.get()
    assert group.leader == node
    foreign = made.participation(programme, town("Fjärran"))
    client.force_login(factories.member(node))
    edit = at("group_edit", node, programme, group.pk)
    assert client.post(edit, sent(foreign, name="Länet", version=1)).status_code == 422
    assert client.post(edit, sent(name="Norrbotten", version=1)).status_code == 302
    group.refresh_from_db()
    assert (group.name, group.kind, group.leader) == ("Norrbotten", "node", node)
    assert not group.members.filter(valid_to=None).exists()


def test_who_leaves_a_group_stays_readable_with_days(client, lead, programme, today):
    old, new = made.participation(programme, town("Åmål")), made.participation(programme, town("Öckerö"))
    group = made.group(programme, old)
    edit = at("group_edit", programme.owner, programme, group.pk)
    assert client.post(edit, sent(new, name=group.name, version=1)).status_code == 302
    assert group.members.get(participation=old).valid_to == today - datetime.timedelta(days=1)
    assert group.members.get(participation=new).valid_from == today
    page = client.get(at("group", programme.owner, programme, group.pk)).text
    assert "Har varit med" in page
    client.post(edit, sent(old, name=group.name, version=2))
    assert group.members.get().participation == old
    assert group.members.get().valid_to is None


def test_a_change_between_two_meetings_is_asked_about(client, lead, programme):
    one = made.participation(programme, town("Nordmaling"))
    group = made.group(programme)
    made.meeting(programme, days=-10, groups=[group])
    made.meeting(programme, days=10, name="Träff 2")
    edit = at("group_edit", programme.owner, programme, group.pk)
    page = client.post(edit, sent(one, name=group.name, version=1))
    assert page.status_code == 422
    assert "ändras mellan träffarna" in page.text
    assert not group.members.exists()
    assert client.post(edit, sent(one, name=group.name, version=1, sure="on")).status_code == 302
    assert group.members.count() == 1
    assert client.post(edit, sent(one, name="Nytt namn", version=2)).status_code == 302


def test_an_older_page_changes_nothing(client, lead, programme):
    one = made.participation(programme, town("Norrtälje"))
    group = made.group(programme)
    edit = at("group_edit", programme.owner, programme, group.pk)
    client.post(edit, sent(one, name=group.name, version=1))
    page = client.post(edit, sent(name="Annat", version=1))
    assert page.status_code == 422
    assert "Nu står det: Grupp 1: Norrtälje." in page.text
    assert client.post(edit, sent(name="Annat", version="x")).status_code == 422
    group.refresh_from_db()
    assert group.name == "Grupp 1"


def test_a_group_that_something_hangs_on_is_not_taken_away(client, lead, programme):
    group = made.group(programme, made.participation(programme, town("Kalmar")))
    meeting = made.meeting(programme, groups=[group])
    remove = at("group_remove", programme.owner, programme, group.pk)
    page = client.post(remove)
    assert page.status_code == 422
    assert "Ta bort dem först" in page.text
    meeting.delete()
    assert client.get(remove).status_code == 200
    assert client.post(remove).status_code == 302
    assert client.post(remove).status_code == 404
    assert not GroupMember.objects.exists()


def test_the_compose_page_shows_what_helps_to_choose(client, lead, programme):
    free = made.participation(programme, town("Luleå", "65.58", "22.15", county_name="Norrbottens län"))
    inside = made.participation(programme, town("Boden", "65.82", "21.69"))
    made.participation(programme, town("Lägeslös"))
    made.participation(programme, town("Utvärderarna"), part=Part.EVALUATOR)
    group = made.group(programme, inside)
    earlier = made.programme(programme.owner, name="Förra", starts_on=made.DAY, ends_on=made.DAY)
    made.participation(earlier, free.organisations.get(), part=Part.MENTOR, stage=Stage.COMPLETED)
    foreign = made.programme(town("Andra ledare"), name="Okänd", starts_on=made.DAY, ends_on=made.DAY)
    made.participation(foreign, free.organisations.get(), part=Part.MENTOR, stage=Stage.COMPLETED)
    page = client.get(at("group_compose", programme.owner, programme)).text
    for words in ("Boden 34 km", f"{group.name}, 34 km till närmaste", "Kommun, Norrbottens län",
                  "Har varit mentor i Förra omgång 1", "Läge: uppgift saknas"):  # fmt: skip
        assert words in page
    assert "Okänd" not in page
    assert "Utvärderarna" not in page


def test_participants_get_groups_and_nobody_is_moved_by_an_older_page(client, lead, programme, today):
    first, second = made.participation(programme, town("Ett")), made.participation(programme, town("Två"))
    group, other = made.group(programme), made.group(programme, name="Grupp 2")
    compose = at("group_compose", programme.owner, programme)
    data = {"day": today.isoformat(), f"p{first.pk}": group.pk, f"p{second.pk}": ""}
    assert client.post(compose, data).status_code == 302
    page = client.post(compose, data | {f"p{first.pk}": other.pk})
    assert page.status_code == 422
    assert "Välj en grupp för minst en deltagare." in page.text
    assert client.post(compose, {**data, f"p{second.pk}": "9999"}).status_code == 422
    assert client.post(compose, {"day": "x", f"p{second.pk}": group.pk}).status_code == 422
    assert list(group.members.values_list("participation", flat=True)) == [first.pk]
    assert not other.members.exists()


def test_placing_between_two_meetings_is_asked_about(client, lead, programme, today):
    one, group = made.participation(programme, town("Ett")), made.group(programme)
    made.meeting(programme, days=-10)
    made.meeting(programme, days=10, name="Träff 2")
    compose = at("group_compose", programme.owner, programme)
    data = {"day": today.isoformat(), f"p{one.pk}": group.pk}
    page = client.post(compose, data)
    assert page.status_code == 422
    assert "ändras mellan träffarna" in page.text
    assert client.post(compose, data | {"sure": "on"}).status_code == 302
    assert group.members.get().participation == one


@pytest.mark.parametrize("name", ["group", "group_edit", "group_remove"])
def test_a_group_of_another_programme_is_not_found(client, lead, programme, name):
    foreign = made.group(made.programme(town("Andra ledare")))
    assert client.get(at(name, programme.owner, programme, foreign.pk)).status_code == 404
