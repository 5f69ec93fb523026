"""Answering by a link: page by page, back without loss, once; and links that lead nowhere are alike."""

import html
import re

import pytest
from django.urls import reverse

from surveys import keys
from surveys.actions import inviting, sealing, surveys
from surveys.models import Box, Choice, Question, State, Survey
from surveys.sealed import unseal
from surveys.tokens import token_of
from tests import factories
from tests.surveys.factories import closed, draft, opened, tokens

pytestmark = pytest.mark.django_db

FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def address(token, language="sv"):
    return reverse("survey_answer", kwargs={"token": token, "language": language})


def link(survey):
    return address(next(iter(tokens(survey).values())))


def send(client, where, page, go="next", **answers):
    """Send the page that was shown, with its hidden fields, as a browser would."""
    fields: dict[str, list[str]] = {}
    for name, value in FIELD.findall(page.text):
        fields.setdefault(name, []).append(html.unescape(value))
    return client.post(where, fields | {"go": go} | {f"q.{key}": value for key, value in answers.items()})


def content(survey):
    return unseal(bytes(Box.objects.get().sealed), keys.private(survey.pk))


def test_from_the_first_page_to_the_box(client):
    survey = opened(people=1)
    where = link(survey)
    page = client.get(where)
    assert "Rollen som MR-samordnare" in page.text
    assert "Del 1 av 4" in page.text
    assert "ingen kan se vad just du har svarat" in page.text
    page = send(client, where, page, f1="5", f3="7", o1="Det gick\nbra <här>.")
    assert "Del 2 av 4" in page.text
    page = send(client, where, page, f7="dk")
    page = send(client, where, page, go="back")
    assert "Del 2 av 4" in page.text
    assert 'value="dk" checked' in page.text
    page = send(client, where, page, f7="4")
    page = send(client, where, page)
    page = send(client, where, page, o13="Sist.")
    assert "Sista steget" in page.text
    assert "Det gick<br>bra &lt;här&gt;." in page.text
    answer = send(client, where, page, go="send")
    assert (answer.status_code, answer["Location"]) == (302, "/enkat/tack/sv/")
    assert "Tack för ditt svar" in client.get(answer["Location"]).text
    stored = content(survey)
    assert stored.choices == {"f1": "5", "f3": "7", "f7": "4"}
    assert stored.texts == {"o1": "Det gick\nbra <här>.", "o13": "Sist."}


def test_nothing_follows_the_person(client):
    survey = opened(people=1)
    client.force_login(factories.member(survey.organisation))
    session = client.session
    before = (session.session_key, session.get_expiry_date().date(), dict(session.items()))
    where = link(survey)
    for answer in (
        client.get(where),
        client.post(where, {"part": "0", "go": "next"}),
        client.get("/enkat/tack/sv/"),
    ):
        assert answer.status_code == 200
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "csrf" not in answer.text
        assert "<script" not in answer.text
    assert (
        client.session.session_key,
        session.get_expiry_date().date(),
        dict(client.session.items()),
    ) == before


def test_a_link_that_has_lost_its_end_leads_to_the_swedish_page(client, caplog):
    survey = opened(people=1)
    where = link(survey)
    caplog.set_level("INFO")
    answer = client.get(where.removesuffix("sv/"), follow=True)
    assert answer.redirect_chain == [(where, 302)]
    assert "Del 1 av 4" in answer.text
    assert [record for record in caplog.records if record.name == "mrintegration.request"] == []


def test_answering_is_not_in_the_request_log(client, caplog):
    survey = opened(people=1)
    caplog.set_level("INFO")
    client.get(link(survey))
    client.post(link(survey), {"part": "9", "go": "send", "q.o13": "Ett ord som ingen loggar"})
    assert Box.objects.exists()
    assert [record for record in caplog.records if record.name == "mrintegration.request"] == []
    assert "Ett ord" not in caplog.text
    client.get(reverse("help"))
    assert [record.route for record in caplog.records if record.name == "mrintegration.request"] == ["help"]


