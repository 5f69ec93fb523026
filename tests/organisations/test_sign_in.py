"""Signing in and out, new passwords, and what is not there: sign-up."""

import re
from statistics import median
from time import perf_counter

import pytest
from django.contrib.auth import hashers
from django.core import mail
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from organisations import doorbell
from organisations.adapters import InvitedOnlyAdapter
from organisations.models import User
from organisations.sign_in import send_password_link
from tests import factories as make
from tests.organisations.links import path_in

pytestmark = pytest.mark.django_db
NEW = {"password1": "en-ny-lang-mening-27", "password2": "en-ny-lang-mening-27"}


@pytest.fixture
def kim():
    return make.user("Kim Prov", email="kim@prov.example")


def test_sign_up_cannot_be_reached(client):
    assert InvitedOnlyAdapter().is_open_for_signup(RequestFactory().get("/")) is False
    for name in ("account_signup", "account_email", "account_set_password", "account_request_login_code"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for path in ("/signup/", "/accounts/signup/", "/konto/skapa/"):
        assert client.get(path).status_code in {302, 404}
    before = User.objects.count()
    client.post("/logga-in/", {"email": "ny@prov.example", "password1": NEW["password1"]})
    assert User.objects.count() == before


def test_sign_in_goes_on_to_the_page_that_was_asked_for(client, kim):
    answer = client.post(
        "/logga-in/?next=/organisationer/", {"login": "KIM@prov.example", "password": make.PASSWORD}
    )
    assert answer.url == "/organisationer/"


@pytest.mark.parametrize("target", ["https://ond.example/", "//ond.example", "javascript:alert(1)"])
def test_sign_in_leads_to_no_other_site(client, kim, target):
    answer = client.post(f"/logga-in/?next={target}", {"login": kim.email, "password": make.PASSWORD})
    assert answer.url == "/"


def test_wrong_and_unknown_say_the_same(client, kim):
    bodies = set()
    for login in (kim.email, "okand@prov.example"):
        body = client.post("/logga-in/", {"login": login, "password": "fel"}).content.decode()
        assert "E-postadressen eller lösenordet stämmer inte" in body
        bodies.add(re.sub(r'value="\w{64}"', "", body.replace(login, "")))
    assert len(bodies) == 1


def test_an_unknown_person_takes_as_much_work_as_a_known_one(client, kim, monkeypatch):
    """The time goes to hashing, so the number of hashes is what a clock would show."""
    worked = []
    hasher = hashers.get_hasher()
    encode = type(hasher).encode

    def counting(self, *args, **kwargs):
        worked.append(1)
        return encode(self, *args, **kwargs)

    monkeypatch.setattr(type(hasher), "encode", counting)
    counts = []
    User.objects.create_user("utan@prov.example", None, name="Utan lösenord")
    for login in (kim.email, "okand@prov.example", "utan@prov.example"):
        worked.clear()
        client.post("/logga-in/", {"login": login, "password": "fel"})
        counts.append(len(worked))
    assert counts == [1, 1, 1]


def test_signing_out_needs_a_post(client, kim):
    client.force_login(kim)
    client.get("/logga-ut/")
    assert "_auth_user_id" in client.session
    assert client.post("/logga-ut/").url == "/logga-in/"
    assert "_auth_user_id" not in client.session


def test_a_closed_account_is_told_only_to_who_knows_the_password(client, kim):
    User.objects.update(is_active=False)
    right = client.post("/logga-in/", {"login": kim.email, "password": make.PASSWORD})
    assert right.url == reverse("account_inactive")
    assert client.get(right.url).status_code == 200
    wrong = client.post("/logga-in/", {"login": kim.email, "password": "fel"})
    assert wrong.status_code == 200
    assert "_auth_user_id" not in client.session


class TestNewPassword:
    """The way in by mail."""

    def test_known_and_unknown_get_the_same_answer(self, client, kim, monkeypatch):
        rung = []

        def ring(task, *ids):
            rung.append(ids)
            return True

        monkeypatch.setattr("organisations.forms.sign_in.ring", ring)
        answers = [client.post("/losenord/nytt/", {"email": e}) for e in (kim.email, "okand@prov.example")]
        assert {(a.status_code, a.url) for a in answers} == {(302, "/losenord/nytt/skickat/")}
        assert rung == [(kim.pk, "sv"), (0, "sv")]
        assert client.get("/losenord/nytt/skickat/").status_code == 200

    def test_known_and_unknown_take_equally_long(self, client, kim, broker):
        def measured(email):
            began = perf_counter()
            client.post("/losenord/nytt/", {"email": email})
            return perf_counter() - began

        measured(kim.email)
        times = {email: [measured(email) for _ in range(3)] for email in (kim.email, "okand@prov.example")}
        slow, fast = sorted((median(t) for t in times.values()), reverse=True)
        assert slow - fast < 0.1  # a mail server's answer would take longer than this

    def test_nothing_secret_travels_through_the_broker(self, client, kim, broker):
        client.post("/losenord/nytt/", {"email": kim.email})
        (message,) = broker.lrange("celery", 0, -1)
        assert kim.email.encode() not in message
        assert b"send_password" in message

    def test_the_link_works_once_and_signs_in(self, client, kim):
        send_password_link(kim.pk, "sv")
        (sent,) = mail.outbox
        assert sent.subject == "Nytt lösenord i MR-integrering"
        path = path_in(str(sent.body))
        form = client.get(path, follow=True)
        assert "no-store" in form["Cache-Control"]
        answer = client.post(form.request["PATH_INFO"], NEW)
        assert (answer.status_code, answer.url) == (302, "/")
        kim.refresh_from_db()
        assert kim.check_password(NEW["password1"])
        again = type(client)().get(path, follow=True)
        assert "Länken" in again.content.decode()
        assert again.context["token_fail"]

    def test_english_for_who_reads_english(self, kim):
        send_password_link(kim.pk, "en")
        assert "http" in mail.outbox[0].body

    @pytest.mark.parametrize("active", [True, False])
    def test_only_active_people_get_mail(self, kim, active):
        User.objects.update(is_active=active)
        send_password_link(kim.pk, "sv")
        send_password_link(0, "sv")
        assert len(mail.outbox) == active

    def test_without_broker_the_mail_is_sent_at_once(self, client, kim, monkeypatch):
        monkeypatch.setattr("organisations.forms.sign_in.ring", lambda *_: False)
        client.post("/losenord/nytt/", {"email": kim.email})
        assert len(mail.outbox) == 1

    def test_without_mail_server_there_is_no_error_page(self, client, kim, settings, caplog):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1
        send_password_link(kim.pk, "sv")
        assert "mail_not_sent" in caplog.messages

    def test_asking_again_and_again_is_stopped(self, client, kim, broker):
        statuses = [client.post("/losenord/nytt/", {"email": kim.email}).status_code for _ in range(7)]
        assert statuses == [302] * 5 + [429] * 2

    @pytest.mark.parametrize("password", ["kort", "kim@prov.example", "123456789012", "password1234"])
    def test_a_weak_password_is_refused_in_words(self, client, kim, password):
        client.force_login(kim)
        data = {"oldpassword": make.PASSWORD, "password1": password, "password2": password}
        answer = client.post("/losenord/byt/", data)
        kim.refresh_from_db()
        assert answer.status_code == 200
        assert not kim.check_password(password)

    def test_changing_it_signs_other_browsers_out(self, client, kim):
        other = type(client)()
        for each in (client, other):
            each.force_login(kim)
        answer = client.post("/losenord/byt/", {"oldpassword": make.PASSWORD, **NEW})
        assert answer.status_code == 302
        assert client.get("/organisationer/").status_code == 200
        assert other.get("/organisationer/").status_code == 302


def test_a_lost_broker_is_logged_and_forgiven(broker_away, caplog):
    assert doorbell.ring("organisations.tasks.send_password", 0, "sv") is False
    assert "broker_away" in caplog.messages
