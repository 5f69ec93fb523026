"""A coordinator's way: a survey made, written, looked at, sent, opened and closed; and who is kept out."""

import datetime
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from organisations.models import Event, Role
from surveys.actions import drafts, sealing, surveys
from surveys.models import Breakdown, Invitation, Question, State, Survey
from surveys.reading import questionnaire_of
from tests import factories
from tests.surveys.factories import answer, draft, opened, tokens

pytestmark = pytest.mark.django_db

SURVEYS_QUERIES = 10
INVITED_QUERIES = 14


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
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.text)
    return text.replace("\xa0", " ").replace("\xad", "")


def day(days):
    return (timezone.localdate() + datetime.timedelta(days=days)).isoformat()


def new(**changed):
    return {
        "once": str(uuid.uuid4()),
        "template": "egen",
        "title": "Vad tycker ni?",
        "anonymity": "anonymous",
        "way": "invited",
        "breakdown": "none",
        "closes_on": day(14),
    } | changed


def verbs():
    found = Event.objects.filter(verb__startswith="surveys.").order_by("pk")
    return [verb.removeprefix("surveys.") for verb in found.values_list("verb", flat=True)]


class TestDraft:
    def test_one_is_made_once_and_found_in_the_list_and_the_menu(self, client, place, coordinator):
        assert "Inga enkäter än" in client.get(url("surveys", place)).text
        sent = new()
        for _click in range(2):
            made = client.post(url("survey_new", place), sent)
            assert made.url == url("survey", place, Survey.objects.get().pk)
        page = plain(client.get(made.url))
        assert "Skriv minst en fråga" in page
        assert "Bjud in dem som ska svara" in page
        listed = plain(client.get(url("surveys", place)))
        assert "Vad tycker ni?" in listed
        assert f'href="{url("surveys", place)}"' in client.get(reverse("start")).text
        assert verbs() == ["made"]

    def test_a_template_brings_its_questions_and_a_breakdown_its_groups(self, client, place, coordinator):
        factories.organisation("Nämnden", parent=place, slug="namnden")
        client.post(url("survey_new", place), new(template="vgr-samordnare", title="", breakdown="unit"))
        survey = Survey.objects.get()
        assert survey.title_sv == "Rollen som MR-samordnare"
        assert list(survey.groups.values_list("name", flat=True)) == ["Nämnden"]
        client.post(url("survey_new", place), new(breakdown="sex"))
        made = Survey.objects.get(breakdown=Breakdown.SEX)
        assert sorted(made.groups.values_list("name", flat=True)) == ["Kvinnor", "Män"]

    def test_whoever_reads_in_english_chooses_in_english_and_what_is_kept_is_still_swedish(
        self, client, place, coordinator
    ):
        client.cookies["language"] = "en"
        page = plain(client.get(url("survey_new", place)))
        assert "The role of human rights coordinator" in page
        assert "Rollen som MR-samordnare" not in page
        client.post(url("survey_new", place), new(breakdown="sex"))
        survey = Survey.objects.get()
        assert sorted(survey.groups.values_list("name", flat=True)) == ["Kvinnor", "Män"]
        assert [(part.title.sv, part.title.en) for part in questionnaire_of(survey).parts] == [
            ("Frågor", "Questions")
        ]
        page = plain(client.get(url("survey_question_new", place, survey.pk, 1), {"sort": "choice"}))
        assert "Quality in five steps: Very well · Fairly well" in page

    @pytest.mark.parametrize(
        ("wrong", "told"),
        [
            ({"title": " "}, "Skriv en rubrik"),
            ({"title": "x" * 161}, "högst 160 tecken"),
            ({"template": "finns-inte"}, "template"),
            ({"closes_on": "2020-01-01"}, "Dagen har passerat"),
            ({"closes_on": day(400)}, "högst ett år"),
            ({"closes_on": "snart"}, "år-månad-dag"),
            ({"way": "shared", "anonymity": "named"}, "går bara med anonyma svar"),
            ({"way": "shared", "breakdown": "sex"}, "Välj ”Nej” här"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_made(self, client, place, coordinator, wrong, told):
        got = client.post(url("survey_new", place), new(title="Min <b>rubrik</b>") | wrong)
        assert got.status_code == 422
        assert told in plain(got)
        assert not Survey.objects.exists()

    def test_somebody_elses_id_in_the_form_makes_a_survey_of_its_own(self, client, place, coordinator):
        other = draft(place=factories.organisation("Annanstad"))
        got = client.post(url("survey_new", place), new(once=str(other.pk)))
        assert got.url == url("survey", place, Survey.objects.get(organisation=place).pk)
        other.refresh_from_db()
        assert other.title_sv != "Vad tycker ni?"

    def test_words_days_and_limits_are_changed_and_two_at_once_learn_of_it(self, client, place, coordinator):
        survey = draft(place=place)
        address = url("survey_settings", place, survey.pk)
        assert "Minsta antal svar" in client.get(address).text
        sent = {
            "version": survey.version,
            "title_sv": "Ny rubrik",
            "closes_on": day(20),
            "reminder_1": day(5),
            "limit_whole": 5,
            "limit_group": 10,
            "limit_text": 10,
        }
        assert client.post(address, sent).status_code == 302
        survey.refresh_from_db()
        assert (survey.title_sv, survey.limit_whole, survey.languages) == ("Ny rubrik", 5, ("sv",))
        assert [one.isoformat() for one in survey.reminder_days] == [day(5)]
        late = client.post(address, sent | {"title_sv": "Senare"})
        assert late.status_code == 422
        assert "Någon har sparat" in plain(late)
        for wrong, told in [
            ({"limit_whole": 2}, "för låg"),
            ({"limit_group": 5, "limit_whole": 8}, "Skriv minst 8"),
            ({"reminder_1": day(0)}, "efter i dag"),
            ({"reminder_1": day(30)}, "efter sista dagen"),
        ]:
            got = client.post(address, sent | {"version": survey.version} | wrong)
            assert got.status_code == 422
            assert told in plain(got)

    def test_groups_are_written_and_one_with_people_stays(self, client, place, coordinator):
        survey = draft(place=place, breakdown="role")
        address = url("survey_groups", place, survey.pk)
        sent = {"version": survey.version, "names": "Chef\nÅngström\nChef"}
        assert client.post(address, sent).status_code == 302
        assert dict(survey.groups.values_list("code", "name")) == {"chef": "Chef", "angstrom": "Ångström"}
        client.post(url("survey_invite", place, survey.pk), {"text": "a@prov.example", "group": "chef"})
        one = url("survey", place, survey.pk)
        assert "hör inte till någon grupp" not in plain(client.get(one))
        client.post(url("survey_invite", place, survey.pk), {"text": "b@prov.example"})
        assert "En inbjuden hör inte till någon grupp" in plain(client.get(one))
        survey.refresh_from_db()
        got = client.post(address, {"version": survey.version, "names": "Ångström"})
        assert "har inbjudna" in plain(got)
        assert client.post(address, {"version": survey.version, "names": "  "}).status_code == 422
        assert survey.groups.count() == 2

    def test_a_reminder_after_the_last_day_was_never_sent(self, client, place, coordinator):
        survey = draft(place=place, days=14)
        today = timezone.localdate()
        survey.reminder_days = [today + datetime.timedelta(days=days) for days in (20, 14, 5)]
        assert survey.reminders == survey.reminder_days[:0:-1]
        survey.closes_on = today
        assert survey.reminders == []

    def test_a_draft_goes_and_an_opened_survey_stays(self, client, place, coordinator):
        survey = draft(place=place)
        assert "går inte att ångra" in client.get(url("survey_remove", place, survey.pk)).text
        assert client.post(url("survey_remove", place, survey.pk)).status_code == 302
        assert not Survey.objects.exists()
        assert verbs() == ["made", "removed"]

    def test_a_draft_that_a_round_was_made_of_stays(self, client, place, coordinator):
        survey = draft(place=place)
        client.post(url("survey_copy", place, survey.pk), {"closes_on": day(30)})
        got = client.post(url("survey_remove", place, survey.pk), follow=True)
        assert "har en senare omgång" in got.text
        assert Survey.objects.count() == 2

    def test_two_clicks_open_once_and_lead_to_the_survey(self, client, place, coordinator):
        survey = opened(place=place, people=1)
        got = client.post(url("survey_open", place, survey.pk), {"sure": "on"})
        assert got.url == url("survey", place, survey.pk)
        assert verbs().count("opening") == 1

    def test_who_comes_in_the_moment_when_it_is_opened_finds_no_draft(self, place):
        survey, person = draft(place=place), factories.user()
        surveys.open_survey(by=None, survey=survey)
        late = (
            lambda: surveys.open_survey(by=person, survey=survey),
            lambda: drafts.change(by=person, survey=survey, seen=1, title_sv="Ny"),
            lambda: drafts.ask(by=person, survey=survey, seen=1, change=lambda one: one),
            lambda: drafts.set_groups(by=person, survey=survey, seen=1, names=["A"]),
            lambda: drafts.remove(by=person, survey=survey),
        )
        for action in late:
            with pytest.raises(Http404):
                action()

    def test_a_new_round_asks_the_same(self, client, place, coordinator):
        survey = draft(place=place)
        got = client.post(url("survey_copy", place, survey.pk), {"closes_on": day(30)})
        made = Survey.objects.get(copied_from=survey)
        assert got.url == url("survey", place, made.pk)
        assert questionnaire_of(made) == questionnaire_of(survey)
        question = Question.objects.get(section__survey=made, key="f1")
        Question.objects.filter(pk=question.pk).update(wording_sv="En annan fråga")
        page = plain(client.get(got.url))
        assert "svaren går inte att jämföra" in page
        assert "En annan fråga" in page
        assert client.post(url("survey_copy", place, survey.pk), {"closes_on": ""}).status_code == 422

    def test_two_clicks_make_one_new_round(self, client, place, coordinator):
        survey, other = draft(place=place), draft(place=factories.organisation("Annan"))
        page = client.get(url("survey_copy", place, survey.pk)).text
        (once,) = re.findall(r'name="once" value="([^"]+)"', page)
        sent = {"closes_on": day(30), "once": once}
        first, second = (client.post(url("survey_copy", place, survey.pk), sent) for _n in range(2))
        assert first.url == second.url
        assert survey.later_rounds.count() == 1
        for foreign in (str(other.pk), str(survey.pk), "rappakalja"):
            client.post(url("survey_copy", place, survey.pk), {**sent, "once": foreign})
        assert survey.later_rounds.count() == 4
        assert other.later_rounds.count() == 0


@pytest.mark.django_db(transaction=True)
class TestOpen:
    def test_the_whole_way(self, client, place, coordinator):
        survey = draft(place=place)
        page = plain(client.get(url("survey_open", place, survey.pk)))
        assert "Bjud in dem som ska svara" in page
        assert client.post(url("survey_open", place, survey.pk), {"sure": "on"}).status_code == 422
        client.post(url("survey_invite", place, survey.pk), {"text": "a@prov.example; b@prov.example"})
        assert client.post(url("survey_open", place, survey.pk), {}).status_code == 422
        assert client.post(url("survey_open", place, survey.pk), {"sure": "on"}).status_code == 302
        sealing.prepare(survey.pk)
        survey.refresh_from_db()
        assert survey.state == State.OPEN
        one = url("survey", place, survey.pk)
        assert "Färre än 6 har svarat" in plain(client.get(one))
        for name in ("survey_settings", "survey_groups", "survey_remove", "survey_questions"):
            assert client.get(url(name, place, survey.pk)).status_code == 404
        assert client.get(url("survey_results", place, survey.pk)).url == one
        assert client.get(url("survey_csv", place, survey.pk)).status_code == 404
        assert "inte att öppna enkäten igen" in plain(client.get(url("survey_close", place, survey.pk)))
        assert client.post(url("survey_close", place, survey.pk)).url == one
        assert "Svaren tas fram" in plain(client.get(one))
        assert client.post(url("survey_close", place, survey.pk)).url == one
        assert verbs() == ["made", "invited", "opening", "closed"]

    def test_the_count_is_coarse_and_nothing_tells_who(self, client, place, coordinator):
        survey = opened(place=place, people=12)
        links = tokens(survey)
        before = plain(client.get(url("survey_invited", place, survey.pk)))
        for number, token in enumerate(links.values()):
            if number < 8:
                answer(token, {"f1": "5"})
        assert "Minst 6 har svarat" in plain(client.get(url("survey", place, survey.pk)))
        assert plain(client.get(url("survey_invited", place, survey.pk))) == before

    def test_the_last_day_is_moved_while_it_is_open(self, client, place, coordinator):
        survey = opened(place=place, people=1)
        address = url("survey_move", place, survey.pk)
        assert survey.closes_on.isoformat() in client.get(address).text
        assert client.post(address, {"closes_on": "2020-01-01"}).status_code == 422
        assert client.post(address, {"closes_on": day(30)}).url == url("survey", place, survey.pk)
        survey.refresh_from_db()
        assert survey.closes_on.isoformat() == day(30)
        client.post(url("survey_close", place, survey.pk))
        assert client.post(address, {"closes_on": day(40)}).url == url("survey", place, survey.pk)
        survey.refresh_from_db()
        assert survey.closes_on.isoformat() == day(0)
        assert verbs()[-2:] == ["moved", "closed"]

    def test_a_shared_link_is_shown_while_it_leads_somewhere(self, client, place, coordinator):
        survey = opened(place=place, way="shared")
        assert "/enkat/" in client.get(url("survey", place, survey.pk)).text
        page = client.get(url("survey_invited", place, survey.pk)).text
        assert "inga adresser" in page


class TestPreview:
    def test_the_pages_are_those_that_people_answer_and_nothing_is_stored(self, client, place, coordinator):
        survey = draft(place=place)
        address = url("survey_preview", place, survey.pk, "sv")
        page = client.get(address)
        assert "Förhandsvisning: inget sparas" in page.text
        assert client.get(url("survey_preview", place, survey.pk, "en")).status_code == 200
        assert client.get(url("survey_preview", place, survey.pk, "xx")).status_code == 404
        following = client.post(address, {"part": "0", "go": "next", "q.f1": "5"})
        assert 'name="q.f1" value="5"' in following.text
        last = client.post(address, {"part": str(len(questionnaire_of(survey).parts)), "go": "send"})
        assert last.url == url("survey", place, survey.pk)
        assert not survey.boxes.exists()


class TestInviting:
    def test_addresses_are_pasted_once_and_faults_told_with_nothing_lost(self, client, place, coordinator):
        survey = draft(place=place)
        address = url("survey_invite", place, survey.pk)
        got = client.post(address, {"text": "a@prov.example\ninte en adress"})
        assert got.status_code == 422
        assert "Rad 2: ”inte en adress”" in plain(got)
        assert not Invitation.objects.exists()
        for told in ("2 nya adresser är inlagda", "0 nya adresser är inlagda. 2 fanns redan"):
            got = client.post(address, {"text": "a@prov.example\nb@prov.example"}, follow=True)
            assert told in plain(got)
        assert "Väntar" in plain(got)

    def test_a_file_is_read_whole_or_not_at_all(self, client, place, coordinator):
        survey = draft(place=place, breakdown="role", groups={"chef": "Chef"})
        address = url("survey_invite_file", place, survey.pk)
        assert "e_post" in client.get(address).text

        def send(text):
            file = SimpleUploadedFile("lista.csv", text.encode(), content_type="text/csv")
            return client.post(address, {"file": file})

        got = send("e-post;grupp\na@prov.example;Chef\nb@prov.example;Okänd")
        assert "gruppen ”Okänd” finns inte" in plain(got)
        assert "saknar" in plain(send("grupp\nChef"))
        assert client.post(address, {}).status_code == 422
        assert not Invitation.objects.exists()
        assert send("e-post;grupp\na@prov.example;Chef").status_code == 302
        assert Invitation.objects.get().group == "chef"

    def test_the_coordinators_in_the_tree_are_invited(self, client, place, coordinator):
        survey = draft(place=place)
        got = client.post(url("survey_invite_coordinators", place, survey.pk), follow=True)
        assert "0 nya adresser" in plain(got)
        shared = draft(place=place, way="shared")
        got = client.post(url("survey_invite_coordinators", place, shared.pk), follow=True)
        assert "tar inte emot fler" in plain(got)

    def test_one_query_count_with_1_and_3_addresses(
        self, client, place, coordinator, django_assert_num_queries
    ):
        survey = draft(place=place)
        for number in (1, 3):
            text = "\n".join(f"{n}@prov.example" for n in range(number))
            client.post(url("survey_invite", place, survey.pk), {"text": text}, follow=True)
            with django_assert_num_queries(INVITED_QUERIES):
                client.get(url("survey_invited", place, survey.pk))


class TestAccess:
    @pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.PARTICIPANT, Role.READER])
    def test_only_coordinators_come_in(self, client, place, role):
        survey = draft(place=place)
        client.force_login(factories.member(place, role))
        assert client.get(url("surveys", place)).status_code == 403
        assert client.get(url("survey", place, survey.pk)).status_code == 403
        assert url("surveys", place) not in client.get(reverse("start")).text

    def test_another_organisations_survey_is_nowhere(self, client, place, coordinator):
        other = draft(place=factories.organisation("Annanstad"))
        for name in ("survey", "survey_settings", "survey_invited", "survey_results", "survey_questions"):
            assert client.get(url(name, place, other.pk)).status_code == 404

    def test_one_query_count_with_1_and_3_surveys(
        self, client, place, coordinator, django_assert_num_queries
    ):
        for more in (1, 2):
            for _one in range(more):
                draft(place=factories.organisation("Nämnden", parent=place))
            with django_assert_num_queries(SURVEYS_QUERIES):
                client.get(url("surveys", place))
