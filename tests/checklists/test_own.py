"""One person rates alone: whoever may does, and nobody but the rater reaches it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from checklists.calculations import FEWEST_MEASURED
from checklists.models import OwnAssessment
from organisations.models import Event, Function, Membership, Role
from tests import factories

pytestmark = pytest.mark.django_db

RATERS = [Role.COORDINATOR, Role.CONTRIBUTOR, Role.PARTICIPANT]


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Trelleborg")


@pytest.fixture
def at(place):
    return factories.occasion(factories.skr(), place, name="Inför träff 1")


@pytest.fixture
def participant(client, place):
    person = factories.member(
        place, Role.PARTICIPANT, name="Alex Prov", function=Function.objects.get(key="chef")
    )
    client.force_login(person)
    return person


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def begin(client, place, at):
    answer = client.post(url("own_start", place, at.pk))
    own = OwnAssessment.objects.get(organisation=place)
    assert answer.url == url("own_assessment", place, own.pk)
    return own


def values(own):
    return [rating.value for rating in own.ratings.order_by("item__number")]


@pytest.mark.parametrize("role", list(Role))
def test_those_who_take_part_may_rate_alone_and_others_may_not(client, place, at, role):
    client.force_login(factories.member(place, role))
    answer = client.post(url("own_start", place, at.pk))
    assert answer.status_code == (302 if role in RATERS else 403)
    assert OwnAssessment.objects.count() == (1 if role in RATERS else 0)


def test_a_double_click_begins_once(client, place, at, participant):
    own = begin(client, place, at)
    begin(client, place, at)
    assert own.function.key == "chef"
    assert own.ratings.count() == 10
    assert Event.objects.filter(verb="checklists.own_started").count() == 1


def test_the_page_says_who_sees_it_and_saves_all_without_javascript(client, place, at, participant):
    factories.member(place, name="Robin Samordnare")
    own = begin(client, place, at)
    page = client.get(url("own_assessment", place, own.pk))
    assert "Bara du, tills du trycker på Jag är klar." in page.text
    assert "Robin Samordnare" in page.text
    politician = Function.objects.get(key="politiker")
    sent = {f"m{n}": "2" for n in range(1, 11)} | {"m1-kommentar": "Beslut saknas", "funktion": politician.pk}
    answer = client.post(url("own_assessment", place, own.pk), sent)
    assert answer.status_code == 302
    own.refresh_from_db()
    assert values(own) == [2] * 10
    assert own.ratings.get(item__number=1).comment == "Beslut saknas"
    assert own.function == politician
    assert own.finished_at is None


def test_one_item_and_the_function_save_themselves(client, place, at, participant):
    own = begin(client, place, at)
    answer = client.post(url("own_item", place, own.pk, 2), {"m2": "3", "m2-kommentar": "Varje månad"})
    assert answer.status_code == 200
    assert "Sparat" in answer.text
    assert "1 av 10" in answer.text
    rating = own.ratings.get(item__number=2)
    assert (rating.value, rating.comment) == (3, "Varje månad")
    answer = client.post(
        url("own_function", place, own.pk), {"funktion": "", "initial-funktion": own.function.pk}
    )
    assert answer.status_code == 200
    own.refresh_from_db()
    assert own.function is None
    assert client.post(url("own_item", place, own.pk, 99), {"m99": "1"}).status_code == 404


def test_an_old_tab_saves_only_what_was_changed_there(client, place, at, participant):
    own = begin(client, place, at)
    shown = {f"initial-m{n}": "" for n in range(1, 11)} | {
        f"initial-m{n}-kommentar": "" for n in range(1, 11)
    }
    shown |= {"initial-funktion": own.function.pk, "funktion": own.function.pk}
    client.post(url("own_item", place, own.pk, 1), {"m1": "3", "m1-kommentar": "Nytt"})
    client.post(url("own_function", place, own.pk), {"funktion": "", "initial-funktion": own.function.pk})
    client.post(url("own_assessment", place, own.pk), shown | {"m2": "2"})
    own.refresh_from_db()
    assert values(own)[:3] == [3, 2, None]
    assert own.ratings.get(item__number=1).comment == "Nytt"
    assert own.function is None


@pytest.mark.parametrize("value", ["0", "4", "na", "<script>", "²", "9" * 400])
def test_a_value_outside_the_scale_is_refused_and_nothing_is_lost(client, place, at, participant, value):
    own = begin(client, place, at)
    for name, args in [("own_assessment", [own.pk]), ("own_finish", [own.pk]), ("own_item", [own.pk, 1])]:
        answer = client.post(url(name, place, *args), {"m1": value, "m1-kommentar": "min <b>text</b>"})
        assert answer.status_code == 422
        assert "Moment 1: välj ett av stegen i skalan." in answer.text
        if name != "own_item":
            assert "min &lt;b&gt;text&lt;/b&gt;" in answer.text
    assert values(own)[0] is None


def test_long_comments_and_foreign_functions_are_refused(client, place, at, participant):
    own = begin(client, place, at)
    answer = client.post(url("own_item", place, own.pk, 1), {"m1-kommentar": "x" * 2001})
    assert answer.status_code == 422
    assert "Korta den till högst 2000" in answer.text.replace("\xa0", "")
    for wrong in ("999999", "abc", "1.5"):
        answer = client.post(url("own_function", place, own.pk), {"funktion": wrong})
        assert answer.status_code == 422
        assert "Välj en funktion i listan." in answer.text


def test_being_done_hands_it_over_and_changing_again_takes_it_back(client, place, at, participant):
    own = begin(client, place, at)
    nothing = client.post(url("own_finish", place, own.pk))
    assert nothing.status_code == 422
    assert "Skatta minst ett moment" in nothing.text
    page = client.post(url("own_finish", place, own.pk), {"m1": "2", "m2": "3"}, follow=True)
    assert "Åtta moment är inte skattade." in page.text
    own.refresh_from_db()
    assert own.finished_at is not None
    late = client.post(url("own_item", place, own.pk, 1), {"m1": "1"})
    assert late.status_code == 409
    assert "du har sagt att du är klar" in late.text
    client.post(url("own_finish", place, own.pk))  # a double click
    client.post(url("own_reopen", place, own.pk))
    client.post(url("own_reopen", place, own.pk))
    own.refresh_from_db()
    assert own.finished_at is None
    assert values(own)[:2] == [2, 3]
    told = Event.objects.filter(verb__contains="own_").order_by("pk").values_list("verb", "data")
    assert list(told) == [
        ("checklists.own_started", {}),
        ("checklists.own_finished", {}),
        ("checklists.own_reopened", {}),
    ]


def test_it_closes_when_the_group_hands_in_and_stays_readable(client, place, at, participant):
    own = begin(client, place, at)
    client.post(url("own_item", place, own.pk, 1), {"m1": "2", "m1-kommentar": "Mitt skäl"})
    factories.assessment(place, at, "3" * 10)
    assert client.post(url("own_item", place, own.pk, 1), {"m1": "1"}).status_code == 409
    for name in ("own_assessment", "own_finish", "own_reopen"):
        client.post(url(name, place, own.pk), {"m1": "1"})
    own.refresh_from_db()
    assert own.finished_at is None
    assert values(own)[0] == 2
    page = client.get(url("own_assessment", place, own.pk))
    assert "Mitt skäl" in page.text
    assert "Du hann inte bli klar" in page.text
    own.delete()
    answer = client.post(url("own_start", place, at.pk), follow=True)
    assert "går inte att skatta själv längre" in answer.text
    assert not OwnAssessment.objects.exists()


def test_nobody_else_reaches_it(client, place, at):
    rater = factories.member(place, Role.PARTICIPANT)
    own = factories.own_assessment(place, at, "1" * 10, by=rater, comment="HEMLIGT")
    for role in Role:
        client.force_login(factories.member(place, role))
        for name, args in [
            ("own_assessment", [own.pk]),
            ("own_item", [own.pk, 1]),
            ("own_function", [own.pk]),
            ("own_finish", [own.pk]),
            ("own_reopen", [own.pk]),
        ]:
            answer = client.post(url(name, place, *args), {"m1": "3"})
            assert answer.status_code == (404 if role in RATERS else 403), (role, name)
            assert "HEMLIGT" not in answer.text
    own.refresh_from_db()
    assert values(own) == [1] * 10


def test_whoever_has_left_reaches_it_no_more(client, place, at):
    rater = factories.member(place, Role.PARTICIPANT)
    own = factories.own_assessment(place, at, "1", by=rater)
    Membership.objects.filter(user=rater).update(valid_to=timezone.localdate(), ended_at=timezone.now())
    client.force_login(rater)
    assert client.get(url("own_assessment", place, own.pk)).status_code == 404


def test_a_unit_rates_at_its_own_level(client, place):
    board = factories.organisation("Nämnden", kind="board", parent=place)
    at = factories.occasion(factories.invented(), place)
    client.force_login(factories.member(board, Role.CONTRIBUTOR))
    own = begin(client, board, at)
    assert client.post(url("own_start", place, at.pk)).status_code == 404
    client.post(url("own_item", board, own.pk, 1), {"m1": "na"})
    assert own.ratings.get(item__number=1).not_applicable


def test_minutes_are_told_when_enough_are_measured(client, place, at, participant):
    own = begin(client, place, at)
    for number in range(FEWEST_MEASURED):
        assert "Det brukar ta" not in client.get(url("own_assessment", place, own.pk)).text
        done = factories.own_assessment(place, at, "1", by=factories.member(place, Role.PARTICIPANT))
        done.worked_seconds = 60 * (number + 4)
        done.save()
    text = client.get(url("own_assessment", place, own.pk)).text
    assert "Det brukar ta ungefär sex minuter (median av 5 egna skattningar)." in text


def test_work_is_measured_between_saves(client, place, at, participant):
    own = begin(client, place, at)
    OwnAssessment.objects.update(created_at=timezone.now() - datetime.timedelta(minutes=2))
    client.post(url("own_item", place, own.pk, 1), {"m1": "2"})
    own.refresh_from_db()
    assert 115 <= own.worked_seconds <= 125
