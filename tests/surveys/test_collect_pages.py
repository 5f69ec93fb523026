"""Reading in answers that were collected elsewhere: a file is counted, said yes or no to, and nothing of it is left."""

import datetime
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from figures.disclosure import Counted
from organisations.actions import uploads
from organisations.models import Event, Role, Upload
from surveys import results, tasks
from surveys.actions import collecting, imports, inviting
from surveys.models import FreeText, Group, State, Survey, Way
from surveys.reading import questionnaire_of
from tests import factories
from tests.organisations.sheets import csv, xlsx
from tests.surveys.answer_sheets import blocked, people
from tests.surveys.factories import draft, opened

pytestmark = pytest.mark.django_db

CHOOSE_QUERIES = 17


@pytest.fixture
def place():
    return factories.organisation("Trelleborg")


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place, name="Kim Prov")
    client.force_login(person)
    return person


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def plain(answer):
    return answer.text.replace("\xa0", " ").replace("\xad", "")


def send(client, place, survey, content, name="svar.csv", **fields):
    address = url("survey_collect", place, survey.pk)
    return client.post(address, {"file": SimpleUploadedFile(name, content)} | fields)


def verbs():
    found = Event.objects.filter(verb__startswith="surveys.").order_by("pk")
    return [verb.removeprefix("surveys.") for verb in found.values_list("verb", flat=True)]


