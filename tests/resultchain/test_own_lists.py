"""An organisation's own lists: its coordinator adds, renames and puts away; what was said stays said."""

import pytest
from django.urls import reverse

from organisations.models import Event, Role
from resultchain.actions.lists import MOST_LINES, RenamedSinceError, named, rename, resolve, set_retired
from resultchain.lists import choices, lines
from resultchain.models import Area, ChainEntry, ChainRules, Course, Perspective
from tests import factories
from tests.resultchain import factories as chain
from tests.resultchain.at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.organisation("Trelleborg")


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place)
    client.force_login(person)
    return person


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def offered(place, model=Area):
    return [name for _value, name in choices(lines(place, model), model)]


def fill(place, model):
    model.objects.bulk_create(
        model(organisation=place, name=f"Rad {n}", sort_key=f"rad{n}") for n in range(MOST_LINES)
    )


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_the_page_shows_lines_with_their_use_and_the_suggestions(client, place, coordinator):
    line = chain.area(place, "Upphandling")
    chain.entry(place, area=line)
    chain.area(factories.organisation("Annan"), "Främmande")
    page = client.get(url("own_lists", place))
    assert "Upphandling" in page.text
    assert "1 post<" in page.text
    assert "Ärendehantering" in page.text
    assert "Främmande" not in page.text
    assert "efter tolv månader" in page.text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_with_one_and_three_lines(
    client, place, coordinator, rows, django_assert_num_queries
):
    for number in range(rows):
        chain.area(place, f"Område {number}")
        chain.perspective(place, f"Perspektiv {number}")
        chain.course(place, f"Kurs {number}")
    with django_assert_num_queries(12):
        client.get(url("own_lists", place))


def test_a_line_is_added_once_and_comes_out_again_when_it_was_put_away(client, place, coordinator):
    address = url("own_list_line_new", place, "omraden")
    assert client.post(address, {"name": "Upphandling"}).url == url("own_lists", place)
    answer = client.post(address, {"name": "UPPHANDLING"})
    assert answer.status_code == 422
    assert "”UPPHANDLING” finns redan i listan." in answer.text
    line = Area.objects.get()
    client.post(url("own_list_line_state", place, "omraden", line.pk))
    assert "Upphandling" not in offered(place)
    client.post(address, {"name": "upphandling"})
    assert "Upphandling" in offered(place)
    assert Area.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_name_that_is_none_is_refused(client, place, coordinator, name):
    assert client.post(url("own_list_line_new", place, "perspektiv"), {"name": name}).status_code == 422
    assert not Perspective.objects.exists()


def test_a_new_name_follows_everywhere_and_into_the_order(client, place, coordinator):
    line = chain.area(place, "Upphandling")
    chain.entry(place, area=line)
    address = url("own_list_line", place, "omraden", line.pk)
    client.post(address, {"name": "Överenskommelser", "seen": "Upphandling"})
    line.refresh_from_db()
    assert (line.name, line.sort_key[:2]) == ("Överenskommelser", "z3")
    assert "Överenskommelser" in client.get(url("entries", place)).text
    other = chain.area(place, "Inköp")
    answer = client.post(url("own_list_line", place, "omraden", other.pk), {"name": "överenskommelser"})
    assert answer.status_code == 422
    assert "”Överenskommelser” finns redan i listan." in answer.text


def test_two_who_rename_at_once_are_told(client, place, coordinator):
    line = chain.area(place, "Upphandling")
    address = url("own_list_line", place, "omraden", line.pk)
    client.post(address, {"name": "Inköp", "seen": "Upphandling"})
    answer = client.post(address, {"name": "Avtal", "seen": "Upphandling"})
    assert answer.status_code == 422
    assert "bytt namn på raden till ”Inköp”" in answer.text
    assert (
        client.post(address, {"name": "Avtal", "seen": answer.context["form"]["seen"].value()}).status_code
        == 302
    )
    line.refresh_from_db()
    assert line.name == "Avtal"


def test_a_line_is_put_away_and_taken_out_once_each(client, place, coordinator):
    line = chain.area(place, "Upphandling")
    entry = chain.entry(place, area=line)
    address = url("own_list_line_state", place, "omraden", line.pk)
    for _click in range(2):
        client.post(address)
    assert "Upphandling" not in offered(place)
    assert "Upphandling" in client.get(url("entry", place, entry.pk)).text
    assert "Upphandling" in client.get(url("entry_edit", place, entry.pk)).text
    assert "Upphandling" not in client.get(url("entry_new", place)).text
    for _click in range(2):
        client.post(address, {"ta_fram": "1"})
    assert verbs() == ["resultchain.list_line_retired", "resultchain.list_line_restored"]


