"""A round is made, changed and opened by its lead, and found by those who have a part in it."""

import datetime

import pytest

from organisations.models import Role
from programmes.models import Part, Programme, Stage
from tests import factories
from tests.programmes.factories import DAY, group, meeting, participation, programme
from tests.programmes.pages import plain, url, verbs

pytestmark = pytest.mark.django_db

SENT = {
    "name": "Modellkommuner",
    "round": "2027–2029",
    "purpose": "Att jämställdhet ska märkas för invånarna.",
    "starts_on": "2028-01-15",
    "ends_on": "2029-12-01",
    "compiled_on": "2029-09-01",
    "kinds": ["municipality", "region"],
}
LIST_QUERIES = 12
PAGE_QUERIES = 28


@pytest.fixture
def lead():
    return factories.organisation("Ledarna", kind="national")


@pytest.fixture
def leader(client, lead):
    person = factories.member(lead, Role.PROGRAMME_LEAD, name="Kim Prov")
    client.force_login(person)
    return person


def test_a_round_is_made_and_a_double_click_makes_one(client, lead, leader):
    skr = factories.skr()
    for _click in range(2):
        answer = client.post(url("programme_new", lead), SENT | {"instruments": [skr.pk]})
        made = Programme.objects.get()
        assert answer.url == url("programme", lead, made.pk)
    assert (made.name, made.owner, made.is_open) == ("Modellkommuner", lead, False)
    assert made.kinds == ["municipality", "region"]
    assert list(made.instruments.all()) == [skr]
    assert verbs() == ["made"]
    page = plain(client.get(answer.url))
    for words in (SENT["purpose"], "Kommun och region", "1 september 2029", skr.title, "Öppna satsningen"):
        assert words in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": " "}, "fyllas i"),
        ({"round": "x" * 61}, "högst 60 tecken"),
        ({"starts_on": "i våras"}, "år-månad-dag"),
        ({"ends_on": "2027-01-01"}, "Sista dagen ligger före den första"),
        ({"compiled_on": "2027-01-01"}, "kan inte sammanställas före första dagen"),
        ({"kinds": ["påhittad"]}, "påhittad"),
        ({"instruments": ["x"]}, "inte ett giltigt"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, lead, leader, wrong, told):
    factories.skr()
    answer = client.post(url("programme_new", lead), SENT | {"purpose": "Mitt <b>syfte</b>"} | wrong)
    assert answer.status_code == 422
    assert told in plain(answer)
    assert "Mitt &lt;b&gt;syfte&lt;/b&gt;" in answer.text
    assert not Programme.objects.exists()


def test_a_name_that_is_taken_is_told(client, lead, leader):
    programme(lead, name="Modellkommuner", round="2027–2029")
    answer = client.post(url("programme_new", lead), SENT)
    assert answer.status_code == 422
    assert "Ni leder redan en omgång" in plain(answer)
    other = programme(lead, name="Annat", round="1")
    assert client.post(url("programme_edit", lead, other.pk), SENT | {"version": 1}).status_code == 422


def test_two_people_at_once_both_learn_of_it(client, lead, leader):
    found = programme(lead, name="Gammalt")
    address = url("programme_edit", lead, found.pk)
    sent = SENT | {"version": 1}
    assert client.post(address, sent | {"name": "Första"}).status_code == 302
    late = client.post(address, sent | {"name": "Andra"})
    assert late.status_code == 422
    assert "Nu står det: ”Första”, omgång ”2027–2029”, 15 januari 2028 till 1 december 2029." in plain(late)
    assert 'value="2"' in late.text
    assert client.post(address, sent | {"name": "Andra", "version": 2}).status_code == 302
    found.refresh_from_db()
    assert (found.name, found.version) == ("Andra", 3)
    assert verbs() == ["changed", "changed"]


def test_other_checklists_are_a_change_too(client, lead, leader):
    found, skr = programme(lead), factories.skr()
    client.post(url("programme_edit", lead, found.pk), SENT | {"version": 1})
    address, sent = url("programme_edit", lead, found.pk), SENT | {"instruments": [skr.pk]}
    assert client.post(address, sent | {"version": 1}).status_code == 422
    assert client.post(address, sent | {"version": 2}).status_code == 302
    assert client.post(address, sent | {"version": 2}).status_code == 302
    found.refresh_from_db()
    assert found.version == 3
    assert list(found.instruments.all()) == [skr]


def test_a_round_right_after_an_election_is_warned_of(client, lead, leader):
    answer = client.post(url("programme_new", lead), SENT | {"starts_on": "2026-10-01"}, follow=True)
    assert "Omgången börjar kort efter valet 13 september 2026" in plain(answer)
    made = Programme.objects.get()
    assert "kort efter valet" in plain(client.get(url("programme_edit", lead, made.pk)))
    client.post(url("programme_edit", lead, made.pk), SENT | {"starts_on": "2027-04-01", "version": 1})
    assert "kort efter valet" not in plain(client.get(url("programme", lead, made.pk)))


