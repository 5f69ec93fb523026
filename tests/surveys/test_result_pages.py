"""The results page and its files: what may be shown, question by question, and why the rest is not."""

import csv
import io

import pytest
from django.urls import reverse

from tests import factories
from tests.surveys.factories import answer, closed, opened, tokens

pytestmark = pytest.mark.django_db(transaction=True)

RESULTS_QUERIES = 12


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
