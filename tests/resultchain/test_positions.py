"""Positions: what an organisation says of itself stands beside what its entries show by that day, never merged."""

import datetime
import threading
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.urls import reverse

from organisations.models import Event, Role
from resultchain.actions import positions as actions
from resultchain.actions.saved import ChangedError
from resultchain.models import EntryState, Extent, Position, PositionLevel
from tests import factories as people
from tests.factories import DAY
from tests.resultchain import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return people.organisation("Region Exempel")


@pytest.fixture
def coordinator(client, place):
    person = people.member(place)
    client.force_login(person)
    return person


def later(days):
    return DAY + datetime.timedelta(days=days)


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def stated(place, name="Halvåret", date=DAY, levels=None, **fields):
    made = Position.objects.create(organisation=place, name=name, date=date, **fields)
    for level, (extent, words) in (levels or {1: ("done", "Kurser")}).items():
        PositionLevel.objects.create(position=made, level=level, extent=extent, words=words)
    return made


def sent(**changed):
    """What the form sends: level 1 is done with words, level 2 partly."""
    fields = {"occasion": "", "name": "Halvåret", "date": "2020-03-01", "words": "Vi är på väg"}
    levels = {"n1": "done", "o1": "Kurserna är hållna", "n2": "partly"}
    return {key: value for key, value in {**fields, **levels, **changed}.items() if value is not None}


def rows(page):
    """The cells of the first statement's rows as plain words."""
    body = page[page.index("chain-beside") :].split("<tbody>")[1].split("</tbody>")[0]
    return body.split("<tr>")[1:]


def test_both_columns_stand_beside_each_other_as_of_the_day(client, place, coordinator):
    first = factories.entry(place, "Kurs")
    early = factories.entry(place, "Mall", 2, last_day=later(10), first_day=later(5))
    late = factories.entry(place, "Rutin", 3, last_day=later(100), first_day=later(50))
    factories.entry(place, "Utan dag", 2, last_day=None)
    factories.entry(place, "Planerad", 4, state=EntryState.PLANNED)
    factories.link(first, early)
    factories.link(early, late)
    stated(place, date=later(60), levels={3: ("partly", "Rutinen <b>används</b>"), 4: ("done", "")})
    page = client.get(url("positions", place)).text
    one, two, three, four, five = rows(page)
    assert "Inget är sagt." in one
    assert "1 klar post." in one
    assert "1 klar post. 1 aktivitet har lett hit." in two
    assert "<b>Delvis.</b>" in three
    assert "Rutinen &lt;b&gt;används&lt;/b&gt;" in three
    assert "1 som pågår." in three
    assert "<b>Genomfört.</b>" in four
    assert "Inga poster." in four
    assert "Inga poster." in five
    assert "Den enda aktivitet som är klar har lett till en ny eller ändrad produkt." in page
    assert "1 klar post saknar datum och räknas inte här." in page


def test_statements_stand_newest_first_and_others_are_not_there(client, place, coordinator):
    stated(place, "Det gamla", DAY)
    stated(place, "Det nya", later(30))
    stated(people.organisation("Annan"), "Hos andra")
    stated(people.organisation("Kultur", parent=place), "I enheten")
    page = client.get(url("positions", place)).text
    assert page.index("Det nya") < page.index("Det gamla")
    assert "Hos andra" not in page
    assert "I enheten" not in page


def test_a_statement_is_stored_and_a_double_click_stores_one(client, place, coordinator):
    for _click in range(2):
        answer = client.post(url("position_new", place), sent())
        assert (answer.status_code, answer["Location"]) == (302, url("positions", place))
    made = Position.objects.get()
    assert (made.name, made.date, made.words, made.occasion) == ("Halvåret", DAY, "Vi är på väg", None)
    assert actions.said(made) == {1: (Extent.DONE, "Kurserna är hållna"), 2: (Extent.PARTLY, "")}
    assert list(Event.objects.values_list("verb", "data")) == [("resultchain.position_stated", {})]


