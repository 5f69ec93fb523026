"""The questionnaire editor: pages, questions of every kind, whom they are for, and what it refuses."""

import pytest
from django.urls import reverse

from surveys import editing
from surveys.models import Kind, Survey
from surveys.questionnaire import Ask, Option, Part, Questionnaire, Said
from surveys.reading import questionnaire_of
from tests import factories
from tests.surveys.factories import draft

pytestmark = pytest.mark.django_db

QUESTIONS_QUERIES = 13
YES_NO = (Option("yes", Said("Ja")), Option("no", Said("Nej")))


@pytest.fixture
def place():
    return factories.organisation("Trelleborg")


@pytest.fixture
def survey(client, place):
    client.force_login(factories.member(place, name="Kim Prov"))
    made = draft(place=place)
    made.sections.all().delete()
    made.sections.create(number=1, title_sv="Först")
    made.sections.create(number=2, title_sv="Sedan")
    Survey.objects.filter(pk=made.pk).update(title_en="")
    made.refresh_from_db()
    return made


def url(name, survey, *args):
    return reverse(name, args=[survey.organisation.slug, survey.pk, *args])


def plain(answer):
    return answer.text.replace("\xa0", " ").replace("\xad", "")


def add(client, survey, number=1, kind="yes_no", **sent):
    survey.refresh_from_db()
    sent = {"version": survey.version, "wording_sv": "Frågan?"} | sent
    return client.post(f"{url('survey_question_new', survey, number)}?sort={kind}", sent)


def asks(survey):
    survey.refresh_from_db()
    return list(questionnaire_of(survey))


class TestQuestions:
    def test_the_kind_is_chosen_first(self, client, survey):
        address = url("survey_question_new", survey, 1)
        assert "Nöjdhet 7–1" in plain(client.get(address))
        assert client.post(address, {"kind": "matrix"}).url == f"{address}?sort=matrix"
        assert client.post(address, {"kind": "annat"}).status_code == 422
        assert client.get(url("survey_question_new", survey, 9)).status_code == 404

    @pytest.mark.parametrize(
        ("kind", "sent", "codes"),
        [
            ("yes_no", {}, ["yes", "no", "dk"]),
            ("satisfaction", {"required": "on"}, ["7", "6", "5", "4", "3", "2", "1", "dk"]),
            ("choice", {"scale": "quality"}, ["5", "4", "3", "2", "1", "dk"]),
            ("text", {}, []),
        ],
    )
    def test_one_of_a_shipped_scale(self, client, survey, kind, sent, codes):
        assert add(client, survey, kind=kind, **sent).status_code == 302
        (ask,) = asks(survey)
        assert (ask.kind, list(ask.codes), ask.required) == (kind, codes, "required" in sent)
        page = client.get(url("survey_question", survey, ask.key))
        assert "Frågan?" in page.text

    def test_own_choices_keep_their_codes_when_others_come(self, client, survey):
        assert add(client, survey, kind="several", choices_sv="Röd\nGrön", unsure="on").status_code == 302
        (ask,) = asks(survey)
        assert [option.label.sv for option in ask.options] == ["Röd", "Grön", "Vet inte eller ingen åsikt"]
        assert [option.outside for option in ask.options] == [False, False, True]
        sent = {"version": survey.version, "wording_sv": "Frågan?", "choices_sv": "Blå\nGrön\n\nRöd"}
        assert client.post(url("survey_question", survey, ask.key), sent).status_code == 302
        (after,) = asks(survey)
        codes = {option.label.sv: option.code for option in ask.options}
        assert after.key == ask.key
        assert [after.options[n].code for n in (1, 2)] == [codes["Grön"], codes["Röd"]]
        assert len(set(after.codes)) == 3

    def test_a_choice_like_the_one_that_stands_apart_is_refused(self, client, survey):
        add(client, survey, kind="choice", scale="egna", choices_sv="Ja\nNej", unsure="on")
        (ask,) = asks(survey)
        sent = {"version": survey.version, "wording_sv": "Frågan?", "scale": "egna", "unsure": "on"}
        sent["choices_sv"] = "Ja\nNej\nVet inte eller ingen åsikt"
        got = client.post(url("survey_question", survey, ask.key), sent)
        assert got.status_code == 422
        assert "likadana" in plain(got)

    def test_a_matrix_with_rows_in_both_languages(self, client, survey):
        Survey.objects.filter(pk=survey.pk).update(title_en="Survey")
        sent = {"scale": "extent", "rows_sv": "Från chefen\nFrån kollegor"}
        got = add(client, survey, kind="matrix", rows_en="From the manager", **sent)
        assert got.status_code == 422
        assert "lika många rader" in plain(got)
        add(client, survey, kind="matrix", rows_en="Manager\nColleagues", wording_en="How?", **sent)
        (ask,) = asks(survey)
        assert [row.wording for row in ask.rows] == [
            Said("Från chefen", "Manager"),
            Said("Från kollegor", "Colleagues"),
        ]

    @pytest.mark.parametrize(
        ("kind", "wrong", "told"),
        [
            ("yes_no", {"wording_sv": " "}, "Skriv frågan."),
            ("yes_no", {"wording_sv": "x" * 401}, "högst 400 tecken"),
            ("several", {"choices_sv": "Bara en"}, "minst två svarsval"),
            ("several", {"choices_sv": "Lika\nLika"}, "likadana"),
            ("several", {"choices_sv": "\n".join(str(n) for n in range(21))}, "fler än 20"),
            ("several", {"choices_sv": "x" * 121 + "\ny"}, "högst 120 tecken"),
            ("matrix", {"scale": "quality", "rows_sv": ""}, "minst en delfråga"),
            ("choice", {"scale": "finns-inte"}, "scale"),
        ],
    )
    def test_what_is_wrong_is_said(self, client, survey, kind, wrong, told):
        got = add(client, survey, kind=kind, **wrong)
        assert got.status_code == 422
        assert told in plain(got)
        assert asks(survey) == []

    def test_two_people_at_once_both_learn_of_it(self, client, survey):
        old = survey.version
        assert add(client, survey).status_code == 302
        got = client.post(
            f"{url('survey_question_new', survey, 1)}?sort=yes_no", {"version": old, "wording_sv": "Min"}
        )
        assert got.status_code == 422
        assert "Någon har sparat" in plain(got)
        assert "Min" in got.text
        assert f'value="{old + 1}"' in got.text

    def test_they_move_and_go(self, client, survey):
        for wording in ("A", "B"):
            add(client, survey, wording_sv=wording)
        first, second = asks(survey)

        def move(key, way):
            survey.refresh_from_db()
            sent = {"version": survey.version, "go": way}
            return client.post(url("survey_question_move", survey, key), sent, follow=True)

        move(second.key, "up")
        assert [ask.wording.sv for ask in asks(survey)] == ["B", "A"]
        move(first.key, "down")
        assert [len(part.asks) for part in questionnaire_of(survey).parts] == [1, 1]
        survey.refresh_from_db()
        address = url("survey_question_remove", survey, first.key)
        assert "Ta bort frågan?" in client.get(address).text
        assert client.post(address, {"version": survey.version}).status_code == 302
        assert [ask.wording.sv for ask in asks(survey)] == ["B"]
        assert client.post(address, {"version": survey.version}).status_code == 404
        stale = client.post(url("survey_question_move", survey, second.key), {"version": 0}, follow=True)
        assert "Någon har sparat" in plain(stale)


