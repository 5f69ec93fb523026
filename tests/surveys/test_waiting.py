"""What the start page tells a coordinator about surveys, and nobody else."""

import pytest
from django.urls import reverse

from organisations.access import membership_at
from organisations.models import Role
from surveys.models import Invitation, MailState
from surveys.waiting import waiting
from tests import factories
from tests.surveys.factories import closed, draft, opened

pytestmark = pytest.mark.django_db


def told(person, place):
    membership = membership_at(person, place.slug)
    assert membership is not None
    return waiting(membership)


def test_addresses_that_failed_then_results_then_drafts(client, django_assert_num_queries):
    place = factories.organisation()
    person = factories.member(place)
    assert told(person, place) == []
    draft(place=place)
    closed(opened(place=place, people=1))
    survey = opened(place=place, people=3)
    assert [one.level for one in told(person, place)] == ["full", "none"]
    failed = Invitation.objects.filter(survey=survey, email="svarande-0@prov.example")
    failed.update(mail=MailState.REFUSED)
    membership = membership_at(person, place.slug)
    assert membership is not None
    with django_assert_num_queries(1):
        found = waiting(membership)
    assert [one.level for one in found] == ["half", "full", "none"]
    assert found[0].text == "En adress tog inte emot mejlet."
    client.force_login(person)
    page = client.get(reverse("start")).text
    for one in found:
        assert one.url in page
        assert client.get(one.url).status_code == 200


def test_nobody_else_is_told_anything(django_assert_num_queries):
    place = factories.organisation()
    draft(place=place)
    membership = membership_at(factories.member(place, Role.READER), place.slug)
    assert membership is not None
    with django_assert_num_queries(0):
        assert waiting(membership) == []
