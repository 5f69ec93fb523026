"""Rounds side by side: only what was asked alike, and what a round hides stays hidden."""

import csv
import dataclasses
import io
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from figures.disclosure import Counted, Protected
from organisations.models import Organisation
from surveys.actions import inviting, sealing, surveys
from surveys.models import Kind, Question, Survey
from surveys.questionnaire import Ask, Option, Row, Said
from surveys.released import Result, Turnout
from surveys.rounds import apart, beside, round_of
from surveys.rounds_page import shelves
from tests import factories
from tests.surveys.factories import answer, closed, draft, opened, tokens

ROUNDS_QUERIES = 11
ASK = Ask("f1", Kind.CHOICE, Said("Frågan"), options=(Option("a", Said("Ja")), Option("b", Said("Nej"))))
CHANGES: dict[str, dict[str, Any]] = {
    "kind": {"kind": Kind.SEVERAL},
    "wording": {"wording": Said("Andra ord")},
    "choices": {"options": (Option("a", Said("Ja")),)},
    "rows": {"rows": (Row("r", Said("Raden")),)},
    "asked_of": {"only_key": "f0"},
}


def of(*asks):
    results = [
        type("Result", (), {"ask": ask, "row": row})() for ask in asks for row in (ask.rows or (None,))
    ]
    return round_of("id", "2020-12-09", Turnout(None, 14), asks, results)


@given(st.lists(st.sampled_from([None, *CHANGES]), min_size=1, max_size=4))
def test_a_question_is_compared_when_all_rounds_asked_it_alike(changes):
    other = dataclasses.replace(ASK, key="f2")
    asks = [dataclasses.replace(ASK, **(CHANGES[one] if one else {})) for one in changes]
    rounds = [of(other, ask) for ask in asks]
    same = {one.ask.key for one in beside(rounds)}
    found = {one.ask.key: one.what for one in apart(rounds)}
    assert "f2" in same
    assert ("f1" in same) == (len(set(changes)) == 1)
    assert set(found) == {"f1", "f2"} - same
    if found:
        latest = changes[-1]
        others = {one for one in changes if one and one != latest}
        assert others <= set(found["f1"])


def test_what_not_all_rounds_asked_is_told_the_latest_first():
    gone, new = dataclasses.replace(ASK, key="gone"), dataclasses.replace(ASK, key="new")
    found = apart([of(ASK, gone), of(new, ASK)])
    assert [(one.ask.key, one.what) for one in found] == [("new", ()), ("gone", ())]


@pytest.mark.parametrize(
    ("then", "now", "title"),
    [
        ((4, 7), (5, 9), "Svaren är fördelade på nästan samma sätt"),
        ((5, 5), (6, 6), "Svaren är fördelade på samma sätt"),
        ((7, 7), (9, 3), "”Ja” har gått från 50 % till 75 %"),
    ],
)
def test_no_title_tells_of_a_change_that_is_rounded_away(then, now, title):
    def told(yes, no):
        whole = Counted(yes + no, {"a": yes, "b": no}, 0)
        turnout = Turnout(None, yes + no)
        return round_of(
            "id", "2020-12-09", turnout, [ASK], [Result(ASK, None, Protected(ASK.codes, whole, {}))]
        )

    with override("sv"):
        (shelf,) = shelves(Survey(organisation=Organisation()), [told(*then), told(*now)])
    assert shelf.figure is not None
    assert shelf.figure.title.replace("\xa0", " ") == title


@pytest.fixture
def place(client):
    made = factories.organisation("Trelleborg")
    client.force_login(factories.member(made, name="Kim Prov"))
    return made


def url(name, place, survey):
    return reverse(name, args=[place.slug, survey.pk])


def plain(response):
    return response.text.replace("\xa0", " ").replace("\xad", "")


def answered(survey, number, good):
    for place, token in enumerate(list(tokens(survey).values())[:number]):
        answer(token, {"f1": "5" if place < good else "1", "f3": "7", "o13": "Hemligt"})
    return closed(survey)


def first(place, number=14, good=7):
    return answered(opened(place=place, people=20), number, good)


