"""The results page and its files: what may be shown, question by question, and why the rest is not."""

import csv
import io

import pytest
from django.conf import settings
from django.urls import reverse

from surveys import results
from surveys.actions import inviting, remarks, sealing, surveys, themes
from surveys.models import Choice, Group, Question, RemarkKind
from surveys.results import NotDoneError
from tests import factories
from tests.surveys.factories import answer, closed, draft, opened, tokens

pytestmark = pytest.mark.django_db

RESULTS_QUERIES = 15
HIDDEN_QUERIES = 12
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


def test_answers_that_are_as_common_are_named_together(client, place):
    survey = opened(place=place, people=14)
    for number, token in enumerate(tokens(survey).values()):
        given = {"f1": "1" if number < 7 else "4"}
        answer(token, given | ({"f2": str(number % 4 + 1)} if number < 12 else {}))
    page = plain(client.get(url("survey_results", place, closed(survey))))
    assert "Lika många svarade ”Ganska bra” och ”Mycket dåligt”: 7 av 14 var" in page
    assert "Fyra svar är lika vanliga: 3 av 12 var" in page


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
    assert "39 är inbjudna. Visas inte: färre än 6 har svarat." in page
    assert "5 av 39" not in page
    found = rows(client.get(url("survey_csv", place, survey)))
    told = {
        row["svar"]: (row["antal"], row["anmarkning"]) for row in found if row["fraga_text"] == "Deltagande"
    }
    assert told["Inbjudna"] == ("39", "")
    assert told["Har svarat"][0] == told["Andel som har svarat, procent"][0] == ""
    assert "Vanligaste svaret" not in page
    texts = plain(client.get(url("survey_texts", place, survey)))
    assert "Visas inte: färre än 10 har svarat." in texts
    assert "Text nummer" not in texts


class TestTurnout:
    def grouped(self, place, answered):
        """Groups of a tree with how many are invited, and how many of them answer."""
        survey = draft(place=place, breakdown="unit")
        top = Group.objects.create(survey=survey, code="topp", name="Toppen")
        for code in answered:
            Group.objects.create(survey=survey, code=code, name=code.capitalize(), parent=top)
        inviting.invite(
            survey=survey,
            people={
                f"{code}-{n}@prov.example": code
                for code, (asked, _n) in answered.items()
                for n in range(asked)
            },
        )
        surveys.open_survey(by=None, survey=survey)
        sealing.prepare(survey.pk)
        survey.refresh_from_db()
        links = tokens(survey)
        for code, (_asked, number) in answered.items():
            for n in range(number):
                answer(links[f"{code}-{n}@prov.example"], {"f1": str(n % 5 + 1)})
        return closed(survey)

    def test_it_is_a_sentence_and_a_table_a_group(self, client, place):
        survey = self.grouped(
            place, {"norr": (20, 12), "soder": (15, 15), "vast": (14, 0), "ost": (12, 9), "mitt": (4, 4)}
        )
        page = plain(client.get(url("survey_results", place, survey)))
        assert "40 av 65 inbjudna har svarat, det vill säga 62 %." in page
        assert (
            "Färre än tio har svarat från ”Vast” och ”Ost”. Om det är några eller ingen visas inte." in page
        )
        assert "Färre än tio är inbjudna från ”Mitt”, så de svaren visas bara bland alla." in page
        told = {
            (row["grupp"], row["svar"]): row["antal"] or row["anmarkning"]
            for row in rows(client.get(url("survey_csv", place, survey)))
            if row["fraga_text"] == "Deltagande"
        }
        assert told["Alla", "Har svarat"] == "40"
        assert told["Alla", "Andel som har svarat, procent"] == "62"
        assert told["Norr", "Inbjudna"] == "20"
        assert told["Vast", "Har svarat"].replace("\xa0", " ") == told["Ost", "Har svarat"].replace(
            "\xa0", " "
        )
        assert told["Vast", "Inbjudna"] == "14"

    def test_nothing_told_of_groups_adds_up_to_one_that_is_hidden(self, client, place):
        survey = self.grouped(place, {"norr": (20, 12), "soder": (15, 15), "ost": (12, 3)})
        told = results.released(survey)
        shown = {code for code, one in told.groups.items() if isinstance(one.answered, int)}
        assert told.whole.answered == 30
        assert shown == {"topp", "soder"}
        page = plain(client.get(url("survey_results", place, survey)))
        assert "annars skulle svaren från en mindre grupp gå att räkna ut" in page
        assert "Färre än tio har svarat från ”Ost”." in page
        assert "Norr”" not in page

    def test_without_groups_it_is_a_sentence(self, client, place):
        page = plain(client.get(url("survey_results", place, done(place, 14))))
        assert "14 av 39 inbjudna har svarat, det vill säga 36 %." in page
        assert "Inbjudna och svarande i varje grupp" not in page