def test_a_draft_is_opened_once_and_then_seen(client, lead, leader):
    found, invited = programme(lead, is_open=False), factories.organisation()
    participation(found, invited, stage=Stage.INVITED)
    address = url("programme", invited, found.pk)
    client.force_login(factories.member(invited))
    assert client.get(address).status_code == 404
    client.force_login(leader)
    for _click in range(2):
        assert client.post(url("programme_open", lead, found.pk)).status_code == 302
    assert verbs() == ["opened"]
    client.force_login(factories.member(invited))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", ["programme_edit", "programme_open"])
def test_only_the_lead_changes_and_opens(client, lead, name):
    found, mine = programme(lead), factories.organisation()
    participation(found, mine)
    for place, role, status in (
        (mine, Role.COORDINATOR, 403),
        (lead, Role.READER, 403),
        (factories.organisation(), Role.COORDINATOR, 404),
    ):
        client.force_login(factories.member(place, role))
        assert client.post(url(name, place, found.pk), SENT).status_code == status


def test_the_list_tells_what_the_organisation_is(client, lead):
    mine = factories.organisation()
    client.force_login(factories.member(mine))
    assert "Inga satsningar än" in plain(client.get(url("programmes", mine)))
    participation(programme(lead, name="Inbjudan"), mine, stage=Stage.INVITED)
    participation(programme(lead, name="Medverkan"), mine, part=Part.MENTOR)
    group(programme(lead, name="Länet"), name="Vårt län", kind="node", leader=mine)
    programme(mine, name="Vår egen", is_open=False)
    old = programme(lead, name="Gammal", starts_on=DAY, ends_on=DAY + datetime.timedelta(days=365))
    participation(old, mine, stage=Stage.COMPLETED)
    programme(lead, name="Andras")
    page = plain(client.get(url("programmes", mine)))
    order = ("Ni är inbjudna", "Inbjudan", "Ni leder", "Vår egen", "Ni är med", "Avslutade", "Gammal")
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    for words in (
        "Er roll: mentor (deltar).",
        "Er roll: länsnod.",
        "Bara ni som leder ser den.",
        "Leds av Ledarna",
    ):
        assert words in page
    assert "Andras" not in page


@pytest.mark.parametrize("role", [Role.READER, Role.CONTRIBUTOR])
def test_who_may_not_make_one_is_not_asked_to(client, role):
    mine = factories.organisation()
    client.force_login(factories.member(mine, role))
    assert url("programme_new", mine) not in client.get(url("programmes", mine)).text
    assert client.get(url("programme_new", mine)).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_one_and_three(client, lead, rows, django_assert_num_queries):
    mine = factories.organisation()
    for number in range(rows):
        participation(programme(lead, name=f"Nummer {number}"), mine)
    client.force_login(factories.member(mine))
    with django_assert_num_queries(LIST_QUERIES):
        page = client.get(url("programmes", mine))
    assert page.text.count("Nummer") == rows


def test_the_list_turns_its_page(client, lead):
    mine = factories.organisation()
    for number in range(51):
        participation(programme(lead, name=f"Nummer {number}"), mine)
    client.force_login(factories.member(mine))
    assert plain(client.get(url("programmes", mine))).count("Nummer") == 50
    assert plain(client.get(url("programmes", mine), {"sida": 2})).count("Nummer") == 1


def test_the_page_tells_the_time_plan_by_kind(client, lead):
    found, mine = programme(lead, compiled_on=None), factories.organisation("Kalix")
    me = participation(found, mine)
    chief = factories.functions()[1]
    first = meeting(found, name="Starten", kind="start", days=-20)
    following = meeting(found, name="Andra mötet", days=9, groups=[group(found, me)])
    meeting(found, name="Någon annans", groups=[group(found, name="Grupp 2")])
    following.functions.add(chief)
    client.force_login(factories.member(mine))
    page = plain(client.get(url("programme", mine, found.pk)))
    assert (
        page.index("Uppstart")
        < page.index("Starten")
        < page.index("Benchmarkingträff")
        < page.index("De som väntas")
    )
    for words in ("Nästa träff är Andra mötet", first.name, str(chief), "Grupp 1", "uppgift saknas", "Kalix"):
        assert words in page
    assert "Någon annans" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_with_one_and_three(client, lead, rows, django_assert_num_queries):
    found, mine = programme(lead), factories.organisation()
    chief = factories.functions()[1]
    for number in range(rows):
        me = participation(found, mine)
        one = meeting(
            found, name=f"Möte {number}", days=number + 1, groups=[group(found, me, name=f"G{number}")]
        )
        one.functions.add(chief)
    client.force_login(factories.member(mine))
    with django_assert_num_queries(PAGE_QUERIES):
        page = client.get(url("programme", mine, found.pk))
    assert page.text.count("De som väntas vara med") == rows
