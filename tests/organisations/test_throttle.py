"""Both attacks on sign-in: a stranger who tries to shut a person out, and a neighbour behind the same address."""

import logging

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from organisations import throttle
from organisations.sign_in import password_link
from organisations.throttle import network_of
from tests import factories as make

pytestmark = pytest.mark.django_db

EMAIL = "karin@prov.example"
STRANGER, AT_WORK, AT_HOME = "203.0.113.9", "198.51.100.7", "192.0.2.44"
SIGNED_IN, WRONG, STOPPED = 302, 200, 429


@pytest.fixture
def karin():
    return make.user("Karin Prov", email=EMAIL)


def sign_in(client, *, email=EMAIL, password=make.PASSWORD, address=AT_WORK):
    return client.post("/logga-in/", {"login": email, "password": password}, REMOTE_ADDR=address).status_code


def sign_out(client):
    """The test client's own logout() throws every cookie away, which no browser does."""
    client.post("/logga-ut/")


def guess(times, *, email=EMAIL, address=STRANGER):
    client = Client()
    return [sign_in(client, email=email, password="fel", address=address) for _ in range(times)]


def test_guessing_from_one_place_stops_after_ten(karin):
    assert guess(12) == [WRONG] * 10 + [STOPPED] * 2
    # The right password makes no difference then: a guess that would succeed is stopped too.
    assert sign_in(Client(), address=STRANGER) == STOPPED


def test_the_page_that_stops_says_what_to_do(karin, client):
    guess(10)
    answer = client.post("/logga-in/", {"login": EMAIL, "password": "fel"}, REMOTE_ADDR=STRANGER)
    assert answer.status_code == STOPPED
    assert "För många försök" in answer.content.decode()


def test_a_stranger_cannot_shut_a_person_out(karin):
    known = Client()
    assert sign_in(known) == SIGNED_IN
    sign_out(known)
    guess(20)
    # At work, where she has signed in before, and at home, where she has not.
    assert sign_in(known) == SIGNED_IN
    assert sign_in(Client(), address=AT_HOME) == SIGNED_IN


def test_many_strangers_cannot_shut_a_person_out_of_a_known_browser(karin):
    known = Client()
    assert sign_in(known) == SIGNED_IN
    sign_out(known)
    for number in range(8):
        guess(10, address=f"203.0.113.{number}")
    assert sign_in(known, address=AT_HOME) == SIGNED_IN


def test_many_strangers_slow_a_new_browser_down_but_a_mailed_link_opens_it(karin):
    for number in range(6):
        guess(10, address=f"203.0.113.{number}")
    # Beyond fifty failures from anywhere the account gives one turn a minute to browsers it does not know, and
    # the strangers have just taken it.
    new = Client()
    assert sign_in(new, address=AT_HOME) == STOPPED
    link = password_link(karin).removeprefix(settings.PUBLIC_URL)
    form = new.get(link, follow=True)
    chosen = {"password1": "en-ny-lang-mening-27", "password2": "en-ny-lang-mening-27"}
    answer = new.post(form.request["PATH_INFO"], chosen)
    assert answer.status_code == SIGNED_IN
    assert new.session["_auth_user_id"] == str(karin.pk)
    # From now on the browser is known.
    sign_out(new)
    assert sign_in(new, password="en-ny-lang-mening-27", address=AT_HOME) == SIGNED_IN


def test_after_the_turn_a_new_browser_gets_the_next_one(karin):
    for number in range(6):
        guess(10, address=f"203.0.113.{number}")
    tried = throttle.Attempt(throttle._hash(EMAIL), throttle._hash(AT_HOME), None)
    cache.delete(throttle._key("turn", tried.account))
    assert sign_in(Client(), address=AT_HOME) == SIGNED_IN


def test_a_municipality_behind_one_address_is_not_shut_out_by_one_who_forgets(karin):
    colleague = make.user("Kollega Prov", email="kollega@prov.example")
    assert guess(15, email=colleague.email, address=AT_WORK)[-1] == STOPPED
    assert sign_in(Client(), address=AT_WORK) == SIGNED_IN


def test_one_address_cannot_try_a_password_on_everybody(karin, monkeypatch):
    monkeypatch.setattr(throttle, "NETWORK", throttle.Limit(20, 60))
    statuses = [guess(1, email=f"person{n}@prov.example")[0] for n in range(25)]
    assert statuses == [WRONG] * 20 + [STOPPED] * 5
    # Elsewhere nobody notices, and a known browser behind the same address does not either.
    assert sign_in(Client(), address=AT_HOME) == SIGNED_IN


def test_a_known_browser_has_a_limit_of_its_own(karin):
    known = Client()
    sign_in(known)
    sign_out(known)
    assert [sign_in(known, password="fel") for _ in range(12)] == [WRONG] * 10 + [STOPPED] * 2


def test_signing_in_to_an_own_account_in_between_clears_nothing(karin):
    own = make.user("Anfallare", email="egen@prov.example")
    for _ in range(10):
        guess(1)
        assert sign_in(Client(), email=own.email, address=STRANGER) == SIGNED_IN
    assert guess(1) == [STOPPED]


def test_a_cookie_is_worth_nothing_to_another_account_or_when_it_is_forged(karin):
    other = make.user("Annan", email="annan@prov.example")
    browser = Client()
    sign_in(browser, email=other.email, address=STRANGER)
    sign_out(browser)
    guess(10)
    assert sign_in(browser, address=STRANGER) == STOPPED
    browser.cookies[settings.KNOWN_BROWSER_COOKIE_NAME] = "påhittad:kaka"
    assert sign_in(browser, address=STRANGER) == STOPPED


def test_the_cache_holds_no_address_of_anybody(karin, broker):
    guess(3)
    sign_in(Client())
    kept = b"\n".join(key + b"=" + (broker.dump(key) or b"") for key in broker.scan_iter("mr:*sign-in*"))
    assert kept
    for secret in (EMAIL, "karin", STRANGER, AT_WORK):
        assert secret.encode() not in kept


def test_without_redis_people_still_come_in(karin, settings, caplog):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "unix:///finns/inte.sock"}}
    with caplog.at_level(logging.WARNING):
        assert guess(12) == [WRONG] * 12
        assert sign_in(Client()) == SIGNED_IN
    assert "cache_away" in caplog.messages


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2ff:3::1", "2001:db8:1:200::/56"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("unknown", "unknown"),
    ],
)
def test_a_subscriber_is_one_network(address, network):
    assert network_of(address) == network