def test_a_suggestion_can_be_put_away_or_renamed(client, place, coordinator):
    address = url("own_list_suggestion", place, "omraden")
    client.post(address, {"key": "rekrytering", "undan": "1"})
    assert "Rekrytering" not in offered(place)
    answer = client.post(address, {"key": "arendehantering"})
    line = Area.objects.get(key="arendehantering")
    assert answer.url == url("own_list_line", place, "omraden", line.pk)
    client.post(answer.url, {"name": "Ärenden", "seen": line.name})
    assert "Ärenden" in offered(place)
    assert "Ärendehantering" not in offered(place)
    assert client.post(address, {"key": "finns-inte"}).url == url("own_lists", place)


def test_only_the_top_s_coordinator_may(client, place, coordinator):
    unit = factories.organisation("Kulturnämnden", kind="board", parent=place)
    line = chain.area(place)
    assert client.get(url("own_lists", unit)).status_code == 404
    assert client.get(url("own_list_line", unit, "omraden", line.pk)).status_code == 404
    assert url("own_lists", place) in client.get(url("entries", place)).text
    client.force_login(factories.member(place, Role.CONTRIBUTOR))
    assert client.get(url("own_lists", place)).status_code == 403
    assert url("own_lists", place) not in client.get(url("entries", place)).text


def test_a_full_list_takes_no_more_and_nothing_typed_is_lost(client, place, coordinator):
    for model in (Area, Course):
        fill(place, model)
    full = "Listan har redan 300 rader."
    answer = client.post(url("own_list_line_new", place, "omraden"), {"name": "Ny"})
    assert answer.status_code == 422
    assert full in answer.text
    address = url("own_list_suggestion", place, "omraden")
    assert full in client.post(address, {"key": "rekrytering"}, follow=True).text
    for field, value in (("area", "+rekrytering"), ("course", "Ny kurs")):
        sent = {"what": "Något", "level": "1", "state": "done", field: value}
        answer = client.post(url("entry_new", place), sent)
        assert answer.status_code == 422
        assert field in answer.context["form"].errors
        assert "Något" in answer.text
    assert not ChainEntry.objects.exists()


@pytest.mark.parametrize("list_name", ["okand", "kurser"])
def test_a_list_that_there_is_not_is_not_found(client, place, coordinator, list_name):
    assert client.get(url("own_list_line_new", place, list_name)).status_code == 404


def test_a_line_belongs_to_its_own_list(client, place, coordinator):
    line = chain.area(place)
    assert client.get(url("own_list_line", place, "perspektiv", line.pk)).status_code == 404


@pytest.mark.parametrize("months", ["", "0", "61", "ett"])
def test_the_number_of_months_lies_between_1_and_60(client, place, coordinator, months):
    answer = client.post(url("chain_rules", place), {"months": months})
    assert answer.status_code == 422
    assert "från 1 till 60" in answer.text


def test_the_number_of_months_is_decided_and_told_once(client, place, coordinator):
    for _click in range(2):
        assert client.post(url("chain_rules", place), {"months": "6"}).url == url("own_lists", place)
    assert ChainRules.objects.get(organisation=place).months_without_result == 6
    assert verbs() == ["resultchain.rules_changed"]
    assert "efter sex månader" in client.get(url("own_lists", place)).text


@pytest.mark.django_db(transaction=True)
def test_two_who_take_the_same_suggestion_or_write_the_same_name_get_one_line():
    place = factories.organisation("Trelleborg")
    at_once(*[lambda: resolve(by=None, top=place, model=Area, value="+rekrytering")] * 3)
    at_once(*[lambda: named(by=None, top=place, model=Area, name="Upphandling")] * 3)
    assert sorted(Area.objects.values_list("name", flat=True)) == ["Rekrytering", "Upphandling"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_rename_at_once_one_is_told():
    place = factories.organisation("Trelleborg")
    kim, line = factories.member(place), chain.area(place, "Upphandling")

    def to(name):
        return lambda: rename(by=kim, line=Area.objects.get(pk=line.pk), name=name, seen="Upphandling")

    errors = at_once(to("Inköp"), to("Avtal"))
    assert [type(error) for error in errors] == [RenamedSinceError]


@pytest.mark.django_db(transaction=True)
def test_putting_away_at_once_is_told_once():
    place = factories.organisation("Trelleborg")
    line = chain.area(place)
    at_once(*[lambda: set_retired(by=None, line=Area.objects.get(pk=line.pk), retired=True)] * 3)
    assert verbs() == ["resultchain.list_line_retired"]
