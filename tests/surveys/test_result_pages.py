"""The results page and its files: what may be shown, question by question, and why the rest is not."""

import csv
import io

import pytest
from django.urls import reverse

from surveys import results
from surveys.actions import remarks
from surveys.models import RemarkKind
from surveys.results import NotDoneError
from tests import factories
from tests.surveys.factories import answer, closed, opened, tokens

pytestmark = pytest.mark.django_db(transaction=True)

RESULTS_QUERIES = 12
NAMED_QUERIES = 11


@pytest.fixture
def place(client):
    made = factories.organisation("Trelleborg")
    client.force_login(factories.member(made, name="Kim Prov"))
    return made


def done(place, answers, people=39, **fields):
    survey = opened(place=place, people=people, **fields)
    for number, token in enumerate(list(tokens(survey).values())[:answers]):
        given = {"f1": "1" if number < 2 else "4", "o13": f"Text nummer {number}"}
        if number < 13:
            given["f4"] = "yes" if number < 8 else "no"
        answer(token, given)
    return closed(survey)


def url(name, place, survey):
    return reverse(name, args=[place.slug, survey.pk])


def plain(answer):
    return answer.text.replace("\xa0", " ").replace("\xad", "")


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_coordinators_survey_of_2020_as_a_page(client, place):
    survey = done(place, 14)
    page = plain(client.get(url("survey_results", place, survey)))
    assert "14 av 39 har svarat (36 %)" in page
    assert "Vanligaste svaret är ”Ganska bra”: 12 av 14" in page
    assert "Vanligaste svaret är ”Ja”: 8 av 13" in page
    assert "13 har svarat på frågan" in page
    assert "1 hoppade över den" in page
    assert "Visas inte: färre än 6 har svarat." in page
    assert "Text nummer" not in page
    assert "Se resultatet" in plain(client.get(url("survey", place, survey)))


def test_the_file_says_what_the_page_says(client, place):
    survey = done(place, 14)
    found = rows(client.get(url("survey_csv", place, survey)))
    first = {row["svar"]: row["antal"] for row in found if row["fraga"] == "1"}
    assert first["Ganska bra"] == "12"
    assert {row["svarande"] for row in found if row["fraga"] == "1"} == {"14"}
    hidden = [row for row in found if row["anmarkning"]]
    assert hidden
    assert {(row["antal"], row["svarande"], row["utan_svar"]) for row in hidden} == {("", "", "")}
    book = client.get(url("survey_xlsx", place, survey))
    assert book.content[:2] == b"PK"
    assert f"{place.slug}-enkat-" in book["Content-Disposition"]


def test_groups_that_are_too_small_are_not_told(client, place):
    survey = done(place, 30, people=39, groups={"norr": "Norr", "soder": "Soder", "vast": "Vast"})
    page = plain(client.get(url("survey_results", place, survey)))
    assert "Norr" in page
    assert "30 av 39 har svarat" in page
    small = done(place, 8, people=12, groups={"ost": "Ost", "mitt": "Mitt"})
    page = plain(client.get(url("survey_results", place, small)))
    assert page.count("Visas inte") > 2
    codes = {row["grupp"]: row["antal"] for row in rows(client.get(url("survey_csv", place, small)))}
    assert codes["Ost"] == codes["Mitt"] == ""


def test_too_few_answers_show_nothing(client, place):
    survey = done(place, 5)
    page = plain(client.get(url("survey_results", place, survey)))
    assert "Färre än 6 har svarat" in page
    assert "5 av 39" not in page
    assert "Vanligaste svaret" not in page
    texts = plain(client.get(url("survey_texts", place, survey)))
    assert "Visas inte: färre än 10 har svarat." in texts
    assert "Text nummer" not in texts


def test_texts_are_read_on_a_page_of_their_own(client, place):
    survey = done(place, 14)
    page = plain(client.get(url("survey_texts", place, survey)))
    assert all(f"Text nummer {n}" in page for n in range(14))


def test_one_query_count_whatever_was_answered(client, place, django_assert_num_queries):
    for answers in (1, 14):
        survey = done(place, answers)
        with django_assert_num_queries(RESULTS_QUERIES):
            client.get(url("survey_results", place, survey))


