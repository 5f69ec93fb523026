"""What happens around every request: log line, language, the end of a session, sign-in inside a fragment."""

import json
import logging
import time

import pytest
from django.test import Client
from django.urls import reverse

from mrintegration import views
from mrintegration.middleware import SESSION_BEGAN
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, logger="mrintegration.request")
    return lambda: [record.__dict__ for record in caplog.records if record.name == "mrintegration.request"]


def signed_in(person=None):
    client = Client()
    person = person or factories.member(factories.organisation())
    client.force_login(person)
    return client, person


def test_a_log_line_names_the_address_and_never_its_token(lines):
    client, person = signed_in()
    client.get("/")
    client.get(reverse("invitation", args=["hemlig-nyckel-i-adressen"]))
    start, invitation = lines()
    assert (start["route"], start["status"], start["user_id"], start["method"]) == (
        "start",
        200,
        person.pk,
        "GET",
    )
    assert invitation["route"] == "invitation"
    assert "hemlig-nyckel" not in json.dumps(invitation, default=str)


def test_an_answer_carries_the_id_of_its_log_line(lines):
    answer = Client().get("/hjalp/", headers={"X-Request-ID": "from-the-proxy-17"})
    assert answer["X-Request-ID"] == lines()[0]["request_id"] == "from-the-proxy-17"
    assert Client().get("/hjalp/", headers={"X-Request-ID": "<script>"})["X-Request-ID"] != "<script>"


def test_an_error_is_logged_without_what_people_wrote(lines, monkeypatch):
    written = "anna@" + "kommun.example"

    def break_down(_request):
        raise ValueError(written)

    monkeypatch.setattr(views, "seats", break_down)
    client, _ = signed_in()
    client.raise_request_exception = False
    answer = client.get("/")
    error = lines()[0]
    assert answer.status_code == 500
    assert (error["error"], error["route"]) == ("ValueError", "start")
    assert "break_down" in error["message"]
    assert written not in json.dumps(lines(), default=str)
    assert answer["X-Request-ID"] in answer.content.decode()


@pytest.mark.parametrize(("cookie", "language"), [(None, "sv"), ("en", "en"), ("de", "sv"), ("", "sv")])
def test_swedish_until_the_person_chooses(cookie, language):
    client = Client(headers={"Accept-Language": "en-US,en"})
    if cookie is not None:
        client.cookies["language"] = cookie
    answer = client.get("/hjalp/")
    assert answer["Content-Language"] == language
    assert f'<html lang="{language}">' in answer.content.decode()


def test_twelve_hours_after_it_began_a_session_ends():
    client, _ = signed_in()
    assert client.get("/").status_code == 200
    session = client.session
    session[SESSION_BEGAN] = int(time.time()) - 12 * 60 * 60
    session.save()
    assert client.get("/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_session_ends_when_its_person_may_no_longer_sign_in():
    client, person = signed_in()
    person.is_active = False
    person.save()
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    assert not client.session.keys()


def test_a_fragment_sends_the_whole_page_to_sign_in_and_back_to_itself():
    answer = Client().get(
        "/", headers={"HX-Request": "true", "HX-Current-URL": "http://localhost/o/plats/checklistor/7/?a=b"}
    )
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == f"{reverse('account_login')}?next=/o/plats/checklistor/7/"
    assert not answer.content


def test_an_ordinary_redirect_in_a_fragment_is_left_alone():
    answer = Client().post("/sprak/", {"language": "en", "next": "/hjalp/"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["Location"]) == (302, "/hjalp/")


def test_a_form_sent_after_the_session_has_ended_comes_back_with_what_was_written():
    sent = {"text": "skrivet <b>länge</b>"}
    answer = Client().post("/o/plats/ataganden/nytt/", sent, headers={"Origin": "http://testserver"})
    assert answer.status_code == 403
    assert "skrivet &lt;b&gt;länge" in answer.text
    assert 'action="/o/plats/ataganden/nytt/"' in answer.text


@pytest.mark.parametrize(
    ("headers", "sent"),
    [({"Origin": "https://example.org"}, {}), ({"Origin": "http://testserver"}, {"oldpassword": "hemligt"})],
)
def test_a_foreign_form_or_a_password_only_leads_to_sign_in(headers, sent):
    answer = Client().post("/losenord/byt/", sent, headers=headers)
    assert (answer.status_code, answer["Location"]) == (302, "/logga-in/?next=/losenord/byt/")


@pytest.mark.parametrize("path", ["/", "/hjalp/", "/logga-in/"])
def test_a_page_can_be_asked_for_by_its_headers_alone(path):
    client, _ = signed_in()
    assert client.head(path).status_code == client.get(path).status_code


def test_a_host_name_that_is_not_ours_is_answered_in_plain_words():
    answer = Client(headers={"Host": "elak.example"}, raise_request_exception=False).get("/")
    assert answer.status_code == 400
    assert "gick inte att läsa" in answer.text


def test_no_cache_on_the_way_keeps_a_page():
    client, person = signed_in()
    slug = person.memberships.get().organisation.slug
    for path in ("/", f"/o/{slug}/personer/", "/hjalp/", "/finns-inte/"):
        assert client.get(path)["Cache-Control"] == "private, no-cache", path
    assert "no-store" in Client().get("/logga-in/")["Cache-Control"]


def test_static_files_carry_the_policy_too():
    answer = Client().get("/static/favicon.svg")
    answer.close()
    assert "default-src 'none'" in answer["Content-Security-Policy"]
