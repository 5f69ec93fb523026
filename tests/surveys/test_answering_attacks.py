"""Whoever sends what no browser sends, or guesses links, learns nothing, breaks nothing and leaves no trace."""

import json
import logging
import uuid

import pytest
from django.test import Client
from django.urls import path
from pythonjsonlogger.json import JsonFormatter

from mrintegration import urls
from mrintegration.logs import LEFT_OUT
from surveys import doors, keys
from surveys.models import Answer, Box, FreeText
from surveys.sealed import unseal
from surveys.tokens import token_of
from tests.surveys.factories import closed, opened, tokens
from tests.surveys.test_answering import address, content, link, send
from tests.surveys.test_many_at_once import THREADS, at_once

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
FORMATTER = JsonFormatter("%(message)s", reserved_attrs=LEFT_OUT)


def secret_page(_request):
    raise AssertionError


urlpatterns = [path("enkat/hemligt/", secret_page), *urls.urlpatterns]
handler404 = urls.handler404
LAST = {"part": "9", "go": "send"}


def is_nobodys(answer):
    """Nothing stays in the browser, on the way, or in the next page's log."""
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "Cookie" not in answer.get("Vary", "")


def fail(token):
    raise RuntimeError(token)


class TestNoTrace:
    def test_faults_and_redirects_too(self, client, caplog, monkeypatch):
        caplog.set_level(logging.DEBUG)
        survey = opened(people=1)
        token = next(iter(tokens(survey).values()))
        many = "&".join(f"q.x{n}=1" for n in range(10_000))
        asked = {
            "without the last slash": (client.get(address(token).rstrip("/")), 301),
            "without the language": (client.get(f"/enkat/{token}/"), 302),
            "with more behind": (client.get(address(token) + "mer/"), 404),
            "method": (client.put(address(token)), 405),
            "ten thousand fields": (client.post(address(token), many, content_type=FORM), 400),
            "five megabytes": (
                client.post(address(token), "q.o1=" + "x" * 5_000_000, content_type=FORM),
                400,
            ),
            "another alphabet": (
                client.post(address(token), "a=b", content_type=f"{FORM}; charset=utf-16"),
                400,
            ),
        }
        monkeypatch.setattr("surveys.doors.by_token", fail)
        client.raise_request_exception = False
        asked["a fault"] = client.post(address(token), {"q.o1": "Ett hemligt ord"}), 500
        for name, (answer, status) in asked.items():
            assert answer.status_code == status, name
            is_nobodys(answer)
            assert status in {301, 302} or token not in answer.text, name
        assert "RuntimeError" in caplog.text
        told = " ".join(FORMATTER.format(line) for line in caplog.records)
        assert token not in told
        assert "hemligt ord" not in told

    def test_a_cookie_that_comes_along_changes_nothing(self, client):
        survey = opened(people=1)
        bare = client.get(link(survey))
        other = Client(
            headers={"cookie": "language=en; session=abc; csrf=def", "referer": "http://localhost/o/x/"}
        )
        assert other.get(link(survey)).content == bare.content

    def test_an_address_below_that_needs_somebody_is_not_found(self, client, settings):
        settings.ROOT_URLCONF = "tests.surveys.test_answering_attacks"
        assert client.get("/enkat/hemligt/").status_code == 404


class TestLinksThatLeadNowhere:
    @pytest.mark.django_db(transaction=True)
    def test_are_alike_in_every_byte_and_cost_the_same(self, client, django_assert_num_queries):
        survey = opened(people=3)
        over = opened(people=1)
        used, waiting, _other = tokens(survey).values()
        client.post(address(used), LAST)
        gone = next(iter(tokens(over).values()))
        closed(over)
        seen = []
        for token in (used, gone, "finns-inte", "x" * 5000, "\x00", "å"):
            for method in ("get", "head", "post"):
                with django_assert_num_queries(2):
                    answer = getattr(client, method)(address(token))
                headers = {name: value for name, value in answer.items() if name != "X-Request-ID"}
                seen.append((method, answer.status_code, answer.content, json.dumps(headers)))
        assert len({one[1:] for one in seen if one[0] != "head"}) == 1
        assert len({one[1:] for one in seen if one[0] == "head"}) == 1
        assert client.get(address(waiting)).status_code == 200

    def test_guessing_shows_the_same_page_and_locks_nobody_out(self, client, monkeypatch):
        monkeypatch.setattr(doors, "MOST_UNKNOWN", 2)
        survey = opened(people=1)
        answers = [client.get(address(f"fel-{n}")) for n in range(4)]
        assert [answer.status_code for answer in answers] == [404, 404, 429, 429]
        assert len({answer.content for answer in answers}) == 1
        assert "lösenord" not in answers[-1].text
        assert client.post(link(survey), LAST).status_code == 302