class TestNamed:
    def named(self, place, answers):
        survey = opened("verva-noder", place=place, people=4)
        for number, token in enumerate(list(tokens(survey).values())[:answers]):
            answer(token, {"s8-1-allmant": f"Nod <b>{number}</b>"})
        return closed(survey)

    def test_it_is_read_answer_by_answer_when_it_is_done(self, client, place):
        survey = opened("verva-noder", place=place, people=1)
        assert client.get(url("survey_named", place, survey)).status_code == 404
        survey = self.named(place, 3)
        page = client.get(url("survey_named", place, survey)).text
        assert "svarande-2@prov.example" in page
        assert "Nod &lt;b&gt;2&lt;/b&gt;" in page
        assert "svarande-3@prov.example" not in page
        assert url("survey_named", place, survey) in client.get(url("survey_results", place, survey)).text

    def test_an_anonymous_one_has_no_such_page(self, client, place):
        survey = done(place, 14)
        assert client.get(url("survey_named", place, survey)).status_code == 404
        assert url("survey_named", place, survey) not in client.get(url("survey_results", place, survey)).text
        assert not results.named(survey).exists()

    def test_another_organisation_reads_nothing(self, client, place):
        other = self.named(factories.organisation("Annanstad"), 1)
        assert client.get(url("survey_named", place, other)).status_code == 404

    def test_one_query_count_with_1_and_3_answers(self, client, place, django_assert_num_queries):
        for answers in (1, 3):
            survey = self.named(place, answers)
            client.get(url("survey", place, survey))
            with django_assert_num_queries(NAMED_QUERIES):
                client.get(url("survey_named", place, survey))


class TestRemarks:
    def test_a_workshop_is_told_beside_the_results_changed_and_taken_away(self, client, place):
        survey = done(place, 14)
        address = reverse("survey_remark_new", args=[place.slug, survey.pk, 1])
        sent = {"kind": "workshop", "body": "Tid är det som <b>saknas</b>."}
        for _click in range(2):
            got = client.post(address, sent)
            assert got.url == f"{url('survey_results', place, survey)}#del-1"
        remark = survey.remarks.get()
        page = plain(client.get(url("survey_results", place, survey)))
        assert "Från en workshop" in page
        assert "Tid är det som &lt;b&gt;saknas&lt;/b&gt;." in page
        change = reverse("survey_remark", args=[place.slug, remark.pk])
        assert "saknas" in client.get(change).text
        quote = {"version": 1, "kind": "quote", "body": "Ge oss tid."}
        assert client.post(change, quote).status_code == 302
        late = client.post(change, quote | {"body": "För sent."})
        assert late.status_code == 422
        assert "Någon har sparat" in plain(late)
        assert "För sent." in late.text
        assert "<blockquote>Ge oss tid.</blockquote>" in client.get(url("survey_results", place, survey)).text
        removed = reverse("survey_remark_remove", args=[place.slug, remark.pk])
        assert "Ge oss tid." in client.get(removed).text
        assert client.post(removed).status_code == 302
        assert not survey.remarks.exists()
        assert client.get(removed).status_code == 404

    @pytest.mark.parametrize(
        ("wrong", "told"),
        [({"body": " "}, "fyllas i"), ({"body": "x" * 4001}, "högst 4"), ({"kind": "annat"}, "kind")],
    )
    def test_what_is_wrong_is_said(self, client, place, wrong, told):
        survey = done(place, 1)
        address = reverse("survey_remark_new", args=[place.slug, survey.pk, 1])
        got = client.post(address, {"kind": "quote", "body": "Ord"} | wrong)
        assert got.status_code == 422
        assert told in plain(got)
        assert client.get(reverse("survey_remark_new", args=[place.slug, survey.pk, 99])).status_code == 404

    def test_not_before_it_is_done_and_not_for_others(self, client, place):
        survey = opened(place=place, people=1)
        address = reverse("survey_remark_new", args=[place.slug, survey.pk, 1])
        assert client.post(address, {"kind": "quote", "body": "Ord"}).status_code == 404
        with pytest.raises(NotDoneError):
            remarks.add(by=factories.user(), survey=survey, part=1, kind=RemarkKind.QUOTE, body="Ord")
        other = done(factories.organisation("Annanstad"), 1)
        remark = remarks.add(by=factories.user(), survey=other, part=1, kind=RemarkKind.QUOTE, body="Hemligt")
        assert client.get(reverse("survey_remark", args=[place.slug, remark.pk])).status_code == 404