class TestThemes:
    def test_they_are_told_in_numbers_under_their_question_and_in_the_file(self, client, place):
        survey = done(place, 14)
        theme = themes.add(by=factories.user(), survey=survey, question_key="o13", name="Tid och stöd")
        texts = results.comments(survey, "o13")
        assert isinstance(texts, list)
        mine = [pk for pk, _body in texts[:5]]
        themes.sort(by=factories.user(), theme=theme, seen=1, shown=mine, comments=mine)
        answered = client.get(url("survey_results", place, survey))
        page = plain(answered)
        assert "14 kommentarer." in page
        assert "Inget tema" in page
        assert "Text nummer" not in page
        assert 'Tid och stöd</th><td class="r num">5</td>' in page
        found = rows(client.get(url("survey_csv", place, survey)))
        told = {
            row["svar"]: (row["antal"], row["svarande"])
            for row in found
            if row["svar"].startswith(("Tema", "Komm"))
        }
        assert told["Tema: Tid och stöd"] == ("5", "14")
        assert ("Kommentarer", ("14", "14")) in {
            (row["svar"], (row["antal"], row["svarande"])) for row in found
        }

    def test_where_texts_may_not_be_read_not_even_their_number_is_told(self, client, place):
        survey = done(place, 9)
        page = plain(client.get(url("survey_results", place, survey)))
        assert "9 kommentarer" not in page
        assert "färre än 10 har svarat" in page
        found = rows(client.get(url("survey_csv", place, survey)))
        assert not [row for row in found if row["svar"] == "Kommentarer"]


def test_what_is_no_step_of_the_scale_stands_last_and_apart(client, place):
    survey = draft(place=place)
    choices = Choice.objects.filter(question__section__survey=survey, question__key="f1")
    choices.filter(code="dk").update(number=0)
    inviting.invite(survey=survey, people={f"{n}@prov.example": "" for n in range(12)})
    surveys.open_survey(by=None, survey=survey)
    sealing.prepare(survey.pk)
    survey.refresh_from_db()
    for n, token in enumerate(tokens(survey).values()):
        answer(token, {"f1": "dk" if n < 4 else "5"})
    page = client.get(url("survey_results", place, closed(survey)))
    (first, *_rest) = [
        shelf.figure
        for chapter in page.context["chapters"]
        for shelves, _c in chapter.asked
        for shelf in shelves
    ]
    assert first.categories[-1] == "Vet inte eller ingen åsikt"
    assert (first.gap, first.series[0].values[-1], first.series[0].values[0]) == (5, 33, 67)
    assert "”Vet inte eller ingen åsikt” hör inte till skalan och står för sig." in plain(page)
    assert 'class="row-apart"' in page.text
    assert "v-apart" in page.text


def test_texts_are_read_on_a_page_of_their_own(client, place):
    survey = done(place, 14)
    page = plain(client.get(url("survey_texts", place, survey)))
    assert all(f"Text nummer {n}" in page for n in range(14))
    wording = Question.objects.get(section__survey=survey, key="o13").wording_en
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for name in ("survey_texts", "survey_results"):
        assert f">{wording}<" in plain(client.get(url(name, place, survey)))


def test_one_query_count_whatever_was_answered(client, place, django_assert_num_queries):
    for answers, queries in ((1, HIDDEN_QUERIES), (12, RESULTS_QUERIES), (14, RESULTS_QUERIES)):
        survey = done(place, answers)
        themes.add(by=factories.user(), survey=survey, question_key="o13", name="Tid")
        with django_assert_num_queries(queries):
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
