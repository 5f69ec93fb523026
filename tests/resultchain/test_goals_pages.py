"""Goals on their pages: need, goal, measures and indicators in one chain, and nothing lost when a goal goes."""

import datetime

import pytest
from django.urls import reverse

from organisations.models import Event, Role
from resultchain.actions.goals import attach
from resultchain.models import EntryState, Goal
from tests import factories
from tests.resultchain import factories as chain
from tests.resultchain import goal_factories as made

pytestmark = pytest.mark.django_db

SENT = {
    "need": "Kartläggningen visade att få män söker stödet.",
    "title": "Lika många kvinnor och män söker stödet",
    "ordinary_reference": "M-17",
    "valid_from": "2026-01-01",
    "valid_to": "",
}
GOALS_QUERIES = 13
GOAL_QUERIES = 14


@pytest.fixture
def place():
    return factories.organisation("Trelleborg")


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place, name="Kim Prov")
    client.force_login(person)
    return person


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def plain(answer):
    return answer.text.replace("\xa0", " ").replace("\xad", "")


def verbs():
    found = Event.objects.filter(verb__startswith="resultchain.").order_by("pk")
    return [verb.removeprefix("resultchain.") for verb in found.values_list("verb", flat=True)]


def test_a_goal_is_set_and_a_double_click_sets_one(client, place, coordinator):
    for _click in range(2):
        answer = client.post(url("goal_new", place), SENT)
        goal = Goal.objects.get()
        assert answer.url == url("goal", place, goal.pk)
    assert (goal.need, goal.title, goal.organisation) == (SENT["need"], SENT["title"], place)
    assert verbs() == ["goal_added"]
    page = plain(client.get(answer.url))
    for words in (SENT["need"], SENT["title"], "M-17", "Målet gäller från 1 januari 2026"):
        assert words in page
    assert f"{url('entry_new', place)}?mal={goal.pk}" in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": " "}, "fyllas i"),
        ({"title": "x" * 301}, "högst 300 tecken"),
        ({"need": "x" * 2001}, "högst 2000 tecken"),
        ({"valid_from": "i våras"}, "år-månad-dag"),
        ({"valid_from": ""}, "fyllas i"),
        ({"valid_to": "2025-12-31"}, "Slutdatumet ligger före startdatumet"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, place, coordinator, wrong, told):
    answer = client.post(url("goal_new", place), SENT | {"ordinary_reference": "Min <b>id</b>"} | wrong)
    assert answer.status_code == 422
    assert told in plain(answer)
    assert "Min &lt;b&gt;id&lt;/b&gt;" in answer.text
    assert not Goal.objects.exists()


def test_a_goal_may_belong_to_an_area_of_a_plan_here_or_above(client, place):
    unit = factories.organisation("Nämnden", kind="board", parent=place)
    area = made.plan(place).areas.get(number=1)
    other = made.plan(factories.organisation("Annanstad")).areas.get(number=1)
    client.force_login(factories.member(unit))
    assert "Rekrytering (Handlingsplanen)" in client.get(url("goal_new", unit)).text
    assert client.post(url("goal_new", unit), SENT | {"plan_area": other.pk}).status_code == 422
    answer = client.post(url("goal_new", unit), SENT | {"plan_area": area.pk})
    assert "Hör till området Rekrytering i Handlingsplanen" in plain(client.get(answer.url))


def test_two_people_at_once_both_learn_of_it(client, place, coordinator):
    goal = chain.goal(place, "Gammalt", need="Behovet")
    seen = {"version": goal.version, "need": goal.need, "valid_from": "2020-01-01"}
    assert client.post(url("goal_edit", place, goal.pk), seen | {"title": "Första"}).status_code == 302
    late = client.post(url("goal_edit", place, goal.pk), seen | {"title": "Andra"})
    assert late.status_code == 422
    assert "Nu står det: ”Första”. Behov: ”Behovet”. Från 1 januari 2020." in plain(late)
    assert 'value="2"' in late.text
    assert "Andra" in late.text
    again = client.post(url("goal_edit", place, goal.pk), seen | {"title": "Andra", "version": 2})
    assert again.status_code == 302
    goal.refresh_from_db()
    assert (goal.title, goal.version) == ("Andra", 3)
    assert verbs() == ["goal_changed", "goal_changed"]