def test_an_occasion_of_the_checklist_gives_name_and_date(client, place, coordinator):
    at = people.occasion(people.skr(), place, name="Inför träff 4", date=later(3))
    assert "Inför träff 4, 4\u00a0mars\u00a02020" in client.get(url("position_new", place)).text
    answer = client.post(url("position_new", place), sent(occasion=at.pk, name="", date=""))
    assert answer.status_code == 302
    made = Position.objects.get()
    assert (made.occasion, made.name, made.date) == (at, "Inför träff 4", later(3))
    again = client.post(url("position_new", place), sent(occasion=at.pk, n1="partly"))
    assert again.status_code == 422
    assert "Ni har redan sagt var ni står vid det tillfället" in again.text


def test_words_for_the_whole_are_enough(client, place, coordinator):
    answer = client.post(url("position_new", place), sent(n1="", o1="", n2=""))
    assert answer.status_code == 302
    assert actions.said(Position.objects.get()) == {}


def test_only_occasions_that_the_organisation_sees_can_be_chosen(client, place, coordinator):
    theirs = people.occasion(people.skr(), people.organisation("Annan"), name="Deras träff")
    people.occasion(people.skr(), place, name="Vår träff")
    assert "Deras träff" not in client.get(url("position_new", place)).text
    assert client.post(url("position_new", place), sent(occasion=theirs.pk)).status_code == 422


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "Skriv vad tillfället heter"),
        ({"date": ""}, "Skriv vilket datum det gäller"),
        ({"date": "2020-02-31"}, "Skriv datumet som år-månad-dag"),
        ({"n1": "", "o1": "", "n2": "", "words": ""}, "Säg något om minst en nivå, eller om helheten"),
        ({"n1": ""}, "Välj delvis eller genomfört, eller ta bort orden om nivån."),
        ({"n1": "allt"}, "allt"),
        ({"name": "x" * 81}, "Texten är för lång"),
        ({"o1": "x" * 2001}, "Texten är för lång"),
        ({"occasion": "nej"}, "Vi är på väg"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(client, place, coordinator, wrong, told):
    people.occasion(people.skr(), place)
    answer = client.post(url("position_new", place), sent(**wrong))
    assert answer.status_code == 422
    assert told in answer.text
    assert wrong.get("words", "Vi är på väg") in answer.text
    assert not Position.objects.exists()


def test_an_empty_form_is_told_what_it_needs(client, place, coordinator):
    answer = client.post(url("position_new", place), {})
    assert answer.status_code == 422
    assert "Skriv vad tillfället heter" in answer.text


def test_a_statement_is_changed_with_its_levels(client, place, coordinator):
    made = stated(place, levels={1: ("done", "Kurserna är hållna"), 5: ("partly", "Mycket")})
    page = client.get(url("position_edit", place, made.pk)).text
    assert "Kurserna är hållna" in page
    answer = client.post(url("position_edit", place, made.pk), sent(version=1, n5=""))
    assert answer.status_code == 302
    made.refresh_from_db()
    assert (made.version, made.words, made.saved_by) == (2, "Vi är på väg", coordinator)
    assert set(actions.said(made)) == {1, 2}
    assert Event.objects.get().data == {"fields": ["words", "levels"]}
    client.post(url("position_edit", place, made.pk), sent(version=2))
    assert Event.objects.count() == 1


def test_levels_alone_make_a_new_version(client, place, coordinator):
    made = stated(place, words="Vi är på väg", levels={1: ("partly", "")})
    client.post(url("position_edit", place, made.pk), sent(version=1))
    made.refresh_from_db()
    assert (made.version, made.saved_by) == (2, coordinator)
    assert Event.objects.get().data == {"fields": ["levels"]}


def test_of_two_who_change_it_the_second_is_told_and_loses_nothing(client, place, coordinator):
    made = stated(place)
    client.post(url("position_edit", place, made.pk), sent(version=1))
    answer = client.post(url("position_edit", place, made.pk), sent(version=1, o1="Mina egna ord"))
    assert answer.status_code == 422
    assert "”Halvåret”: nivå 1 genomfört, nivå 2 delvis och ”Vi är på väg”." in answer.text
    assert "Mina egna ord" in answer.text
    assert 'name="version" value="2"' in answer.text
    assert (
        client.post(url("position_edit", place, made.pk), sent(version=2, o1="Mina egna ord")).status_code
        == 302
    )
    made.refresh_from_db()
    assert made.version == 3


def test_a_statement_does_not_take_the_place_of_another(client, place, coordinator):
    stated(place, "Halvåret")
    other = stated(place, "Helåret")
    answer = client.post(url("position_edit", place, other.pk), sent(version=1, name="HALVÅRET"))
    assert answer.status_code == 422
    assert "Ni har redan sagt var ni står vid det tillfället" in answer.text


def test_a_statement_is_taken_back_after_a_question(client, place, coordinator):
    made = stated(place)
    assert "Ta bort det ni sade?" in client.get(url("position_remove", place, made.pk)).text
    assert Position.objects.exists()
    assert client.post(url("position_remove", place, made.pk)).status_code == 302
    assert not Position.objects.exists()
    assert Event.objects.get().verb == "resultchain.position_removed"


@pytest.mark.parametrize("name", ["position_new", "position_edit", "position_remove"])
@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.PARTICIPANT, Role.READER])
def test_only_coordinators_write(client, place, name, role):
    made = stated(place)
    client.force_login(people.member(place, role))
    address = url(name, place, *([] if name == "position_new" else [made.pk]))
    assert client.get(address).status_code == 403
    assert client.post(address, sent()).status_code == 403
    page = client.get(url("positions", place)).text
    assert "Halvåret" in page
    assert "Säg var ni står" not in page


