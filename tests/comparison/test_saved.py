"""A selection is kept under a name for the organisation's members; the address carries it, never the figures."""

import re

import pytest
from django.urls import reverse

from comparison.actions import saved as actions
from comparison.models import SavedSelection
from organisations.models import Role
from tests import factories
from tests.comparison.factories import joined
from tests.programmes.pages import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def found():
    made = joined("Ale", "Borås")
    made.rate(made.places[0], "2222222222")
    return made


def url(place, name="comparison", *args):
    return reverse(name, args=[place.slug, *args])


def test_a_kept_selection_leads_back_to_the_same_page(client, found):
    query = f"satsning={found.programme.pk}&slag=municipality"
    client.force_login(factories.member(found.lead, Role.PROGRAMME_LEAD))
    save = f"{url(found.lead, 'comparison_save')}?{query}"
    assert "Spara urvalet" in client.get(save).text
    for _click in range(2):
        answer = client.post(save, {"name": "Kommunerna"})
        assert answer.status_code == 302
    one = SavedSelection.objects.get()
    assert answer.headers["Location"] == f"{url(found.lead)}?{one.query}"
    client.force_login(factories.member(found.lead, Role.READER))
    page = client.get(f"{url(found.lead)}?{one.query}")
    assert "1 av 2 organisationer ingår" in plain(page)
    assert "Kommunerna" in page.text
    assert "Spara det här urvalet" not in page.text
    assert "Ta bort" not in page.text


def test_names_are_needed_and_taken_once(client, found):
    client.force_login(factories.member(found.lead, Role.PROGRAMME_LEAD))
    save = url(found.lead, "comparison_save")
    assert "Skriv ett namn på urvalet." in client.post(save, {"name": " \u202e "}).text
    client.post(save, {"name": "Alla"})
    answer = client.post(f"{save}?satsning=alla", {"name": "Alla"})
    assert answer.status_code == 422
    assert "Välj ett annat." in answer.text
    assert 'value="Alla"' in answer.text, "nothing typed is lost"
    assert SavedSelection.objects.count() == 1


def test_a_wrong_selection_is_not_kept(client, found):
    client.force_login(factories.member(found.lead, Role.PROGRAMME_LEAD))
    answer = client.post(f"{url(found.lead, 'comparison_save')}?grupp=99", {"name": "Fel"})
    assert answer.headers["Location"] == f"{url(found.lead)}?grupp=99"
    assert not SavedSelection.objects.exists()


def test_only_the_owner_or_a_coordinator_lets_go(client, found):
    owner = factories.member(found.lead, Role.PROGRAMME_LEAD)
    one = actions.save_selection(by=owner, organisation=found.lead, name="Alla", query="satsning=alla")
    address = url(found.lead, "comparison_remove", one.pk)
    client.force_login(factories.member(found.lead, Role.EVALUATOR))
    assert client.post(address).status_code == 404
    client.force_login(factories.member(found.places[0]))
    assert client.post(url(found.places[0], "comparison_remove", one.pk)).status_code == 404
    client.force_login(owner)
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert not SavedSelection.objects.exists()


def test_the_button_pressed_twice_says_the_same_and_to_others_the_id_is_unknown(client, found):
    owner, coordinator = (factories.member(found.lead, role) for role in (Role.MENTOR, Role.COORDINATOR))
    one, other = (
        actions.save_selection(by=owner, organisation=found.lead, name=name, query="") for name in ("A", "B")
    )
    address = url(found.lead, "comparison_remove", one.pk)
    marks = {}
    for person in (coordinator, owner):
        client.force_login(person)
        page = client.get(url(found.lead)).text
        marks[person] = re.findall(r'name="knapp" value="([^"]+)"', page)[0]
    for person in (owner, owner, coordinator):
        client.force_login(person)
        answer = client.post(address, {"knapp": marks[person]}, follow=True)
        assert answer.redirect_chain == [(url(found.lead), 302)]
        assert "Det sparade urvalet är borttaget." in answer.text
    client.force_login(owner)
    for sent in ({}, {"knapp": marks[coordinator]}, {"knapp": "å"}):
        assert client.post(address, sent).status_code == 404
    client.force_login(factories.member(found.lead, Role.EVALUATOR))
    for number in (one.pk, other.pk, 0):
        sent = {"knapp": marks[owner]}
        assert client.post(url(found.lead, "comparison_remove", number), sent).status_code == 404
    assert list(SavedSelection.objects.all()) == [other]


def test_there_is_room_for_so_many(found):
    by = factories.member(found.lead)
    for number in range(actions.MOST_SAVED):
        SavedSelection.objects.create(organisation=found.lead, owner=by, name=str(number))
    with pytest.raises(actions.TooManyError):
        actions.save_selection(by=by, organisation=found.lead, name="En till", query="")