def test_a_goal_with_measures_goes_only_when_it_is_told_what_becomes_of_them(client, place, coordinator):
    goal = chain.goal(place)
    entry = chain.entry(place, goal=goal)
    page = plain(client.get(url("goal_remove", place, goal.pk)))
    assert "En åtgärd hör till målet. Den står kvar i resultatkedjan, utan mål." in page
    later = chain.entry(place, "En till", goal=goal)
    answer = client.post(url("goal_remove", place, goal.pk), {"seen": 1})
    assert answer.status_code == 422
    assert "Två åtgärder hör till målet" in plain(answer)
    assert Goal.objects.exists()
    assert client.post(url("goal_remove", place, goal.pk), {"seen": 2}).status_code == 302
    assert not Goal.objects.exists()
    entry.refresh_from_db()
    later.refresh_from_db()
    assert (entry.goal, later.goal, entry.version) == (None, None, 2)
    assert sorted(verbs()) == ["entry_changed", "entry_changed", "goal_removed"]
    assert client.post(url("goal_remove", place, goal.pk), {"seen": 2}).status_code == 404


def test_a_new_entry_is_logged_for_the_goal_that_the_link_names(client, place, coordinator):
    goal = chain.goal(place, "Ett kommande mål", valid_from=datetime.date(2090, 1, 1))
    other = chain.goal(factories.organisation("Annanstad"), "Hemligt")
    address = url("entry_new", place)
    chosen = f'<option value="{goal.pk}" selected>'
    assert chosen in client.get(f"{address}?mal={goal.pk}").text
    for odd in (other.pk, "x", ""):
        page = client.get(f"{address}?mal={odd}")
        assert page.status_code == 200
        assert chosen not in page.text
    sent = {"what": "Något gjort", "level": "1", "state": "done", "goal": goal.pk}
    client.post(f"{address}?mal={goal.pk}", sent)
    assert goal.measures.get().what == "Något gjort"


def test_entries_become_measures_and_stop_being_it(client, place, coordinator):
    goal = chain.goal(place)
    entry = chain.entry(place, "Utbildning för chefer")
    chain.entry(place, "Något helt annat")
    taken = chain.entry(place, "Utbildning för andra", goal=chain.goal(place, "Ett annat mål"))
    address = url("goal_measures", place, goal.pk)
    page = client.get(f"{address}?sok=utbildning").text
    assert "Utbildning för chefer" in page
    assert "Något helt annat" not in page
    assert "Utbildning för andra" not in page
    assert "Kryssa i minst en post" in client.post(address).text
    assert client.post(address, {"entries": [taken.pk]}).status_code == 422
    assert client.post(f"{address}?sok=utbildning", {"entries": [entry.pk]}).status_code == 302
    entry.refresh_from_db()
    assert (entry.goal, entry.version) == (goal, 2)
    page = client.get(url("goal", place, goal.pk)).text
    assert "Utbildning för chefer" in page
    away = url("goal_measure_remove", place, goal.pk, entry.pk)
    assert away in page
    for told in ("Den står kvar i resultatkedjan", "hörde inte till målet"):
        assert told in client.post(away, follow=True).text
    entry.refresh_from_db()
    assert entry.goal is None
    assert verbs() == ["entry_changed", "entry_changed"]


def test_only_entries_of_the_goals_own_organisation_are_offered_and_taken(client, place, coordinator):
    unit = factories.organisation("Nämnden", kind="board", parent=place)
    goal = chain.goal(unit, "Nämndens mål")
    own = chain.entry(unit, "Nämndens post")
    above, other = (
        chain.entry(place, "Kommunens post"),
        chain.entry(factories.organisation("Annanstad"), "Deras"),
    )
    page = client.get(url("goal_measures", place, goal.pk)).text
    assert own.what in page
    assert above.what not in page
    assert other.what not in page
    assert attach(by=coordinator, goal=goal, entries=[own.pk, above.pk, other.pk]) == 1
    assert goal.measures.get() == own


