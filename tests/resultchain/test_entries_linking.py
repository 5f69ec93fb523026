"""Linking an entry on its page: searched for, refused with a reason, taken back."""

import pytest
from django.urls import reverse

from organisations.models import Event
from resultchain.models import Link
from tests import factories
from tests.resultchain import factories as chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Trelleborg")


@pytest.fixture
def unit(place):
    return factories.organisation("Kulturnämnden", kind="board", parent=place)


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place)
    client.force_login(person)
    return person


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def test_linking_searches_and_offers_what_lies_on_the_level_or_to_the_right(client, place, coordinator):
    left, here = chain.entry(place, "Kursen", 1), chain.entry(place, "Mallen", 2)
    right = chain.entry(place, "Rutinen för ÄNDRING", 3)
    address = url("chain_link_new", place, here.pk)
    assert [hit.what for hit in client.get(address).context["hits"]] == ["Rutinen för ÄNDRING"]
    assert client.get(address + "?q=ändring").context["hits"] == [right]
    assert client.get(address + "?q=finns-inte").context["hits"] == []
    assert client.get(address + "?hur=led_to_in").context["hits"] == [left]
    assert len(client.get(address + "?hur=gave_rise_to_out").context["hits"]) == 2
    assert client.post(address, {"hur": "led_to_out", "other": right.pk}).url == url("entry", place, here.pk)
    assert client.post(address, {"hur": "led_to_in", "other": left.pk}).status_code == 302
    assert set(Link.objects.values_list("source", "target")) == {(here.pk, right.pk), (left.pk, here.pk)}
    assert client.get(address + "?hur=gave_rise_to_out").context["hits"] == []
    page = client.get(url("entry", place, here.pk))
    assert "Det som ledde hit" in page.text


def test_at_most_twenty_are_offered(client, place, coordinator):
    here = chain.entry(place, "Mallen", 1)
    for number in range(23):
        chain.entry(place, f"Post {number}", 2)
    assert len(client.get(url("chain_link_new", place, here.pk)).context["hits"]) == 20


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("led_to_out", "Det blir en cirkel: ”Policyn” ledde redan till ”Rutinen”, som ledde till ”Mallen”."),
        ("led_to_in", None),
    ],
)
def test_a_circle_is_refused_with_the_way_it_would_take(client, place, coordinator, how, words):
    here = chain.entry(place, "Mallen", 2)
    policy, routine = chain.entry(place, "Policyn", 2), chain.entry(place, "Rutinen", 2)
    chain.link(policy, routine)
    chain.link(routine, here)
    answer = client.post(url("chain_link_new", place, here.pk), {"hur": how, "other": policy.pk})
    assert answer.status_code == (422 if words else 302)
    if words:
        assert words in answer.text


@pytest.mark.parametrize("other", ["", "x", "0", "99999999", "9" * 40])
def test_a_link_to_nothing_is_refused(client, place, coordinator, other):
    here = chain.entry(place, "Mallen", 2)
    answer = client.post(url("chain_link_new", place, here.pk), {"hur": "led_to_out", "other": other})
    assert answer.status_code == 422
    assert not Link.objects.exists()


def test_an_entry_of_another_organisation_cant_be_linked(client, place, coordinator):
    here, foreign = (
        chain.entry(place, "Mallen", 2),
        chain.entry(factories.organisation("Annan"), "Främmande", 3),
    )
    address = url("chain_link_new", place, here.pk)
    assert "Främmande" not in client.get(address).text
    assert client.post(address, {"hur": "led_to_out", "other": foreign.pk}).status_code == 422


def test_a_link_is_taken_back_from_either_end(client, place, coordinator):
    source, target = chain.entry(place, "Mallen", 2), chain.entry(place, "Rutinen", 3)
    link = chain.link(source, target)
    answer = client.post(url("chain_link_remove", place, link.pk), {"fran": target.pk})
    assert answer.url == url("entry", place, target.pk)
    assert not Link.objects.exists()
    assert Event.objects.get().verb == "resultchain.link_removed"