class TestTampering:
    def test_what_was_not_asked_is_not_kept(self, client):
        survey, other = opened(people=1), opened("verva-noder", people=1)
        foreign = {f"q.{ask}": "1" for ask in ("s1-1", "finns-inte", "", "f1.", "f1.5", "__class__")}
        sent = (
            LAST
            | foreign
            | {"q.f1": ["5", "yes"], "q.f4": "5", "q.f3": "7\x00", "q.o1": "a\x00b\ud7ff\ufffe"}
        )
        assert client.post(link(survey), sent).status_code == 302
        stored = content(survey)
        assert stored.choices == {}
        assert stored.texts == {"o1": "ab"}
        assert other.boxes.count() == 0

    @pytest.mark.django_db(transaction=True)
    def test_nothing_that_is_sent_stops_the_sealing(self, client):
        survey = opened(people=12)
        rubbish = [
            "\x00",
            "\u202e",
            "😀" * 500,
            "'; DROP TABLE",
            "{{ 7 }}",
            "\ud83d",
            "\\u0000",
            '"',
            "\x1b[0m",
        ]
        for number, token in enumerate(tokens(survey).values()):
            word = rubbish[number % len(rubbish)].encode(errors="replace").decode()
            assert client.post(address(token), LAST | {"q.o1": word, "q.f1": word}).status_code == 302
        closed(survey)
        assert survey.answered == Answer.objects.count() == 12
        assert FreeText.objects.count() >= 6

    def test_another_content_type_is_an_empty_page(self, client):
        survey = opened(people=1)
        body = json.dumps(LAST | {"q.f1": "5"})
        assert client.post(link(survey), body, content_type="application/json").status_code == 200
        assert client.post(link(survey), b"\xff\xfe", content_type="text/plain").status_code == 200
        assert (
            client.post(link(survey), b"--x", content_type="multipart/form-data; boundary=y").status_code
            == 200
        )
        assert not Box.objects.exists()

    def test_an_id_of_ones_own_choosing_is_only_for_a_shared_link(self, client):
        survey = opened(people=2)
        mine = str(uuid.uuid4())
        for token in tokens(survey).values():
            assert client.post(address(token), LAST | {"once": mine}).status_code == 302
        assert Box.objects.count() == 2
        assert not Box.objects.filter(pk=mine).exists()

    def test_a_shared_page_without_its_id_is_stored_all_the_same(self, client):
        survey = opened(way="shared")
        for once in ({}, {"once": "x"}, {"once": "\x00"}):
            assert client.post(address(token_of(survey.pk)), LAST | once).status_code == 302
        assert Box.objects.count() == 3


class TestWayBackAndForth:
    def test_an_old_page_that_is_sent_again_loses_only_what_came_after(self, client):
        survey = opened(people=1)
        where = link(survey)
        first = client.get(where)
        second = send(client, where, first, f1="5")
        send(client, where, second, f7="4")
        again = send(client, where, second, f7="3")
        assert 'name="q.f1" value="5"' in again.text
        assert 'name="q.f7" value="3"' in again.text
        last = client.post(where, {"part": "3", "go": "next", "q.f1": "5", "q.f7": "3"})
        send(client, where, last, go="send")
        assert content(survey).choices == {"f1": "5", "f7": "3"}
        page = send(client, where, last)
        assert page.status_code == 404, "the link has been used"

    def test_the_language_changes_where_one_is_and_keeps_what_was_written(self, client):
        survey = opened(people=1)
        token = next(iter(tokens(survey).values()))
        page = client.get(address(token))
        assert 'formaction="../en/" name="go" value="stay"' in page.text
        page = send(client, address(token, "en"), page, "stay", f1="5", o1="Mitt i en me")
        assert "The role of human rights coordinator" in page.text
        assert 'value="5" checked' in page.text
        assert "Mitt i en me</textarea>" in page.text
        page = send(client, address(token, "en"), page, f1="5", o1="Mitt i en mening")
        page = send(client, address(token), page, "stay", f7="4")
        assert "Del 2 av 4" in page.text
        last = client.post(address(token), {"part": "3", "go": "next", "q.f1": "5"})
        page = send(client, address(token, "en"), last, "stay")
        assert 'value="send"' in page.text
        assert send(client, address(token, "en"), page, "send")["Location"] == "/enkat/tack/en/"

    def test_a_language_that_the_survey_lacks_is_stored_in_swedish(self, client):
        survey = opened(people=1)
        token = next(iter(tokens(survey).values()))
        assert client.post(address(token, "xx"), LAST)["Location"] == "/enkat/tack/sv/"


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_nine_clicks_on_a_shared_page_are_one_answer(self):
        survey = opened(way="shared")
        where, sent = address(token_of(survey.pk)), LAST | {"once": str(uuid.uuid4()), "q.f1": "5"}
        answers = at_once(lambda _n: Client().post(where, sent).status_code, [[n] for n in range(THREADS)])
        assert set(answers) == {302}
        assert Box.objects.count() == 1

    def test_different_answers_by_one_link_at_once_are_one_of_them(self):
        survey = opened(people=1)
        where = link(survey)
        answers = at_once(
            lambda n: Client().post(where, LAST | {"q.o1": f"Svar {n}"}).status_code,
            [[n] for n in range(THREADS)],
        )
        assert set(answers) == {302}
        (box,) = Box.objects.all()
        assert unseal(bytes(box.sealed), keys.private(survey.pk)).texts["o1"].startswith("Svar ")