class TestTheWay:
    def test_from_the_draft_to_its_results(self, client, place, coordinator):
        survey = draft(place=place)
        page = plain(client.get(url("survey", place, survey.pk)))
        assert url("survey_collect", place, survey.pk) in page
        page = plain(client.get(url("survey_collect", place, survey.pk)))
        for words in (
            "Radera den där den kommer ifrån",
            "lovade när ni frågade",
            "färre än 6 sparas inga svar",
        ):
            assert words in page
        sent = send(client, place, survey, people(14, f1="4"), invited="39")
        upload = Upload.objects.get()
        assert sent.url == url("survey_collect_preview", place, survey.pk, upload.pk) + "?tillfragade=39"
        page = plain(client.get(sent.url))
        for words in ("14 svar läses in", "39", "6", "Ganska bra (4)", "annars efter en halvtimme"):
            assert words in page
        assert "21 frågor har inga svar" not in page
        assert "frågor har inga svar i filen" in page
        assert "Ordet" not in page
        assert survey.answers.count() == 0
        done = client.post(sent.url, {"go": "yes"}, follow=True)
        assert "14 svar är inlästa. Radera nu filen" in plain(done)
        assert not Upload.objects.exists()
        survey.refresh_from_db()
        assert (survey.state, survey.way, survey.invited, survey.answered) == (
            State.DONE,
            Way.COLLECTED,
            39,
            14,
        )
        shown = {one.ask.key: one.protected.whole for one in results.results(survey)}
        chosen = {"f1": "4", "f3": "6", "f4": "yes"}
        counted = {key: one.counts for key, one in shown.items() if isinstance(one, Counted)}
        assert {counted[key][code] for key, code in chosen.items()} == {14}
        assert FreeText.objects.count() == 14
        assert verbs() == ["made", "collected"]

    def test_every_page_says_how_the_answers_came_in(self, client, place, coordinator):
        survey = collected(place)
        how = "Svaren har samlats in på annat sätt och lästs in från en fil."
        for address in (
            url("surveys", place),
            url("survey", place, survey.pk),
            url("survey_invited", place, survey.pk),
            url("survey_results", place, survey.pk),
        ):
            page = plain(client.get(address))
            assert how in page, address
            assert "Sista dag" not in page, address
        page = plain(client.get(url("survey", place, survey.pk)))
        assert "Vad de som svarade blev lovade bestämdes där de svarade" in page
        assert "Ditt svar förseglas" not in page
        assert "läste in svar som har samlats in på annat sätt" in plain(client.get(url("events", place)))

    def test_a_next_round_is_by_invitation(self, client, place, coordinator):
        survey = collected(place)
        day = (timezone.localdate() + datetime.timedelta(days=30)).isoformat()
        client.post(url("survey_copy", place, survey.pk), {"closes_on": day})
        made = Survey.objects.get(copied_from=survey)
        assert (made.way, made.state) == (Way.INVITED, State.DRAFT)
        assert questionnaire_of(made) == questionnaire_of(survey)

    def test_excel_numbers_groups_and_an_unknown_number_of_asked(self, client, place, coordinator):
        survey = draft(place=place, breakdown="role", groups={"chef": "Chef", "annan": "Annan", "vd": "Vd"})
        rows = [["f3", "grupp"], *[[7, "Chef"]] * 12, *[[1, "annan"]] * 10, [2, "Vd"], [2, ""]]
        sent = send(client, place, survey, xlsx(rows), "svar.xlsx")
        page = plain(client.get(sent.url))
        assert "Okänt" in page
        assert re.search(r"Chef</th><td[^>]*>12<", page)
        assert re.search(r"Annan</th><td[^>]*>12<|Räknas bara till alla</th><td[^>]*>12<", page)
        assert not re.search(r"Vd</th>", page)
        client.post(sent.url, {"go": "yes"})
        survey.refresh_from_db()
        assert (survey.invited, survey.answered) == (None, 24)
        assert sorted(survey.answers.values_list("group", flat=True)) == [""] * 12 + ["chef"] * 12

    def test_the_order_of_the_rows_is_not_kept(self, place):
        survey = draft(place=place)
        marks = [f"Ordet {n:03d}" for n in range(60)]
        rows = [["f1", "o13"], *[["Ganska bra", mark] for mark in marks]]
        imports.import_file(by=None, survey=survey, content=csv(rows), invited=None)
        for order in ("ctid", "id"):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT body FROM surveys_freetext ORDER BY {order}")  # noqa: S608  stands above
                lying = [row[0] for row in cursor.fetchall()]
            assert sorted(lying) == marks
            # By chance one of them lies where it stood in the file.
            assert sum(one == other for one, other in zip(lying, marks, strict=True)) < 12

    def test_too_few_are_told_before_the_yes_and_nothing_is_kept(self, client, place, coordinator):
        survey = draft(place=place)
        sent = send(client, place, survey, people(5))
        assert "Säger du ja sparas inga svar" in plain(client.get(sent.url))
        assert "inga svar sparades" in plain(client.post(sent.url, {"go": "yes"}, follow=True))
        survey.refresh_from_db()
        assert (survey.state, survey.answers.count()) == (State.DONE, 0)
        other = draft(place=place)
        page = plain(client.get(send(client, place, other, people(7)).url))
        assert "färre än 10, så fritexten sparas inte" in page


def collected(place, number=14):
    survey = draft(place=place)
    imports.import_file(
        by=factories.member(place, name="Kollegan"), survey=survey, content=people(number), invited=39
    )
    survey.refresh_from_db()
    return survey


