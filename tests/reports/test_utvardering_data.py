"""An evaluation reads what disclosure control lets through and what people wrote, of the right survey alone."""

import datetime
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from organisations.models import Role
from reports.actions import parts
from reports.document import render_document
from reports.kinds import KINDS, NothingToReportError, canonical
from reports.models import Draft
from reports.snapshots import Status, Writing, default_parts, snapshot
from surveys.actions import remarks, surveys
from surveys.actions.collecting import take_in
from surveys.models import RemarkKind, State, Survey
from surveys.sealed import Content
from tests import factories
from tests.reports.papers import address
from tests.surveys.factories import done_by_hand, draft

pytestmark = pytest.mark.django_db
KIND = KINDS["utvardering"]
CLOSED, LATER = datetime.date(2020, 12, 9), datetime.date(2022, 12, 9)


@pytest.fixture
def place():
    return factories.organisation("Region Exempel", constructed=True)


@pytest.fixture
def kim(place):
    return factories.member(place, name="Kim Prov")


def contents(count, **choices):
    """So many answers, each with these choices; a list gives them in turn, None leaves the question out."""
    return [
        Content(
            group="",
            choices={
                key: given
                for key, values in choices.items()
                if (given := values if isinstance(values, str) else values[number])
            },
            texts={"o1": f"Hemlig kommentar {number}"},
        )
        for number in range(count)
    ]


def collected(place, count=14, invited=39, day=CLOSED, **choices):
    """A survey that is done."""
    survey = draft(place=place)
    Survey.objects.filter(pk=survey.pk).update(closes_on=day)
    survey.refresh_from_db()
    take_in(by=None, survey=survey, contents=contents(count, **choices), invited=invited)
    survey.refresh_from_db()
    return survey


def usual(place):
    f6 = ["yes"] * 8 + ["no"] * 5 + ["dk"]
    f4 = ["yes"] * 8 + ["no"] * 5 + [None]
    return collected(place, f1="4", f4=f4, f6=f6)


def read(place, survey=None, language="sv"):
    return KIND.read(
        organisation=place, options={"survey": str(survey.pk)} if survey else {}, language=language
    )


def printed(place, data):
    made = snapshot(
        kind=KIND,
        organisation=place,
        language="sv",
        data=data,
        writing=Writing(data["title"], default_parts(KIND)),
        status=Status(),
    )
    return render_document(made).replace("\u00a0", " ")


def test_figures_notes_and_summaries_stand_in_the_chapter_of_their_page(place, kim):
    survey = usual(place)
    for kind, body in (
        (RemarkKind.COMMENTS, "Det har gått olika fort."),
        (RemarkKind.WORKSHOP, "Två grupper vill ha mandat."),
        (RemarkKind.QUOTE, "”Planen gav mig ett språk.”"),
    ):
        remarks.add(by=kim, survey=survey, part=1, kind=kind, body=body)
    data = read(place, survey)
    text = printed(place, data)
    assert "Av de 39 som fick enkäten svarade 14, vilket ger en svarsfrekvens på 36 %." in data[
        "summary"
    ].replace("\u00a0", " ")
    assert data["data_time"] == "2020-12-08T23:00:00Z"
    assert data["constructed"]
    chapter = text[text.index(">Arbetssätt och resurser</span></h2>") :]
    for words in ("Åtta av 14 svarar ja", "Åtta av 13 svarar ja", "57 %", "62 %", "En hoppade över den."):
        assert words in chapter
    assert chapter.index("Det har gått olika fort.") < chapter.index("Två grupper vill ha mandat.")
    assert '<p class="c">”Planen gav mig ett språk.”</p>' in chapter
    assert "Drygt hälften" not in chapter
    assert "Drygt hälften (57 %, 8 av 14) svarar ja." in text


def test_no_answer_no_text_and_nothing_hidden_is_in_it(place):
    survey = usual(place)
    data = read(place, survey)
    assert "Hemlig" not in canonical(data).decode()
    assert "Frågor som inte redovisas" in printed(place, data)
    few = collected(place, count=5, f1="1")
    told = read(place, few)
    assert "Mycket dåligt" not in str({key: told["sections"][key] for key in ("page-1", "method")})
    assert "under 6" in str(told["sections"]["method"]["funnel"])
    assert told["sections"]["page1"] is None


def test_a_reminder_that_the_close_came_before_is_not_told(place):
    survey = draft(place=place)
    days = [CLOSED - datetime.timedelta(days=3), CLOSED + datetime.timedelta(days=2)]
    Survey.objects.filter(pk=survey.pk).update(closes_on=CLOSED, reminder_days=days)
    done = opened_and_done(survey)
    how = " ".join(read(place, done)["sections"]["method"]["how"])
    assert "De som inte hade svarat fick en påminnelse." in how


def opened_and_done(survey):
    Survey.objects.filter(pk=survey.pk).update(state=State.OPEN, public_key=b"k" * 32)
    Survey.objects.filter(pk=survey.pk).update(state=State.CLOSED)
    done_by_hand(survey, invited=39, answered=0)
    survey.refresh_from_db()
    return survey