class TestForWhom:
    def test_an_earlier_answer_decides_and_its_question_stays(self, client, survey):
        add(client, survey, 1, wording_sv="Har du stöd?")
        add(client, survey, 2, wording_sv="Hur är stödet?")
        lead, ask = asks(survey)
        address = url("survey_question_for", survey, ask.key)
        assert "Har du stöd?" in plain(client.get(address))
        assert "ställs till alla" in plain(client.get(url("survey_question_for", survey, lead.key)))
        chosen = f"{address}?fraga={lead.key}"
        assert client.post(chosen, {"version": survey.version, "codes": ["finns-inte"]}).status_code == 422
        assert client.post(chosen, {"version": survey.version, "codes": ["yes"]}).status_code == 302
        assert asks(survey)[1].only_codes == {"yes"}
        assert "Bara till dem som svarade" in plain(client.get(url("survey_questions", survey)))
        for name, args in (("survey_question_remove", [lead.key]), ("survey_part_remove", [1])):
            got = client.post(url(name, survey, *args), {"version": survey.version})
            assert got.status_code == 422
            assert "Frågan ”Hur är stödet?” ställs bara till dem" in plain(got)
        assert client.post(address, {"version": survey.version}).status_code == 302
        assert asks(survey)[1].only_key == ""


class TestParts:
    def test_one_comes_is_changed_and_goes(self, client, survey):
        sent = {"version": survey.version, "title_sv": "Sist", "intro_sv": "Nu är det\nslut."}
        assert client.post(url("survey_part_new", survey), sent).status_code == 302
        survey.refresh_from_db()
        assert "Sist" in client.get(url("survey_part", survey, 3)).text
        changed = {"version": survey.version, "title_sv": "Allra sist"}
        assert client.post(url("survey_part", survey, 3), changed).status_code == 302
        survey.refresh_from_db()
        assert [part.title.sv for part in questionnaire_of(survey).parts] == ["Först", "Sedan", "Allra sist"]
        wrong = client.post(url("survey_part", survey, 3), {"version": survey.version, "title_sv": ""})
        assert wrong.status_code == 422
        removed = url("survey_part_remove", survey, 1)
        assert "Först" in client.get(removed).text
        assert client.post(removed, {"version": survey.version}).status_code == 302
        assert client.get(url("survey_part", survey, 3)).status_code == 404

    def test_one_query_count_with_1_and_3_questions(self, client, survey, django_assert_num_queries):
        for more in (1, 2):
            for _one in range(more):
                add(client, survey)
            with django_assert_num_queries(QUESTIONS_QUERIES):
                client.get(url("survey_questions", survey))


def test_a_questionnaire_has_room_for_so_much():
    full = Questionnaire(tuple(Part(Said("Sida"), Said(""), ()) for _n in range(20)))
    with pytest.raises(editing.FullError):
        editing.with_part(full, Said("En till"))
    many = tuple(Ask(f"k{n}", Kind.TEXT, Said("?")) for n in range(120))
    with pytest.raises(editing.FullError):
        editing.with_ask(
            Questionnaire((Part(Said("S"), Said(""), many),)), 1, Ask("ny", Kind.TEXT, Said("?"))
        )


def test_a_condition_looks_back_to_another_page():
    lead = Ask("a", Kind.YES_NO, Said("A?"), options=YES_NO)
    ask = Ask("b", Kind.TEXT, Said("B?"), only_key="a", only_codes=frozenset({"yes"}))
    two = Questionnaire((Part(Said("1"), Said(""), (lead,)), Part(Said("2"), Said(""), (ask,))))
    assert editing.checked(two) == two
    for move in (("b", -1), ("a", 1)):
        with pytest.raises(editing.ConditionError):
            editing.moved(two, *move)
    assert editing.moved(two, "a", -1) == two
    assert editing.moved(two, "b", 1) == two
