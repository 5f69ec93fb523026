"""Somebody who chooses English meets no Swedish but what checklists, own lists and people say."""

import pytest
from django.conf import settings
from django.db.models import F
from django.urls import reverse

from organisations.actions.invitations import invite
from organisations.models import Role, Upload
from reports.actions import comments, drafts, freezing, links, parts, publishing
from reports.models import Decision
from resultchain.starting_lists import AREAS, PERSPECTIVES
from surveys.actions import imports, inviting, remarks, sealing, surveys, themes
from surveys.models import Choice, Question, RemarkKind, Survey
from tests import factories
from tests.guards.world import Place
from tests.harness.english_texts import swedish_in, words_of
from tests.harness.pages import Page, Visitor, World, pages
from tests.harness.places import workplace
from tests.surveys import factories as survey_factories

pytestmark = pytest.mark.django_db
# Names of Swedish places, and the page for developers.
LEFT_OUT = {"directory", "gallery", "nothing found"}


@pytest.fixture(scope="module")
def world(kept):
    """A place where nobody has written anything in Swedish."""
    work = workplace()
    draft = factories.assessment(
        work.organisation, work.waiting, "12", by=work.coordinator, submit=False, comment="Why"
    )
    invitation = invite(
        by=work.coordinator, organisation=work.organisation, email="new@prov.example", role=Role.READER
    )
    reports, publication, ids = english_reports(work)
    place = Place(work.organisation, work.organisation)
    place.people = {Role.COORDINATOR: work.coordinator, Role.READER: work.reader}
    place.ids = {
        "assessment_id": work.rated.pk,
        "draft_id": draft.pk,
        "invitation_id": invitation.pk,
        **ids,
        **english_surveys(work),
    }
    made = World(place, place, reports=reports, publications={"in_force": publication})
    made.visitors = {
        "anonymous": Visitor("anonymous"),
        "coordinator": Visitor("coordinator", work.coordinator, place, frozenset({Role.COORDINATOR})),
        "reader": Visitor("reader", work.reader, place, frozenset({Role.READER})),
    }
    return made


def english_reports(work):
    """Reports whose people write in English: one being written, one put to a board, one published."""
    by, place = work.coordinator, work.organisation
    draft = drafts.create_draft(by=by, organisation=place, kind="lagesrapport", options={}, language="en")
    part = draft.parts.get(key="work")
    parts.save_part(by=by, part=part, heading="Work", body="We did this.")
    comment = comments.add_comment(by=by, part=part, body="Did we?")
    copy, _new = freezing.make_copy(by=by, draft=draft)
    publishing.make_proposal(by=by, draft=draft, body="The board", reference="B 1", text="To adopt it")
    published = drafts.create_draft(by=by, organisation=place, kind="lagesrapport", options={}, language="en")
    drafts.save_settings(by=by, draft=published, title=published.title, summary="We moved on.", cover=True)
    ruling = publishing.Ruling("the board", Decision.ADOPTED, factories.DAY)
    publication = publishing.publish(by=by, draft=published, ruling=ruling)
    link = links.create_link(by=by, publication=publication, note="The press")
    links.make_public(by=by, publication=publication)
    ids = {
        "kind": "lagesrapport",
        "paper_id": draft.pk,
        "part_id": part.pk,
        "comment_id": comment.pk,
        "link_id": link.pk,
        "report_id": copy.pk,
        "publication_id": publication.pk,
    }
    return {"queued": copy}, publication, ids


