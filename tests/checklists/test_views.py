"""The pages of the self-assessment: they work, they keep what was typed, and they let in only who belongs."""

import pytest
from django.urls import reverse

from checklists.models import Assessment, Occasion
from organisations.models import Role
from tests import factories
from tests.checklists.forms_of import fields, of_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Trelleborg")


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place)
    client.force_login(person)
    return person


def draft(place, instrument=None, digits="", *, people=0, submit=False):
    at = factories.occasion(instrument or factories.skr(), place)
    return factories.assessment(place, at, digits, people=people or (3 if submit else 0), submit=submit)


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def test_the_list_says_what_to_do_first_when_there_is_nothing(client, place, coordinator):
    page = client.get(url("checklists", place))
    assert page.status_code == 200
    assert url("occasion_new", place) in page.text


def test_a_coordinator_makes_an_occasion_and_begins_to_rate(client, place, coordinator):
    instrument = factories.skr()
    data = {"instrument": instrument.pk, "name": "Inför träff 1", "date": "2026-10-01"}
    answer = client.post(url("occasion_new", place), data)
    assert answer.status_code == 302
    made = Occasion.objects.get()
    assert (made.owner, list(made.invitees.all())) == (place, [place])
    answer = client.post(url("assessment_start", place, made.pk))
    assessment = Assessment.objects.get()
    assert answer.url == url("assessment", place, assessment.pk)


def test_the_same_occasion_twice_is_a_clear_sentence(client, place, coordinator):
    data = {"instrument": factories.skr().pk, "name": "Inför träff 1", "date": "2026-10-01"}
    client.post(url("occasion_new", place), data)
    answer = client.post(url("occasion_new", place), data)
    assert answer.status_code == 422
    assert "Det finns redan ett tillfälle med det namnet" in answer.text
    assert Occasion.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_one_and_three_rows(
    client, place, coordinator, rows, django_assert_num_queries
):
    instrument = factories.skr()
    for index in range(rows):
        at = factories.occasion(instrument, place, name=f"Träff {index}")
        factories.assessment(place, at, "3" * 10, by=coordinator)
    with django_assert_num_queries(16):
        client.get(url("checklists", place))


def test_every_item_is_saved_from_one_page_without_javascript(client, place, coordinator):
    made = draft(place)
    page = client.get(url("assessment", place, made.pk))
    assert page.text.count("<fieldset") >= 10
    data = {f"m{n}": "2" for n in range(1, 11)} | {
        "m1-kommentar": "Beslut i fullmäktige",
        f"d{factories.functions()[0].pk}": "4",
    }
    answer = client.post(url("assessment", place, made.pk), data)
    assert answer.status_code == 302
    assert [r.value for r in made.ratings.order_by("item__number")] == [2] * 10
    assert made.ratings.get(item__number=1).comment == "Beslut i fullmäktige"
    assert made.participants.get().number == 4


def test_one_item_saves_itself_and_says_when(client, place, coordinator):
    made = draft(place, digits="11")
    opened = of_item(client.get(url("assessment", place, made.pk)), 2)
    answer = client.post(
        url("assessment_item", place, made.pk, 2), opened | {"m2": "3", "m2-kommentar": "Nu varje månad"}
    )
    assert answer.status_code == 200
    assert "Sparat" in answer.text
    rating = made.ratings.get(item__number=2)
    assert (rating.value, rating.comment) == (3, "Nu varje månad")
    assert made.ratings.get(item__number=1).value == 1


def test_an_old_tab_saves_only_what_was_changed_there(client, place, coordinator):
    made = draft(place, digits="1111111111")
    old_tab = fields(client.get(url("assessment", place, made.pk)))
    new_tab = of_item(client.get(url("assessment", place, made.pk)), 1)
    assert client.post(url("assessment_item", place, made.pk, 1), new_tab | {"m1": "3"}).status_code == 200
    assert client.post(url("assessment", place, made.pk), old_tab | {"m2": "2"}).status_code == 302
    assert [r.value for r in made.ratings.order_by("item__number")][:3] == [3, 2, 1]


@pytest.mark.parametrize("value", ["0", "4", "na", "<script>alert(1)</script>", "2 ", "²", "9" * 400])
def test_a_value_outside_the_scale_is_refused_and_nothing_is_lost(client, place, coordinator, value):
    made = draft(place, digits="1")
    data = {"m1": value, "m1-kommentar": "min text <b>står kvar</b>"}
    answer = client.post(url("assessment", place, made.pk), data)
    assert answer.status_code == 422
    assert "Moment 1: välj ett av stegen i skalan." in answer.text
    assert "min text &lt;b&gt;står kvar&lt;/b&gt;" in answer.text
    assert made.ratings.get(item__number=1).value == 1


def test_hostile_and_huge_text(client, place, coordinator):
    made = draft(place)
    answer = client.post(url("assessment_item", place, made.pk, 1), {"m1": "1", "m1-kommentar": "x" * 2001})
    assert answer.status_code == 422
    assert "2001 tecken" in answer.text.replace("\xa0", "")
    hostile = "a\u202eb\x00c\x07d\ud800"
    answer = client.post(
        url("assessment_item", place, made.pk, 1),
        {"m1": "1", "m1-kommentar": hostile.encode("utf-8", "replace")},
    )
    assert answer.status_code in {200, 422}
    assert client.post(url("assessment_item", place, made.pk, 99), {"m99": "1"}).status_code == 404