class TestNothingIsLeft:
    def test_no_deletes_the_file_at_once(self, client, place, coordinator):
        survey = draft(place=place)
        sent = send(client, place, survey, people(14))
        answer = client.post(sent.url, {"go": "no"}, follow=True)
        assert "Filen är borttagen. Inget är inläst." in plain(answer)
        assert not Upload.objects.exists()
        assert verbs() == ["made"]

    def test_what_is_kept_can_not_be_read_and_opens_for_its_own_survey_only(self, client, place, coordinator):
        survey, other = draft(place=place), draft(place=place)
        sent = send(client, place, survey, people(14))
        kept = bytes(Upload.objects.get().content)
        assert b"Ordet" not in kept
        assert imports.opened(survey, kept) == people(14)
        address = url("survey_collect_preview", place, other.pk, Upload.objects.get().pk)
        assert "går inte att läsa längre" in plain(client.get(address))
        assert client.post(address, {"go": "yes"}).status_code == 422
        assert client.get(sent.url).status_code == 200

    def test_a_forgotten_file_goes_after_half_an_hour(self, client, place, coordinator):
        survey = draft(place=place)
        sent = send(client, place, survey, people(14))
        Upload.objects.update(created_at=timezone.now() - datetime.timedelta(minutes=31))
        answer = client.post(sent.url, {"go": "yes"})
        assert answer.status_code == 404
        assert "ligger här i högst en halvtimme" in plain(answer)
        then = Upload.objects.get().created_at
        fresh = Upload.objects.create(
            uploaded_by=coordinator,
            purpose="entries",
            name="x.csv",
            content=b"x",
            created_at=then,
        )
        tasks.sweep()
        assert list(Upload.objects.all()) == [fresh]
        assert survey.answers.count() == 0

    def test_a_refused_file_is_not_kept(self, client, place, coordinator):
        survey = draft(place=place)
        answer = send(client, place, survey, people(14, f1="hemligheten"), invited="39")
        assert answer.status_code == 422
        page = plain(answer)
        assert "Filen har 14 fel" in page
        assert "<code>f1</code>" in page
        assert "hemligheten" not in page
        assert 'value="39"' in page
        assert not Upload.objects.exists()


class TestOnce:
    def test_a_second_yes_and_a_second_person_learn_that_it_is_done(self, client, place, coordinator):
        survey = draft(place=place)
        first = send(client, place, survey, people(14)).url
        second = send(client, place, survey, people(20)).url
        client.post(first, {"go": "yes"})
        for method, address in (
            (client.post, first),
            (client.get, first),
            (client.post, second),
            (client.get, url("survey_collect", place, survey.pk)),
        ):
            answer = method(address, {"go": "yes"}, follow=True)
            assert "Svaren är redan inlästa." in plain(answer)
        assert survey.answers.count() == 14
        assert not Upload.objects.exists()

    def test_whoever_is_late_by_a_moment_is_led_to_what_holds_now(
        self, client, place, coordinator, monkeypatch
    ):
        survey = draft(place=place)
        sent = send(client, place, survey, people(14)).url
        plan_of = uploads.hold_upload

        def late(**keywords):
            inviting.invite(survey=survey, people={"a@prov.example": ""})
            return plan_of(**keywords)

        monkeypatch.setattr(imports, "hold_upload", late)
        answer = client.post(sent, {"go": "yes"}, follow=True)
        assert answer.redirect_chain[0][0] == url("survey_collect", place, survey.pk)
        assert not Upload.objects.exists()
        survey.refresh_from_db()
        assert survey.state == State.DRAFT

    def test_a_question_that_has_changed_meanwhile_is_told_at_the_yes(self, client, place, coordinator):
        survey = draft(place=place)
        sent = send(client, place, survey, people(14)).url
        survey.sections.all().first().questions.filter(key="f1").delete()
        answer = client.post(sent, {"go": "yes"})
        assert answer.status_code == 422
        assert "inte känns igen: f1" in plain(answer)

    def test_questions_that_change_while_a_file_is_read_are_read_again(
        self, client, place, coordinator, monkeypatch
    ):
        survey = draft(place=place)
        sent = send(client, place, survey, people(14)).url
        plan_of, planned = imports.plan_file, []

        def slowly(content, **keywords):
            plan = plan_of(content, **keywords)
            planned.append(plan)
            if len(planned) == 1:
                survey.sections.first().questions.filter(key="f1").delete()
                Survey.objects.filter(pk=survey.pk).update(version=survey.version + 1)
            return plan

        monkeypatch.setattr(imports, "plan_file", slowly)
        answer = client.post(sent, {"go": "yes"})
        assert answer.status_code == 422
        assert "inte känns igen: f1" in plain(answer)
        survey.refresh_from_db()
        assert survey.state == State.DRAFT

    def test_an_opened_survey_has_no_such_page(self, client, place, coordinator):
        survey = opened(place=place, people=1)
        for name in ("survey_collect", "survey_collect_csv", "survey_collect_xlsx"):
            assert client.get(url(name, place, survey.pk)).status_code == 404
        assert client.post(url("survey_collect_preview", place, survey.pk, uuid.uuid4())).status_code == 404