def english_surveys(work):
    """Surveys whose people write in English: one open, one done, a draft of its next round."""
    by, place = work.coordinator, work.organisation
    written(survey_factories.draft(place=place, by=by), people=1)
    survey = survey_factories.draft(place=place, by=by, breakdown="sex", groups={"a": "A", "b": "B"})
    written(survey, people=30)
    for number, token in enumerate(survey_factories.tokens(survey).values()):
        survey_factories.answer(
            token, {"f1": str(number % 2 + 4), "f4": "yes", "o13": f"More time, {number}."}
        )
    survey_factories.closed(survey)
    named = written(survey_factories.draft(place=place, by=by, anonymity="named"), people=1)
    survey_factories.answer(
        next(iter(survey_factories.tokens(named).values())), {"f4": "yes", "o13": "None."}
    )
    survey_factories.closed(named)
    remark = remarks.add(by=by, survey=survey, part=1, kind=RemarkKind.WORKSHOP, body="We talked.")
    theme = themes.add(by=by, survey=survey, question_key="o13", name="Time")
    copy = surveys.copy(by=by, survey=survey, closes_on=factories.DAY)
    inviting.invite(by=by, survey=copy, people={"next@prov.example": "a"})
    collected = told_in_english(
        survey_factories.draft(place=place, by=by, breakdown="role", groups={"a": "A", "b": "B"})
    )
    Upload.objects.create(
        organisation=place,
        uploaded_by=by,
        purpose=imports.PURPOSE,
        name="answers.csv",
        content=imports.closed(collected, b"o13\nMore time\n"),
    )
    return {
        "survey_id": survey.pk,
        "survey_draft_id": copy.pk,
        "named_id": named.pk,
        "question_key": "f4",
        "text_key": "o13",
        "number": 1,
        "remark_id": remark.pk,
        "theme_id": theme.pk,
        "language": "en",
    }


def told_in_english(survey):
    """Let the Swedish words of a draft be the English ones."""
    questions = Question.objects.filter(section__survey=survey)
    titles = {"title_sv": F("title_en"), "intro_sv": F("intro_en")}
    Survey.objects.filter(pk=survey.pk).update(**titles)
    survey.sections.update(**titles)
    questions.update(wording_sv=F("wording_en"), help_sv=F("help_en"))
    Choice.objects.filter(question__in=questions).update(label_sv=F("label_en"))
    survey.refresh_from_db()
    return survey


def written(survey, *, people):
    """Let a draft ask in English, invite people and open it."""
    told_in_english(survey)
    codes = [*survey.groups.values_list("code", flat=True), ""]
    addresses = {
        f"person-{number}@prov.example": codes[number % max(1, len(codes) - 1)] for number in range(people)
    }
    inviting.invite(survey=survey, people=addresses)
    survey.refresh_from_db()
    surveys.open_survey(by=None, survey=survey)
    sealing.prepare(survey.pk)
    survey.refresh_from_db()
    return survey


@pytest.mark.timeout(300)
@pytest.mark.parametrize("role", ["anonymous", "coordinator", "reader"])
def test_no_swedish_in_english(client, world, role):
    visitor = world.visitors[role]
    if visitor.user:
        client.force_login(visitor.user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    faults = []
    # An organisation's own lists begin with Swedish names, which stand in choices and in the names of buttons.
    said = words_of(factories.skr()) + [name for _key, name in (*AREAS, *PERSPECTIVES)]
    said += ["Region Västra Götaland"]
    for one in [*pages(world, visitor), *pages_of_surveys(visitor)]:
        if one.name not in LEFT_OUT and not one.empty_form:
            # Those who answer choose the language in the address.
            answered = client.get(one.path.replace("/sv/", "/en/"), follow=True)
            faults += [f"{one}: {text}" for text in swedish_in(answered.text, said)]
    assert not faults, "\n".join(faults)


def pages_of_surveys(visitor):
    """The coordinator's pages that the world of other tests lacks."""
    if "coordinator" not in visitor.roles:
        return
    slug, ids = visitor.place.organisation.slug, visitor.place.ids
    found = {
        "survey_named": [ids["named_id"]],
        "survey_themes": [ids["survey_id"], ids["text_key"]],
        "survey_theme": [ids["theme_id"]],
    }
    for name, args in found.items():
        yield Page(name, reverse(name, args=[slug, *args]))
