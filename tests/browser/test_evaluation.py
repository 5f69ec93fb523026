"""An evaluation in a real browser: a survey is chosen, a chapter is given its first words, the whole is read."""

import datetime

import pytest
from playwright.sync_api import expect

from reports.actions import drafts
from reports.models import Draft
from surveys.actions import remarks, surveys
from surveys.actions.collecting import take_in
from surveys.models import Question, RemarkKind, Survey
from surveys.sealed import Content
from tests.harness.browser import LOOKS, check_page
from tests.harness.places import workplace
from tests.reports.papers import address, part
from tests.surveys.factories import draft

CLOSED = datetime.date(2020, 12, 9)
LONG = "Människorättsintegreringsarbetsgruppsmedlemmarnas"


@pytest.fixture
def work():
    """A place with a survey in two groups and the round before it, a matrix in both, and remarks of each kind."""
    made = workplace()
    groups = {"norr": f"Avdelningen för {LONG} uppföljning", "soder": "Avdelning två"}
    first = draft(place=made.organisation, by=made.coordinator, breakdown="unit", groups=groups)
    matrix = Question.objects.get(section__survey=first, key="f8")
    Question.objects.filter(pk=matrix.pk).update(kind="matrix")
    for number, words in enumerate(("Jag har den tid som krävs", f"Jag vet vad {LONG} gör"), start=1):
        matrix.rows.create(number=number, key=f"r{number}", wording_sv=words)
    done(first, made.coordinator)
    second = surveys.copy(by=made.coordinator, survey=first, closes_on=CLOSED)
    done(second, made.coordinator)
    for kind in RemarkKind:
        remarks.add(
            by=made.coordinator,
            survey=second,
            part=1,
            kind=kind,
            body=f"Fråga: {kind.label}\nGrupp 1: {LONG}",
        )
    return made, second


def done(survey, by):
    """Let fourteen in one group and twelve in the other have answered."""
    contents = [
        Content(
            group="norr" if number < 14 else "soder",
            choices={"f1": str(number % 5 + 1), "f6": "yes", "f8": {"r1": "4", "r2": str(number % 4 + 1)}},
            texts={},
        )
        for number in range(26)
    ]
    Survey.objects.filter(pk=survey.pk).update(closes_on=CLOSED)
    survey.refresh_from_db()
    take_in(by=by, survey=survey, contents=contents, invited=60)
    survey.refresh_from_db()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_it_is_begun_with_a_survey_and_a_chapter_gets_its_first_words(visit, work, size, scheme):
    made, _survey = work
    page = visit(
        email=made.coordinator.email,
        path=f"/o/{made.organisation.slug}/rapporter/ny/utvardering/",
        size=size,
        scheme=scheme,
    )
    expect(page.get_by_label("Vilken enkät?")).to_contain_text("Rollen som MR-samordnare")
    check_page(page)
    page.get_by_role("button", name="Börja skriva").click()
    expect(page.locator("h1")).to_have_text("Rollen som MR-samordnare")
    check_page(page)
    chapter = part(Draft.objects.get(organisation=made.organisation), "page-1")
    page.goto(address("part", chapter.draft, chapter.pk))
    expect(page.locator("main")).to_contain_text("svarar ”Mycket bra” eller ”Ganska bra”")
    check_page(page)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_whole_report_can_be_read_on_any_screen(visit, work, size, scheme):
    made, survey = work
    begun = drafts.create_draft(
        by=made.coordinator,
        organisation=made.organisation,
        kind="utvardering",
        options={"survey": str(survey.pk)},
        language="sv",
    )
    page = visit(email=made.coordinator.email, path=address("draft_preview", begun), size=size, scheme=scheme)
    for title in ("Så gjordes utvärderingen", "MR-nätverket", "Förra omgången", "Svaren grupp för grupp"):
        expect(page.locator("h2", has_text=title)).to_be_visible()
    check_page(page)
