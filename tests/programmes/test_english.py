"""Somebody who chooses English meets no Swedish in the room but what checklists, own lists and people say."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.urls import reverse

from organisations.models import Role
from tests import factories
from tests.guards.world import routes
from tests.harness.not_pages import NOT_PAGES
from tests.programmes.english_world import World

pytestmark = pytest.mark.django_db

ROOMS = ("programmes.views", "reports.views.handing_in")
SWEDISH = re.compile(
    r"[åäöÅÄÖ]|\b(och|att|inte|som|med|ett|en|du|ni|det|har|kan|om|eller|inga|ingen|av|till|fr|Spara|Skriv|Avbryt|Visa"
    r"|Namn|Roll|Sida|Rapporter|Nytt|Ny|Skapa|Klar|deltar|deltagare|programledare|brev|i)\b"
)
UNSEEN = {"script", "style", "template", "noscript"}
EMPTY = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "use", "wbr"}
READ_OUT = ("aria-label", "title", "alt", "placeholder")


class Texts(HTMLParser):
    """What a page says in its own language: everything that is seen or read out, but not what is marked as Swedish."""

    def __init__(self):
        super().__init__()
        self.found, self._open = [], []

    def handle_starttag(self, tag, attrs):
        here = dict(attrs)
        passed = tag in UNSEEN or here.get("lang") == "sv" or bool(self._open and self._open[-1][1])
        if not passed:
            self.found += [here[name] for name in READ_OUT if here.get(name)]
        if tag not in EMPTY:
            self._open.append((tag, passed))

    def handle_startendtag(self, tag, attrs):
        """Nothing stands in it, as in the shapes of a drawing."""

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not (self._open and self._open[-1][1]):
            self.found.append(" ".join(data.split()))


def test_no_swedish_in_english(client):
    world, faults = World(), []
    said = words_of(world.occasion.instrument)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for place in (world.lead, world.own):
        client.force_login(factories.member(place, Role.COORDINATOR, name="Lo Reader"))
        for path in addresses(world, place):
            for answered in pages(client, path):
                texts = [without(text, said) for text in texts_of(answered.text)]
                faults += [f"{path}: {text}" for text in texts if SWEDISH.search(text)]
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


def texts_of(html):
    parser = Texts()
    parser.feed(html)
    return parser.found


def words_of(instrument):
    """The checklist's own words, which are Swedish wherever they stand, and a town that an example names."""
    return [str(instrument), instrument.title, *instrument.scale.labels, "Malmö"]


def without(text, words):
    for word in words:
        text = text.replace(word, "")
    return text