class TestNotHere:
    @pytest.mark.parametrize(
        ("kind", "words", "leads_to"),
        [
            ("named", "Enkäten är inte anonym", "survey_new"),
            ("invited", "Ta bort adresserna", "survey_invited"),
            ("questions", "inga frågor än", "survey_questions"),
            ("groups", "Skriv dem först", "survey_groups"),
        ],
    )
    def test_a_draft_that_takes_none_says_why_and_where_to_go(
        self, client, place, coordinator, kind, words, leads_to
    ):
        survey = blocked(place, kind)
        for answer in (
            client.get(url("survey_collect", place, survey.pk)),
            send(client, place, survey, people(14)),
        ):
            assert words in plain(answer)
            assert url(leads_to, place, *([] if leads_to == "survey_new" else [survey.pk])) in answer.text
        assert not Upload.objects.exists()
        with pytest.raises(collecting.NotCollectableError):
            imports.import_file(by=None, survey=survey, content=people(14), invited=None)

    @pytest.mark.parametrize(
        ("content", "fields", "words"),
        [
            (people(14), {"invited": "13"}, "I filen har 14 svarat"),
            (people(14), {"invited": "0"}, "Skriv minst 1"),
            (people(14), {"invited": "många"}, "Skriv antalet med siffror"),
            (people(14), {"invited": "9" * 400}, "Antalet är för stort"),
            (b"", {}, "Filen är tom"),
            (people(0), {}, "inga rader under dem"),
            (csv([["f1", "f2"], ["", " "]]), {}, "inga rader"),
            (csv([["f1", "E-post"], ["1", "kim@prov.example"]]), {}, "vem som har svarat, eller när: E-post"),
            (csv([["f1", "o13"], ["1", "kim@prov.example"]]), {}, "ser ut som en e-postadress"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_kept(
        self, client, place, coordinator, content, fields, words
    ):
        survey = draft(place=place)
        answer = send(client, place, survey, content, **fields)
        assert answer.status_code == 422
        assert words in plain(answer)
        assert "kim@prov.example" not in answer.text
        assert not Upload.objects.exists()

    def test_only_coordinators_and_only_their_own(self, client, place, coordinator):
        survey = draft(place=place)
        sent = send(client, place, survey, people(14)).url
        client.force_login(factories.member(place, name="Kollegan"))
        assert client.get(sent).status_code == 404
        client.force_login(factories.member(place, Role.READER))
        assert client.get(url("survey_collect", place, survey.pk)).status_code == 403
        assert client.get(sent).status_code == 403
        client.force_login(factories.member(factories.organisation("Annanstad")))
        assert client.get(sent).status_code == 404

    def test_one_query_count_with_1_and_3_groups(self, client, place, coordinator, django_assert_num_queries):
        survey = draft(place=place, breakdown="role", groups={"chef": "Chef"})
        for more in ([], ["a", "b"]):
            Group.objects.bulk_create(Group(survey=survey, code=code, name=code) for code in more)
            with django_assert_num_queries(CHOOSE_QUERIES):
                client.get(url("survey_collect", place, survey.pk))


def test_templates_come_back_in_filled(client, place, coordinator):
    survey = draft(place=place)
    got = client.get(url("survey_collect_csv", place, survey.pk))
    assert f'filename="{place.slug}-mall-svar.csv"' in got["Content-Disposition"]
    header, explained = got.content.decode("utf-8-sig").splitlines()
    assert header.startswith("f1;o1;f2")
    assert "Mycket bra (5)" in explained
    filled = "\n".join([header, explained, *["Mycket bra" + ";" * header.count(";")] * 6])
    page = plain(client.get(send(client, place, survey, filled.encode()).url))
    assert "6 svar läses in" in page
    assert client.get(url("survey_collect_xlsx", place, survey.pk)).content.startswith(b"PK")