def test_the_same_data_gives_the_same_bytes(place):
    survey = usual(place)
    assert canonical(read(place, survey)) == canonical(read(place, survey))


def groups_of(place, names, *, before=None, by=None):
    """A survey with two large groups and a small one, each with so many answers to its first question."""
    survey = (
        surveys.copy(by=by, survey=before, closes_on=LATER)
        if before
        else draft(place=place, breakdown="unit", groups={name.lower(): name for name in names})
    )
    answers = [
        Content(group=name.lower(), choices={"f1": str(number % 5 + 1)}, texts={})
        for name, count in names.items()
        for number in range(count)
    ]
    Survey.objects.filter(pk=survey.pk).update(closes_on=LATER if before else CLOSED)
    survey.refresh_from_db()
    take_in(by=by, survey=survey, contents=answers, invited=60)
    survey.refresh_from_db()
    return survey


def test_groups_are_shown_where_they_are_large_and_a_small_one_can_t_be_worked_out(place):
    survey = groups_of(place, {"Norr": 14, "Soder": 12, "Liten": 3})
    text = printed(place, read(place, survey))
    told = text[text.index("Svaren grupp för grupp</span></h2>") :]
    assert "Norr" in told or "Soder" in told
    assert not re.search(r">Liten</th>", text)


def test_a_question_asked_again_stands_beside_the_round_before(place, kim):
    first = groups_of(place, {"Norr": 14, "Soder": 12})
    second = groups_of(place, {"Norr": 11, "Soder": 13}, before=first, by=kim)
    rounds = read(place, second)["sections"]["rounds"]
    assert [row["question"][:12] for row in rounds["rows"]] == ["Hur har arbe"]
    assert rounds["rows"][0]["then"]["counts"] == "9 av 26"
    assert read(place, first)["sections"]["rounds"] is None


def test_a_round_before_that_is_another_organisation_s_is_not_beside(place):
    foreign = collected(factories.organisation("Annan"), f1="4")
    survey = surveys.copy(by=None, survey=foreign, closes_on=LATER)
    Survey.objects.filter(pk=survey.pk).update(organisation=place)
    survey.refresh_from_db()
    take_in(by=None, survey=survey, contents=contents(12, f1="4"), invited=None)
    survey.refresh_from_db()
    assert read(place, survey)["sections"]["rounds"] is None


class TestChoosing:
    def test_a_unit_s_survey_is_offered_and_a_stranger_s_refused(self, client, place, kim):
        new = reverse("draft_new", args=[place.slug, "utvardering"])
        client.force_login(kim)
        assert reverse("surveys", args=[place.slug]) in client.get(new).text
        mine = usual(factories.organisation("Kulturen", parent=place))
        foreign = usual(factories.organisation("Annan"))
        html = client.get(new).text
        assert str(mine.pk) in html
        assert "9 december 2020, Kulturen" in html.replace("\u00a0", " ")
        assert str(foreign.pk) not in html
        refused = client.post(new, {"survey": str(foreign.pk)})
        assert refused.status_code == 422
        assert "Enkäten finns inte bland de färdiga" in refused.text
        assert client.post(new, {"survey": "x"}).status_code == 422
        begun = Draft.objects.get(pk=client.post(new, {"survey": str(mine.pk)}).url.split("/")[-2])
        assert begun.cover
        keys = list(begun.parts.in_order().values_list("key", flat=True))
        assert [key for key in keys if key.startswith("page-")] == [
            f"page-{number}" for number in (1, 2, 3, 4)
        ]
        parts.save_part(by=kim, part=begun.parts.get(key="page-1"), heading="", caption="Det har gått bra.")
        assert client.get(address("draft", begun)).status_code == 200
        for part in begun.parts.in_order():
            assert client.get(address("part", begun, part.pk)).status_code == 200

    def test_a_foreign_or_unfinished_survey_is_nothing_to_report(self, place):
        foreign = usual(factories.organisation("Annan"))
        for options in (
            {"survey": str(foreign.pk)},
            {"survey": str(draft(place=place).pk)},
            {"survey": "x"},
            {},
        ):
            with pytest.raises(NothingToReportError):
                KIND.read(organisation=place, options=options, language="sv")

    def test_the_command_refuses_a_survey_that_isn_t_there(self, place, tmp_path):
        usual(place)
        with pytest.raises(CommandError, match="has nothing to report on"):
            call_command(
                "order_report", "utvardering", organisation=place.slug, survey="x", output=tmp_path / "x.pdf"
            )

    @pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.READER])
    def test_only_coordinators_begin(self, client, place, role):
        client.force_login(factories.member(place, role))
        assert client.get(reverse("draft_new", args=[place.slug, "utvardering"])).status_code == 403

    def test_the_one_that_closed_last_is_chosen_where_nobody_chooses(self, place):
        older = usual(place)
        latest = collected(place, count=20, invited=None, day=datetime.date(2021, 1, 2), f1="5")
        assert read(place) == read(place, latest) != read(place, older)
        assert KIND.scopes() == [place.slug]
