"""Pages that everybody may read, the choice of language, and the error pages."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from organisations.models import Role
from tests import factories

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize(
    "name", ["help", "accessibility", "privacy", "account_login", "account_reset_password"]
)
def test_a_stranger_may_read_it_at_the_cost_of_no_query(name, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    ("target", "goes_to"),
    [
        ("/hjalp/", "/hjalp/"),
        ("https://example.org/", "/"),
        ("//example.org/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_choice_of_language_goes_back_to_a_page_of_ours_only(target, goes_to):
    answer = Client().post(reverse("set_language"), {"language": "en", "next": target})
    assert answer["Location"] == goes_to
    assert answer.cookies["language"].value == "en"
    assert answer.cookies["language"]["httponly"]


def test_an_unknown_language_changes_nothing_and_a_get_is_refused():
    assert not Client().post(reverse("set_language"), {"language": "xx"}).cookies
    assert Client().get(reverse("set_language")).status_code == 405


def test_a_missing_page_says_so_without_repeating_its_address():
    person = factories.member(factories.organisation())
    client = Client()
    client.force_login(person)
    answer = client.get("/o/finns-inte-alls/")
    assert answer.status_code == 404
    assert "Sidan finns inte, eller så får du inte se den" in text(answer)
    assert "finns-inte-alls" not in text(answer)


def test_a_wrong_role_is_told_who_can_help():
    place = factories.organisation()
    client = Client()
    client.force_login(factories.member(place, Role.READER))
    answer = client.get(reverse("people", args=[place.slug]))
    assert answer.status_code == 403
    assert "samordnare" in text(answer)


def expired(fields, **headers):
    return Client(enforce_csrf_checks=True).post("/sprak/", fields, headers=headers)


def test_an_expired_form_hands_back_what_was_written_and_takes_it_again():
    client = Client(enforce_csrf_checks=True)
    answer = client.post(
        "/sprak/", {"language": "en", "next": "/hjalp/", "csrfmiddlewaretoken": "x" * 64},
        headers={"Origin": "http://testserver"},
    )  # fmt: skip
    page = text(answer)
    assert answer.status_code == 403
    kept = dict(re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', page))
    assert kept == {"language": "en", "next": "/hjalp/"}
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]
    again = client.post(
        "/sprak/", {**kept, "csrfmiddlewaretoken": token}, headers={"Origin": "http://testserver"}
    )
    assert (again.status_code, again["Location"]) == (302, "/hjalp/")


@pytest.mark.parametrize("origin", ["https://example.org", "null", ""])
def test_a_foreign_form_has_nothing_shown(origin):
    page = text(expired({"text": "ringer du det här numret"}, Origin=origin))
    assert "ringer du" not in page
    assert "bakåtknapp" in page


def test_a_password_is_never_handed_back():
    answer = expired({"login": "kim@prov.example", "password": "hemligt-ord"}, Origin="http://testserver")
    assert answer.status_code == 403
    assert "hemligt-ord" not in text(answer)
    assert "kim@prov.example" not in text(answer)


def test_what_was_written_comes_back_as_text():
    page = text(expired({"text": "</textarea><script>alert(1)</script>"}, Origin="http://testserver"))
    assert "<script>alert" not in page