@pytest.mark.parametrize("name", ["position_edit", "position_remove"])
def test_a_foreign_statement_does_not_exist(client, place, coordinator, name):
    theirs = stated(people.organisation("Annan"))
    assert client.get(url(name, place, theirs.pk)).status_code == 404
    assert client.post(url(name, place, theirs.pk), sent(version=1)).status_code == 404


CONTENT: dict[str, Any] = {
    "occasion": None,
    "name": "Halvåret",
    "date": DAY,
    "words": "",
    "levels": {1: (Extent.DONE, "")},
}


def at_once(*works):
    """Run all at the same moment and return the outcomes: what each returned or the error that it raised."""
    ready, outcomes = threading.Barrier(len(works)), []

    def run(work):
        ready.wait()
        try:
            outcomes.append(work())
        except (ChangedError, actions.PositionTakenError, Http404) as error:
            outcomes.append(type(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_two_at_once_store_one_statement():
    place = people.organisation("Region Exempel")
    by = people.member(place)
    work = partial(actions.state_position, by=by, organisation=place, **CONTENT)
    first, second = at_once(work, work)
    assert first == second == Position.objects.get()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_remove_it_at_once_the_second_finds_nothing():
    place = people.organisation("Region Exempel")
    by, made = people.member(place), stated(place)
    work = partial(actions.remove_position, by=by, position=made)
    assert set(at_once(work, work)) == {None, Http404}
    assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_it_at_once_one_is_told():
    place = people.organisation("Region Exempel")
    by, made = people.member(place), stated(place)
    works = [
        partial(actions.change_position, by=by, position=made, seen=1, **{**CONTENT, "words": words})
        for words in ("Det ena", "Det andra")
    ]
    assert set(at_once(*works)) == {None, ChangedError}
    made.refresh_from_db()
    assert made.version == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_move_to_the_same_occasion_at_once_one_is_told():
    place = people.organisation("Region Exempel")
    by = people.member(place)
    works = [
        partial(actions.change_position, by=by, position=stated(place, name), seen=1, **CONTENT)
        for name in ("Det ena", "Det andra")
    ]
    assert set(at_once(*works)) == {None, actions.PositionTakenError}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_number_of_queries(
    client, place, coordinator, count, django_assert_num_queries
):
    for n in range(count):
        entry = factories.entry(place, f"Kurs {n}")
        factories.link(entry, factories.entry(place, f"Mall {n}", 2))
        stated(place, f"Tillfälle {n}", saved_by=people.member(place, name=f"Person {n}"))
    with django_assert_num_queries(13):
        client.get(url("positions", place))


def test_the_list_is_paged(client, place, coordinator):
    for n in range(11):
        stated(place, f"Tillfälle {n}", later(n))
    first, second = (client.get(url("positions", place), {"sida": n}).text for n in (1, 2))
    assert "Tillfälle 10" in first
    assert "Tillfälle 0," not in first
    assert "Sida 2 av 2" in second