def test_opening_consumes_nothing_and_the_first_page_is_made_once(client, django_assert_num_queries):
    survey = opened(people=2)
    first, second = (address(token) for token in tokens(survey).values())
    page = client.get(first)
    with django_assert_num_queries(1):
        assert client.get(second).text == page.text
    assert client.head(first).status_code == 200
    assert survey.invitations.waiting().count() == 2
    for token in tokens(survey).values():
        assert token not in page.text


@pytest.mark.django_db(transaction=True)
def test_links_that_lead_nowhere_are_alike(client):
    survey = opened(people=12)
    used, waiting, *others = tokens(survey).values()
    sent = {"part": "9", "go": "send"}
    assert client.post(address(used), sent).status_code == 302
    used_page = client.get(address(used))
    unknown_page = client.get(address("finns-inte"))
    for token in others:
        client.post(address(token), sent)
    closed(survey)
    closed_page = client.get(address(waiting))
    assert {page.status_code for page in (used_page, unknown_page, closed_page)} == {404}
    assert used_page.content == unknown_page.content == closed_page.content
    assert "du har inte gjort något fel" in used_page.text
    assert client.post(address(waiting), sent).status_code == 404


def test_a_second_click_is_thanked_like_the_first(client):
    survey = opened(people=1)
    sent = {"part": "9", "go": "send", "q.f1": "5"}
    answers = [client.post(link(survey), sent) for _click in range(2)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/enkat/tack/sv/")}
    assert Box.objects.count() == 1


def test_two_clicks_on_a_shared_link_are_one_answer(client):
    survey = opened(way="shared")
    where = address(token_of(survey.pk))
    assert "Alla använder samma länk" in client.get(where).text
    page = client.post(where, {"part": "3", "go": "next", "q.f1": "5"})
    for _click in range(2):
        assert send(client, where, page, go="send").status_code == 302
    assert Box.objects.count() == 1
    page = client.post(where, {"part": "3", "go": "next", "q.f1": "5"})
    send(client, where, page, go="send")
    assert Box.objects.count() == 2


def test_many_unknown_links_from_one_network_are_refused_but_a_right_one_works(client, monkeypatch):
    monkeypatch.setattr("surveys.doors.MOST_UNKNOWN", 3)
    survey = opened(people=1)
    answers = [client.get(address(f"fel-{n}")).status_code for n in range(4)]
    assert answers == [404, 404, 404, 429]
    assert client.get(link(survey)).status_code == 200


def small(*, required=False, condition=False, kinds=("yes_no",)):
    """A survey of two pages with one question each, opened for one person."""
    survey = draft()
    questions = Question.objects.filter(section__survey=survey)
    questions.exclude(key__in=["f4", "f7"]).delete()
    survey.sections.filter(questions=None).delete()
    questions.filter(key="f4").update(required=required)
    if condition:
        questions.filter(key="f7").update(condition_key="f4", condition_codes=["yes"])
    inviting.invite(survey=survey, people={"en@prov.example": ""})
    return survey


def start(survey):
    surveys.open_survey(by=None, survey=survey)
    sealing.prepare(survey.pk)
    return link(survey)


def test_what_has_to_be_answered_is_asked_for_and_nothing_is_lost(client):
    where = start(small(required=True))
    page = client.post(where, {"part": "0", "go": "next", "q.f4": "påhittat", "q.f7": "4"})
    assert page.status_code == 422
    assert "En sak att rätta" in page.text
    assert 'href="#q.f4.yes"' in page.text
    assert 'id="q.f4.yes"' in page.text
    assert 'name="q.f7" value="4"' in page.text
    assert "<title>Fel: " in page.text
    assert client.post(where, {"part": "9", "go": "send"}).status_code == 422
    assert not Box.objects.exists()


def test_too_long_a_text_is_told_and_kept(client):
    survey = opened(people=1)
    where = link(survey)
    long = "å" * 2001
    page = client.post(where, {"part": "0", "go": "next", "q.o1": long})
    assert page.status_code == 422
    assert long in page.text
    assert "2\xa0001 tecken" in page.text
    page = client.post(address(next(iter(tokens(survey).values())), "en"), {"part": "0", "q.o1": long})
    assert "2,001 characters" in page.text


def test_a_page_that_is_not_for_somebody_is_passed_over(client):
    survey = small(condition=True)
    where = start(survey)
    page = client.post(where, {"part": "0", "go": "next", "q.f4": "yes"})
    assert "Del 2 av 2" in page.text
    page = client.post(where, {"part": "1", "go": "next", "q.f4": "yes", "q.f7": "4"})
    page = client.post(where, {"part": "0", "go": "next", "q.f4": "no", "q.f7": "4"})
    assert "Sista steget" in page.text
    assert 'name="q.f7" value="4"' in page.text, "who changes back finds the answer again"
    send(client, where, page, go="send")
    assert content(survey).choices == {"f4": "no"}


def test_several_choices_and_a_matrix(client):
    survey = small()
    question = Question.objects.get(section__survey=survey, key="f4")
    Question.objects.filter(pk=question.pk).update(kind="several")
    Choice.objects.create(question=question, number=9, code="ibland", label_sv="Ibland")
    matrix = Question.objects.get(section__survey=survey, key="f7")
    Question.objects.filter(pk=matrix.pk).update(kind="matrix", required=True)
    for number, key in enumerate(("a", "b"), start=1):
        matrix.rows.create(number=number, key=key, wording_sv=f"Rad {key}")
    where = start(survey)
    page = client.post(where, {"part": "0", "go": "next", "q.f4": ["ibland", "yes"]})
    assert page.text.count('type="radio"') == 12
    page = client.post(where, {"part": "1", "go": "next", "q.f4": ["ibland", "yes"], "q.f7.a": "5"})
    assert page.status_code == 422
    assert 'href="#q.f7.b.5"' in page.text
    page = send(client, where, page, **{"f7.a": "5", "f7.b": "dk"})
    assert "Ja, Ibland" in page.text
    send(client, where, page, go="send")
    assert content(survey).choices == {"f4": ["yes", "ibland"], "f7": {"a": "5", "b": "dk"}}


def test_english_has_its_own_address_and_a_survey_without_it_stays_swedish(client):
    survey = opened(people=1)
    token = next(iter(tokens(survey).values()))
    page = client.get(address(token, "en"))
    assert "The role of human rights coordinator" in page.text
    assert 'lang="en"' in page.text
    assert page["Content-Language"] == "en"
    assert 'href="../sv/"' in page.text
    other = draft()
    Survey.objects.filter(pk=other.pk).update(title_en="")
    inviting.invite(survey=other, people={"en@prov.example": ""})
    other.refresh_from_db()
    surveys.open_survey(by=None, survey=other)
    sealing.prepare(other.pk)
    page = client.get(address(next(iter(tokens(other).values())), "en"))
    assert "Rollen som MR-samordnare" in page.text
    assert "In English" not in page.text


@pytest.mark.parametrize("language", ["xx", "en"])
def test_any_language_in_the_address_gives_a_page(client, language):
    assert client.get(f"/enkat/tack/{language}/").status_code == 200
    assert client.get(address("fel", language)).status_code == 404


@pytest.mark.parametrize(
    "sent", [{}, {"part": "x"}, {"part": "-1"}, {"part": "9" * 50}, {"go": "?", "part": "²"}]
)
def test_nonsense_gives_a_page(client, sent):
    survey = opened(people=1)
    assert client.post(link(survey), sent).status_code == 200
    assert not Box.objects.exists()


def test_a_named_survey_says_so_on_its_first_page(client):
    survey = opened("verva-noder", people=1)
    page = client.get(link(survey))
    assert "inte anonym: det du svarar sparas tillsammans med din e-postadress" in page.text
    assert survey.state == State.OPEN


def test_a_link_that_was_closed_while_somebody_wrote_says_so_kindly(client):
    survey = opened(people=1)
    where = link(survey)
    client.get(where)
    surveys.close(by=None, survey=survey)
    assert client.post(where, {"part": "9", "go": "send", "q.f1": "5"}).status_code == 404
    assert not Box.objects.exists()
