"""Indicators and values on their pages: decimals as Swedes type them, women and men, one baseline."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from organisations.models import Event
from resultchain.models import Indicator, IndicatorValue
from tests import factories
from tests.resultchain import factories as chain
from tests.resultchain import goal_factories as made

pytestmark = pytest.mark.django_db

SENT = {"name": "Andel som fick tid", "unit": "procent", "by_sex": "yes", "no_sex_reason": ""}
VALUE = {"kind": "outcome", "day": "2026-06-30", "women": "12,5", "men": "9", "total": ""}


@pytest.fixture
def place(client):
    found = factories.organisation("Trelleborg")
    client.force_login(factories.member(found, name="Kim Prov"))
    return found


@pytest.fixture
def goal(place):
    return chain.goal(place)


@pytest.fixture
def indicator(goal):
    return made.indicator(goal)


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def plain(answer):
    return answer.text.replace("\xa0", " ").replace("\xad", "")


def verbs():
    found = Event.objects.filter(verb__startswith="resultchain.").order_by("pk")
    return [verb.removeprefix("resultchain.") for verb in found.values_list("verb", flat=True)]


def test_an_indicator_is_added_once_and_leads_to_its_first_value(client, place, goal):
    for _click in range(2):
        answer = client.post(url("indicator_new", place, goal.pk), SENT)
        assert answer.url == url("value_new", place, Indicator.objects.get().pk)
    assert verbs() == ["indicator_added"]
    assert 'value="baseline" id="id_kind_0" required checked' in " ".join(client.get(answer.url).text.split())


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "fyllas i"),
        ({"unit": ""}, "fyllas i"),
        ({"unit": "x" * 41}, "högst 40 tecken"),
        ({"by_sex": ""}, "fyllas i"),
        ({"by_sex": "no"}, "Skriv skälet till att kvinnor och män inte redovisas"),
        ({"name": "ANDEL SOM FICK TID INOM EN VECKA"}, "redan ett nyckeltal med det namnet"),
    ],
)
def test_what_is_wrong_with_an_indicator_is_said(client, place, goal, indicator, wrong, told):
    answer = client.post(url("indicator_new", place, goal.pk), SENT | wrong)
    assert answer.status_code == 422
    assert told in plain(answer)
    assert Indicator.objects.count() == 1


def test_a_reason_stands_at_the_table_and_only_where_it_is_needed(client, place, goal):
    reason = {"no_sex_reason": "Mäter beslut, inte personer"}
    client.post(url("indicator_new", place, goal.pk), SENT | {"by_sex": "no"} | reason)
    found = Indicator.objects.get()
    page = client.get(url("value_new", place, found.pk)).text
    assert 'name="women"' not in page
    client.post(
        url("value_new", place, found.pk), {"kind": "baseline", "day": "2026-01-01", "total": "1 234,5"}
    )
    page = plain(client.get(url("goal", place, goal.pk)))
    assert "Kvinnor och män redovisas inte var för sig:" in page
    assert "Mäter beslut, inte personer" in page
    assert "1 234,5" in page
    seen = {"version": found.version}
    client.post(url("indicator_edit", place, found.pk), SENT | reason | seen)
    found.refresh_from_db()
    assert (found.by_sex, found.no_sex_reason) == (True, "")
    assert "Ett värde saknar uppdelning på kvinnor och män." in plain(client.get(url("goal", place, goal.pk)))


def test_two_people_at_once_both_learn_of_it(client, place, indicator):
    seen = SENT | {"version": indicator.version}
    address = url("indicator_edit", place, indicator.pk)
    assert client.post(address, seen | {"name": "Första"}).status_code == 302
    late = client.post(address, seen | {"name": "Andra"})
    assert late.status_code == 422
    assert "”Första”, procent." in plain(late)
    assert client.post(address, seen | {"name": "Andra", "version": 2}).status_code == 302
    indicator.refresh_from_db()
    assert indicator.name == "Andra"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1 234,25", "1234.25"),
        ("1\xa0234", "1234"),
        ("−3,0001", "-3.0001"),
        ("0", "0"),
    ],
)
def test_numbers_are_read_as_swedes_type_them(client, place, indicator, typed, stored):
    sent = VALUE | {"women": typed, "men": typed}
    for _click in range(2):
        assert client.post(url("value_new", place, indicator.pk), sent).status_code == 302
    value = IndicatorValue.objects.get()
    assert (value.women, value.men, value.total) == (Decimal(stored), Decimal(stored), None)
    assert verbs() == ["value_saved"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"women": "tolv"}, "Skriv ett tal med siffror"),
        ({"women": "1.234,5"}, "Skriv ett tal med siffror"),
        ({"women": "1,23456"}, "högst fyra decimaler"),
        ({"women": "10000000000"}, "Talet är för stort"),
        ({"women": "9" * 60}, "Skriv ett tal med siffror"),
        ({"women": "1e5"}, "Skriv ett tal med siffror"),
        ({"men": ""}, "för både kvinnor och män, eller bara totalt"),
        ({"women": "", "men": ""}, "Skriv värdet för kvinnor och män, eller åtminstone totalt"),
        ({"day": ""}, "fyllas i"),
        ({"day": "2026-13-01"}, "år-månad-dag"),
        ({"kind": "pahittat"}, ""),
    ],
)
def test_what_is_wrong_with_a_value_is_said_and_nothing_is_lost(client, place, indicator, wrong, told):
    answer = client.post(url("value_new", place, indicator.pk), VALUE | wrong)
    assert answer.status_code == 422
    assert told in plain(answer)
    if "women" not in wrong:
        assert 'value="12,5"' in answer.text
    assert not IndicatorValue.objects.exists()


def test_there_is_one_baseline_and_one_value_of_a_kind_a_day(client, place, indicator):
    made.value(indicator, "baseline", datetime.date(2026, 1, 1), women="10", men="11")
    made.value(indicator, "outcome", datetime.date(2026, 6, 30), women="12", men="13.5")
    address = url("value_new", place, indicator.pk)
    assert 'value="baseline"' not in client.get(address).text
    other = client.post(address, VALUE | {"kind": "baseline"})
    assert other.status_code == 422
    assert "Det finns redan ett utgångsläge från 2026-01-01: kvinnor 10, män 11 procent." in plain(other)
    same_day = client.post(address, VALUE)
    assert "Det finns redan ett utfall från 2026-06-30: kvinnor 12, män 13,5 procent." in plain(same_day)
    same = VALUE | {"kind": "baseline", "day": "2026-01-01", "women": "10", "men": "11,0"}
    assert client.post(address, same).status_code == 302
    assert indicator.values.count() == 2


def test_the_page_tells_what_is_left_for_women_and_men(client, place, goal, indicator):
    made.value(indicator, "baseline", datetime.date(2025, 1, 1), women="61.5", men="70")
    made.value(indicator, "outcome", datetime.date(2026, 6, 30), women="66.5", men="76")
    made.value(indicator, "target", datetime.date(2027, 12, 31), women="75", men="75")
    page = plain(client.get(url("goal", place, goal.pk)))
    assert "<b>Kvinnor:</b> 8,5 procentenheter kvar till målvärdet 75." in page
    assert "<b>Män:</b> målvärdet 75 är nått." in page
    assert 'class="goal-bars" aria-hidden="true"' in page
    assert "Totalt:" not in page


def test_a_value_and_an_indicator_are_taken_away(client, place, goal, indicator):
    first = made.value(indicator, women="1", men="2")
    made.value(indicator, "target", women="3", men="4")
    assert client.post(url("value_remove", place, first.pk)).status_code == 302
    assert client.post(url("value_remove", place, first.pk)).status_code == 404
    assert "Ett värde tas bort med det." in plain(client.get(url("indicator_remove", place, indicator.pk)))
    assert client.post(url("indicator_remove", place, indicator.pk), {"seen": 2}).status_code == 422
    assert client.post(url("indicator_remove", place, indicator.pk), {"seen": 1}).status_code == 302
    assert not Indicator.objects.exists()
    assert verbs() == ["value_removed", "indicator_removed"]


def test_there_is_an_end_to_how_much_hangs_below_a_goal(client, place, goal, indicator, monkeypatch):
    monkeypatch.setattr("resultchain.actions.indicators.MOST_VALUES", 1)
    monkeypatch.setattr("resultchain.actions.indicators.MOST_INDICATORS", 1)
    monkeypatch.setattr("resultchain.actions.goals.MOST_GOALS", 1)
    assert client.post(url("value_new", place, indicator.pk), VALUE).status_code == 302
    full = client.post(url("value_new", place, indicator.pk), VALUE | {"day": "2026-07-01"})
    assert "så många värden som det finns plats för" in plain(full)
    full = client.post(url("indicator_new", place, goal.pk), SENT)
    assert "så många nyckeltal som det finns plats för" in plain(full)
    full = client.post(url("goal_new", place), {"title": "Ett till", "valid_from": "2026-01-01"})
    assert "så många mål som det finns plats för" in plain(full)
