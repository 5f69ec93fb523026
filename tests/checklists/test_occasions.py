"""An occasion made by mistake can be mended until somebody has handed in, and removed until somebody has begun."""

import pytest
from django.urls import reverse

from checklists.models import Occasion
from organisations.models import Event, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.organisation()


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place)
    client.force_login(person)
    return person


@pytest.fixture
def twins(place):
    return [
        factories.occasion(instrument, place, name="Vårne")
        for instrument in (factories.skr(), factories.invented())
    ]


def url(place, occasion):
    return reverse("occasion_change", args=[place.slug, occasion.pk])


def test_both_twins_get_the_new_name(client, place, coordinator, twins):
    assert url(place, twins[0]) in client.get(reverse("checklists", args=[place.slug])).text
    answer = client.post(url(place, twins[0]), {"name": "Våren", "date": "2027-04-01"})
    assert answer.status_code == 302
    assert set(Occasion.objects.values_list("name", flat=True)) == {"Våren"}
    assert Event.objects.filter(verb="checklists.occasion_changed").count() == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "  "}, "fyllas i"),
        ({"date": "0001-01-01"}, "efter 1899"),
        ({"date": "9999-12-31"}, "före 2101"),
    ],
)
def test_bad_input_is_told(client, place, coordinator, twins, changes, words):
    answer = client.post(url(place, twins[0]), {"name": "Våren", "date": "2027-04-01"} | changes)
    assert answer.status_code == 422
    assert words in answer.text


def test_what_exists_is_not_made_twice(client, place, coordinator, twins):
    factories.occasion(factories.skr(), place, name="Hösten")
    answer = client.post(url(place, twins[0]), {"name": "Hösten", "date": factories.DAY.isoformat()})
    assert answer.status_code == 422
    assert "finns redan" in answer.text
    assert Occasion.objects.filter(name="Vårne").count() == 2


def test_after_handing_in_nothing_changes(client, place, coordinator, twins):
    factories.assessment(place, twins[0], "3" * 10, by=coordinator)
    answer = client.post(url(place, twins[1]), {"name": "Våren", "date": "2027-04-01"})
    assert answer.status_code == 422
    assert "har redan lämnat in" in answer.text
    client.post(url(place, twins[0]), {"remove": "1"})
    assert Occasion.objects.filter(name="Vårne").count() == 2


def test_it_is_removed_while_nobody_has_begun(client, place, coordinator, twins):
    factories.own_assessment(place, twins[0], "3", by=coordinator, finish=False)
    client.post(url(place, twins[0]), {"remove": "1"})
    assert Occasion.objects.count() == 2
    twins[0].own_assessments.all().delete()
    client.post(url(place, twins[0]), {"remove": "1"})
    assert not Occasion.objects.exists()
    assert client.post(url(place, twins[0]), {"remove": "1"}).status_code == 404


def test_only_the_owners_coordinator_may(client, place, twins):
    client.force_login(factories.member(place, Role.READER))
    assert client.get(url(place, twins[0])).status_code == 403
    other = factories.organisation("Annan")
    twins[0].invitees.add(other)
    client.force_login(factories.member(other))
    assert client.get(url(other, twins[0])).status_code == 404