def test_measures_are_counted_and_listed_within_what_one_sees(client, place):
    unit = factories.organisation("Nämnden", kind="board", parent=place)
    goal = chain.goal(unit, "Nämndens mål")
    chain.entry(unit, "Nämndens åtgärd", goal=goal)
    chain.entry(unit, "Blev inte av", goal=goal, state=EntryState.DROPPED)
    chain.entry(place, "Kommunens egen", goal=goal)
    client.force_login(factories.member(unit, Role.READER))
    page = client.get(url("goal", unit, goal.pk)).text
    assert "Nämndens åtgärd" in page
    assert "Kommunens egen" not in page
    assert "En åtgärd." in client.get(url("goals", unit)).text
    client.force_login(factories.member(place, Role.READER))
    assert "Kommunens egen" in client.get(url("goal", place, goal.pk)).text
    assert "Två åtgärder." in client.get(url("goals", place)).text


def test_an_entry_leads_to_its_goal_where_one_may_open_it(client, place):
    unit = factories.organisation("Nämnden", kind="board", parent=place)
    goal, own = chain.goal(place, "Kommunens mål"), chain.goal(unit, "Nämndens mål")
    entry, other = chain.entry(unit, goal=goal), chain.entry(unit, goal=own)
    client.force_login(factories.member(place, Role.READER))
    for one in (entry, other):
        assert url("goal", place, one.goal_id) in client.get(url("entry", place, one.pk)).text
    client.force_login(factories.member(unit, Role.READER))
    assert url("goal", unit, own.pk) in client.get(url("entry", unit, other.pk)).text
    page = client.get(url("entry", unit, entry.pk)).text
    assert "Kommunens mål" in page
    assert url("goal", unit, goal.pk) not in page


def test_a_unit_does_not_see_the_goals_above_it(client, place):
    unit = factories.organisation("Nämnden", kind="board", parent=place)
    goal = chain.goal(place, "Kommunens mål")
    client.force_login(factories.member(unit))
    assert "Kommunens mål" not in client.get(url("goals", unit)).text
    assert client.get(url("goal", unit, goal.pk)).status_code == 404


@pytest.mark.parametrize("role", [Role.READER, Role.CONTRIBUTOR])
def test_only_coordinators_write_goals(client, place, role):
    goal = chain.goal(place)
    client.force_login(factories.member(place, role))
    page = client.get(url("goal", place, goal.pk)).text
    assert "Ändra målet" not in page
    assert ("Logga en åtgärd" in page) == (role == Role.CONTRIBUTOR)
    for name in ("goal_edit", "goal_remove", "goal_measures", "indicator_new"):
        assert client.post(url(name, place, goal.pk), SENT).status_code == 403


def test_a_long_list_of_measures_leads_on_to_the_entries(client, place, coordinator):
    goal = chain.goal(place)
    for number in range(52):
        chain.entry(place, f"Åtgärd {number}", goal=goal)
    page = plain(client.get(url("goal", place, goal.pk)))
    assert "Visa även 2 åtgärder till" in page
    assert f"{url('entries', place)}?mal={goal.pk}" in page


def test_the_list_shows_need_measures_latest_beside_target_and_flags(client, place, coordinator):
    goal = chain.goal(place, need="Behovet")
    indicator = made.indicator(goal)
    made.value(indicator, "outcome", datetime.date(2026, 6, 30), women="66.5", men="71")
    made.value(indicator, "target", datetime.date(2027, 12, 31), women="75", men="75")
    page = plain(client.get(url("goals", place)))
    for words in (
        "Behovet",
        "utfall 2026-06-30 kvinnor 66,5, män 71 procent, målvärde 2027-12-31 kvinnor 75, män 75 procent",
        "Inga åtgärder",
        "Inget utgångsläge",
    ):
        assert words in page


def test_an_empty_list_says_how_to_begin(client, place, coordinator):
    assert "Skriv det första målet" in client.get(url("goals", place)).text
    client.force_login(factories.member(place, Role.READER))
    page = client.get(url("goals", place)).text
    assert "Inga mål än" in page
    assert "Skriv det första målet" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(client, place, coordinator, rows, django_assert_num_queries):
    for number in range(rows):
        goal = chain.goal(place, f"Mål {number}")
        for _again in range(rows):
            chain.entry(place, goal=goal)
        for again in range(rows):
            made.value(made.indicator(goal, f"Nyckeltal {again}"), women="1", men="2")
    with django_assert_num_queries(GOALS_QUERIES):
        client.get(url("goals", place))
    with django_assert_num_queries(GOAL_QUERIES):
        client.get(url("goal", place, goal.pk))