def test_people_are_counted_with_whole_numbers(client, place, coordinator):
    made = draft(place)
    field = f"d{factories.functions()[0].pk}"
    for wrong in ("-1", "många", "1.5", "99999999999999999999"):
        answer = client.post(url("assessment_participants", place, made.pk), {field: wrong})
        assert answer.status_code == 422, wrong
    assert not made.participants.exists()
    assert client.post(url("assessment_participants", place, made.pk), {field: "7"}).status_code == 200
    assert made.participants.get().number == 7


def test_handing_in_freezes_and_double_clicks_do_no_harm(client, place, coordinator):
    made = draft(place, digits="3" * 10, people=2)
    page = client.get(url("assessment_submit", place, made.pk))
    assert page.status_code == 200
    for _click in range(2):
        answer = client.post(url("assessment_submit", place, made.pk))
        assert answer.url == url("assessment_result", place, made.pk)
    assert client.get(url("assessment", place, made.pk)).status_code == 302
    late = client.post(url("assessment_item", place, made.pk, 1), {"m1": "1"})
    assert late.status_code == 409
    assert made.ratings.get(item__number=1).value == 3


def test_handing_in_too_early_says_what_is_missing(client, place, coordinator):
    made = draft(place, digits="33")
    answer = client.post(url("assessment_submit", place, made.pk))
    assert answer.status_code == 422
    assert "Cheferna säkerställer" in answer.text
    made.refresh_from_db()
    assert not made.is_submitted


def test_the_result_states_the_finding_the_sum_and_then_and_now(client, place, coordinator):
    instrument = factories.skr()
    first = factories.occasion(instrument, place, name="Inför träff 1")
    last = factories.occasion(instrument, place, name="Efter träff 3", date=factories.DAY.replace(year=2021))
    factories.assessment(place, first, "1111111111", by=coordinator, people=2)
    done = factories.assessment(place, last, "2222211111", by=coordinator, people=5)
    page = client.get(url("assessment_result", place, done.pk))
    assert "Fem av tio moment har flyttat fram, och inget har backat" in page.text
    assert "15" in page.text
    assert "50\xa0%" in page.text
    assert "Fler deltog i skattningen än förra gången" in page.text
    file = client.get(url("assessment_csv", place, done.pk))
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert "1 Politiskt beslut;1;2;1" in file.content.decode("utf-8-sig")


def test_an_invented_instrument_works_through_the_same_pages(client, place, coordinator):
    board = factories.organisation("Nämnden", kind="board", parent=place)
    at = factories.occasion(factories.invented(), place)
    client.post(url("assessment_start", board, at.pk))
    made = Assessment.objects.get(organisation=board)
    page = client.get(url("assessment", board, made.pk))
    assert "ej tillämpligt" in page.text.lower()
    assert "Nämnden har gjort sak nummer 12 klar" in page.text
    data = {f"m{n}": "4" for n in range(1, 12)} | {
        "m12": "na",
        f"d{factories.functions()[0].pk}": "2",
        "review": "1",
    }
    answer = client.post(url("assessment", board, made.pk), data)
    assert answer.url == url("assessment_submit", board, made.pk)
    client.post(url("assessment_submit", board, made.pk))
    page = client.get(url("assessment_result", board, made.pk))
    assert "Elva av elva moment har nått den högsta nivån" in page.text
    assert "44" in page.text
    assert "100\xa0%" in page.text


@pytest.mark.parametrize("role", [r for r in Role if r != Role.COORDINATOR])
def test_others_read_what_is_handed_in_and_never_a_draft(client, place, role):
    done, open_draft = draft(place, digits="3" * 10, submit=True), None
    at = factories.occasion(done.occasion.instrument, place, name="Inför träff 2")
    open_draft = factories.assessment(place, at, "123", submit=False, comment="HEMLIGT UTKAST")
    client.force_login(factories.member(place, role))
    assert client.get(url("assessment_result", place, done.pk)).status_code == 200
    assert client.get(url("assessment_result", place, open_draft.pk)).status_code == 404
    assert client.get(url("assessment", place, open_draft.pk)).status_code == 403
    listing = client.get(url("checklists", place))
    assert "HEMLIGT" not in listing.text


def test_an_occasion_that_one_is_not_invited_to_can_not_be_started(client, place, coordinator):
    other = factories.organisation("Annanstad")
    theirs = factories.occasion(factories.skr(), other)
    assert client.post(url("assessment_start", place, theirs.pk)).status_code == 404
    assert client.post(url("assessment_start", place, 999999)).status_code == 404


def test_numbers_that_an_old_page_did_not_change_are_left_alone(client, place, coordinator):
    made = draft(place, people=4)
    first, second, *_ = (f"d{function.pk}" for function in factories.functions())
    old = {first: "", f"initial-{first}": "", second: "2", f"initial-{second}": ""}
    client.post(url("assessment_participants", place, made.pk), old)
    assert dict(made.participants.values_list("function__key", "number")) == {"politiker": 4, "chef": 2}


def test_the_name_of_an_occasion_is_one_line(client, place, coordinator):
    data = {
        "instrument": factories.skr().pk,
        "name": "Inför\r\nträff\x00 1\u202e",
        "date": "2026-10-01",
    }
    assert client.post(url("occasion_new", place), data).status_code == 302
    assert Occasion.objects.get().name == "Inför träff 1"
