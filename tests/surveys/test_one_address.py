"""One address is taken off a draft, and off nothing else."""

import pytest
from django.urls import reverse

from organisations.models import Event
from surveys.actions import inviting, surveys
from surveys.models import Invitation
from tests import factories
from tests.surveys.factories import draft, opened

pytestmark = pytest.mark.django_db


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
    found = Event.objects.filter(verb__startswith="surveys.").order_by("pk")
    return [verb.removeprefix("surveys.") for verb in found.values_list("verb", flat=True)]


def test_one_address_is_taken_off_a_draft(client, place, coordinator):
    survey = draft(place=place)
    inviting.invite(survey=survey, people={"a@prov.example": "", "b@prov.example": ""})
    gone = Invitation.objects.get(email="a@prov.example")
    address = url("survey_uninvite", place, survey.pk, gone.pk)
    assert address in client.get(url("survey_invited", place, survey.pk)).text
    answer = client.post(address, follow=True)
    assert "Adressen är borttagen." in plain(answer)
    assert list(survey.invitations.values_list("email", flat=True)) == ["b@prov.example"]
    assert client.post(address).status_code == 404
    assert client.get(address).status_code == 405
    assert verbs() == ["made", "invited", "uninvited"]


@pytest.mark.parametrize("sida", ["1", "2", "²", "x" * 400, "-1"])
def test_one_comes_back_to_the_page_that_one_was_on(client, place, coordinator, sida):
    survey = draft(place=place)
    inviting.invite(survey=survey, people={f"{n}@prov.example": "" for n in range(120)})
    address = url("survey_uninvite", place, survey.pk, survey.invitations.earliest("email").pk)
    answer = client.post(f"{address}?sida={sida}")
    assert answer.url.endswith("?sida=2") == (sida == "2")
    assert client.get(answer.url).status_code == 200


def test_not_from_an_opened_survey_nor_another_one(client, place, coordinator):
    survey, other = opened(place=place, people=1), draft(place=place)
    one = survey.invitations.get()
    page = client.get(url("survey_invited", place, survey.pk)).text
    assert "ta-bort" not in page
    assert client.post(url("survey_uninvite", place, survey.pk, one.pk)).status_code == 404
    assert client.post(url("survey_uninvite", place, other.pk, one.pk)).status_code == 404
    with pytest.raises(surveys.NotADraftError):
        inviting.uninvite(by=coordinator, survey=survey, invitation_id=one.pk)
    assert survey.invitations.count() == 1
