"""Somebody who chooses English meets no Swedish in the room but what checklists, own lists and people say."""

import pytest
from django.conf import settings
from django.urls import reverse

from organisations.models import Role
from tests import factories
from tests.guards.world import routes
from tests.harness.english_texts import swedish_in, words_of
from tests.harness.not_pages import NOT_PAGES
from tests.programmes.english_world import World

pytestmark = pytest.mark.django_db

ROOMS = ("programmes.views", "reports.views.handing_in")


def test_no_swedish_in_english(client):
    world, faults = World(), []
    # A town that an example names.
    said = [*words_of(world.occasion.instrument), "Malmö"]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for place in (world.lead, world.own):
        client.force_login(factories.member(place, Role.COORDINATOR, name="Lo Reader"))
        for path in addresses(world, place):
            for answered in pages(client, path):
                faults += [f"{path}: {text}" for text in swedish_in(answered.text, said)]
    assert not faults, "\n".join(dict.fromkeys(faults))


def addresses(world, place):
    """Every page of the room, once for each thing that it may be about."""
    for name, (pattern, parts) in sorted(routes().items()):
        if pattern.callback.__module__.startswith(ROOMS) and name not in NOT_PAGES:
            for values in world.states(name, parts):
                yield reverse(name, kwargs={"slug": place.slug, **values})
    yield reverse("start")


def pages(client, path):
    """The page as it is opened, and as it comes back when its form is sent with nothing in it."""
    opened = client.get(path)
    sent = [client.post(path)] if 'method="post" novalidate' in opened.text else []
    return [one for one in (opened, *sent) if one.status_code in {200, 422}]
