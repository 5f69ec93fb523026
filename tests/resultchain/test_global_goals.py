"""The map of the global goals: unit by unit, now and in the years to come, mapped or not yet."""

import datetime

import pytest
from django.urls import reverse

from organisations.models import Event, Role
from resultchain.global_goals import MOST_COLUMNS, goals_map
from resultchain.levels import GlobalGoal
from resultchain.models import GlobalGoalsMap
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.organisation("Regional utveckling", kind="administration")


@pytest.fixture
def departments(place):
    return [
        factories.organisation(f"Avdelning {number}", kind="administration", parent=place)
        for number in range(1, 6)
    ]


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place)
    client.force_login(person)
    return person


def mapped(unit, present=(5, 10), coming=(3,), **fields):
    return GlobalGoalsMap.objects.create(
        organisation=unit, present=list(present), coming=list(coming), mapped_on=factories.DAY, **fields
    )


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def test_three_of_five_have_mapped(client, place, departments, coordinator):
    for unit in departments[:3]:
        mapped(unit, [5, 10], [3, 10], coming_from=2022, coming_to=2030)
    text = client.get(url("global_goals", place)).text
    assert "Tre av fem enheter har kartlagt" in text
    assert text.count("Inte än") == 2
    assert text.count("Kartlägg<span") == 2
    assert "2022–2030" in text
    rows = {row.goal: row for row in goals_map(place).rows}
    assert (rows[GlobalGoal.EQUALITY].present, rows[GlobalGoal.EQUALITY].coming) == (3, 0)
    assert rows[GlobalGoal.INEQUALITY].cells == ("both",) * 3
    assert rows[GlobalGoal.HEALTH].cells == ("coming",) * 3
    assert rows[GlobalGoal.SEA].cells == ("",) * 3
    assert len(rows) == 17


def test_a_unit_with_units_counts_only_when_it_has_a_map_itself(place, departments):
    above = factories.organisation("Regionen", kind="region")
    place.parent = above
    place.save()
    other = factories.organisation("Kulturen", kind="administration", parent=above)
    mapped(departments[0])
    found = goals_map(above)
    assert (len(found.mapped), len(found.units)) == (1, 6)
    assert {(share.name, share.mapped, share.units) for share in found.shares} == {
        ("Regional utveckling", 1, 5),
        ("Regionen", 0, 1),
    }
    assert found.finding == "En av fem enheter i Regional utveckling har kartlagt"
    mapped(other)
    assert goals_map(above).finding == "Två av sex enheter har kartlagt"
    mapped(above)
    assert len(goals_map(above).units) == 7
    assert [unit.name for unit in goals_map(other).units] == ["Kulturen"]


def test_a_closed_unit_is_not_asked_for(place, departments):
    departments[0].valid_to = datetime.date(2020, 1, 1)
    departments[0].save()
    assert goals_map(place).finding == "Ingen av fyra enheter har kartlagt än"
    assert len(goals_map(place).units) == 4


def test_an_organisation_that_is_closed_still_has_its_page(client, place, coordinator):
    place.valid_to = datetime.date(2020, 1, 1)
    place.save()
    assert "Enheten har inte kartlagt än" in client.get(url("global_goals", place)).text


def test_many_units_stand_in_the_list_and_the_first_side_by_side(place):
    for number in range(MOST_COLUMNS + 2):
        mapped(factories.organisation(f"Enhet {number}", parent=place))
    found = goals_map(place)
    assert len(found.columns) == MOST_COLUMNS
    assert {len(row.cells) for row in found.rows} == {MOST_COLUMNS}
    assert found.rows[4].present == MOST_COLUMNS + 2


def sent(**changed):
    return {
        "present": ["5", "10"],
        "coming": ["3"],
        "coming_from": "2022",
        "coming_to": "2030",
        "mapped_on": "2020-06-30",
    } | changed


def test_a_unit_is_mapped_and_a_double_click_maps_it_once(client, place, departments, coordinator):
    address = url("global_goals_edit", place, departments[0].slug)
    assert client.get(address).status_code == 200
    for _click in range(2):
        assert client.post(address, sent()).url == url("global_goals", place)
    made = GlobalGoalsMap.objects.get()
    assert (made.organisation, made.present, made.coming, made.coming_to) == (
        departments[0],
        [5, 10],
        [3],
        2030,
    )
    assert list(Event.objects.values_list("verb", flat=True)) == ["resultchain.map_saved"]
    page = client.get(address).text
    assert page.count(" checked") == 3
    assert 'value="2030"' in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"present": [], "coming": []}, "Välj minst ett mål"),
        ({"present": ["18"]}, ""),
        ({"coming_from": "2031"}, "Sista året ligger före det första"),
        ({"coming_from": ""}, "Skriv båda åren"),
        ({"coming_to": "20"}, "mellan 2000 och 2100"),
        ({"coming_to": "snart"}, "med fyra siffror"),
        ({"mapped_on": "2090-01-01"}, "Dagen har inte varit än"),
        ({"note": "x" * 1001}, "högst"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, place, departments, coordinator, wrong, told):
    answer = client.post(
        url("global_goals_edit", place, departments[0].slug), sent(note="Min <b>text</b>") | wrong
    )
    assert answer.status_code == 422
    assert told in answer.text.replace("\xa0", " ")
    if "note" not in wrong:
        assert "Min &lt;b&gt;text&lt;/b&gt;" in answer.text
    assert not GlobalGoalsMap.objects.exists()


def test_of_two_the_later_one_is_told_and_keeps_what_was_ticked(client, place, departments, coordinator):
    address = url("global_goals_edit", place, departments[0].slug)
    client.post(address, sent())
    stale = client.post(address, sent(present=["1", "2", "4"]))
    assert stale.status_code == 422
    assert "mål i dag 5 och 10, mål framåt 3" in stale.text
    assert stale.text.count(" checked") == 4
    assert GlobalGoalsMap.objects.get().present == [5, 10]
    assert client.post(address, sent(present=["1", "2", "4"], version=1)).status_code == 302
    assert GlobalGoalsMap.objects.get().present == [1, 2, 4]


@pytest.mark.parametrize("role", Role)
def test_who_reads_and_who_maps(client, place, departments, role):
    client.force_login(factories.member(place, role))
    reads = role in {Role.COORDINATOR, Role.CONTRIBUTOR, Role.PARTICIPANT, Role.READER}
    writes = role in {Role.COORDINATOR, Role.CONTRIBUTOR}
    assert client.get(url("global_goals", place)).status_code == (200 if reads else 403)
    address = url("global_goals_edit", place, departments[0].slug)
    assert client.get(address).status_code == (200 if writes else 403)


def test_a_unit_maps_itself_and_nothing_above_or_beside(client, place, departments):
    client.force_login(factories.member(departments[0], Role.CONTRIBUTOR))
    own = departments[0]
    assert client.post(url("global_goals_edit", own, own.slug), sent()).status_code == 302
    for other in (place, departments[1]):
        assert client.post(url("global_goals_edit", own, other.slug), sent()).status_code == 404
        assert client.get(url("global_goals_edit", other, other.slug)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_map_costs_the_same_with_one_and_three(
    client, place, departments, coordinator, rows, django_assert_num_queries
):
    for unit in departments[:rows]:
        mapped(unit)
    with django_assert_num_queries(10):
        client.get(url("global_goals", place))