def after(before, number, good, changed=None):
    survey = surveys.copy(by=None, survey=before, closes_on=draft(place=before.organisation).closes_on)
    if changed:
        Question.objects.filter(section__survey=survey, key=changed).update(wording_sv="Andra ord nu")
    inviting.invite(survey=survey, people={f"{n}@prov.example": "" for n in range(20)})
    surveys.open_survey(by=None, survey=survey)
    sealing.prepare(survey.pk)
    survey.refresh_from_db()
    return answered(survey, number, good)


@pytest.mark.django_db
class TestPage:
    def test_two_rounds_question_by_question(self, client, place):
        survey = after(first(place), 16, 12, changed="f3")
        results = plain(client.get(url("survey_results", place, survey)))
        assert url("survey_rounds", place, survey) in results
        response = client.get(url("survey_rounds", place, survey))
        page = plain(response)
        assert "”Mycket bra” har gått från 50 % till 75 %" in page
        figure = response.context["shelves"][0].figure
        assert [series.name.split(", ")[1] for series in figure.series] == [
            "14\xa0svarande",
            "16\xa0svarande",
        ] or [series.name.split(", ")[1] for series in figure.series] == ["14 svarande", "16 svarande"]
        assert [series.values[0] for series in figure.series] == [50, 75]
        assert figure.gap == 5
        assert "Andra ord nu" in page
        assert "Det här skiljer sig mellan omgångarna: hur frågan lyder." in page
        assert "Hemligt" not in page
        rows = list(
            csv.DictReader(
                io.StringIO(client.get(url("survey_rounds_csv", place, survey)).content.decode("utf-8-sig")),
                delimiter=";",
            )
        )
        good = [row for row in rows if row["svar"] == "Mycket bra" and row["antal"] in {"7", "12"}]
        assert [(row["antal"], row["svarande"]) for row in good] == [("7", "14"), ("12", "16")]
        assert [row["anmarkning"] for row in rows if row["fraga_text"] == "Andra ord nu"] == [
            "Det här skiljer sig mellan omgångarna: hur frågan lyder."
        ]

    def test_what_a_round_hides_stays_hidden(self, client, place):
        survey = after(first(place), 5, 5)
        response = client.get(url("survey_rounds", place, survey))
        figure = response.context["shelves"][0].figure
        assert [series.values[0] for series in figure.series] == [50]
        assert "färre än 6 har svarat" in plain(response)
        assert "Bara en omgång kan visas" in plain(response)

    def test_the_last_four_are_shown_and_the_first_alone_has_nothing_beside_it(self, client, place):
        chain = [first(place)]
        assert "Det finns ingen tidigare omgång" in plain(client.get(url("survey_rounds", place, chain[0])))
        assert url("survey_rounds", place, chain[0]) not in plain(
            client.get(url("survey_results", place, chain[0]))
        )
        for _n in range(4):
            chain.append(after(chain[-1], 10, 5))
        shown = [one for one, _line in client.get(url("survey_rounds", place, chain[-1])).context["rounds"]]
        assert shown == [str(one.pk) for one in chain[1:]]

    def test_one_query_count_with_two_rounds_and_four(self, client, place, django_assert_num_queries):
        chain = [first(place)]
        for _n in range(3):
            chain.append(after(chain[-1], 10, 5))
        for survey in (chain[1], chain[3]):
            client.get(url("survey_rounds", place, survey))
            with django_assert_num_queries(ROUNDS_QUERIES):
                client.get(url("survey_rounds", place, survey))

    def test_a_round_before_that_is_another_organisation_s_is_not_beside(self, client, place):
        """A copy takes its organisation along; the wall stands all the same."""
        foreign = first(factories.organisation("Annan"), 14, 7)
        survey = surveys.copy(by=None, survey=foreign, closes_on=foreign.closes_on)
        Survey.objects.filter(pk=survey.pk).update(organisation=place)
        inviting.invite(survey=survey, people={f"{n}@prov.example": "" for n in range(20)})
        surveys.open_survey(by=None, survey=survey)
        sealing.prepare(survey.pk)
        survey.refresh_from_db()
        page = plain(client.get(url("survey_rounds", place, answered(survey, 12, 12))))
        assert str(foreign.pk) not in page

    def test_another_organisation_sees_nothing(self, client, place):
        other = first(factories.organisation("Annanstad"))
        assert client.get(url("survey_rounds", place, other)).status_code == 404
        assert client.get(url("survey_rounds_csv", place, other)).status_code == 404
