"""A result report in a real browser: the answer on mentorship, handing in, the receipt, and the lead who reads."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from organisations.models import Role
from programmes.models import Part, Programme
from reports.actions import drafts
from tests import factories
from tests.guards.reports_world import publish
from tests.harness.browser import check_page
from tests.harness.places import workplace
from tests.programmes.factories import group, meeting, participation, programme

VIEWS = [("desktop", "light"), ("phone", "dark")]
LONG = "Människorättsintegreringsarbetsgruppsmedlemmarnas satsning"


@pytest.fixture
def work():
    return workplace()


@pytest.fixture
def found(work) -> Programme:
    lead = factories.organisation(f"Ledarna för {LONG}", kind="national")
    made: Programme = programme(
        lead, name=LONG, compiled_on=timezone.localdate() + datetime.timedelta(days=20)
    )
    taking = participation(made, work.organisation)
    mentor = participation(
        made, factories.organisation("Mentorinstitutet", kind="institute"), part=Part.MENTOR
    )
    group(made, taking, mentor)
    meeting(made, days=-10)
    return made


def published(work, found):
    taking = found.participations.in_part(Part.PARTICIPANT).get()
    draft = drafts.create_draft(
        by=work.coordinator,
        organisation=work.organisation,
        kind="resultatrapport",
        options={"participation": taking.pk},
        language="sv",
    )
    return publish(work.organisation, work.coordinator, draft=draft)


@pytest.mark.parametrize(("size", "scheme"), VIEWS)
def test_a_participant_answers_and_hands_in_and_the_lead_reads(visit, work, found, size, scheme):
    taking = found.participations.in_part(Part.PARTICIPANT).get()
    slug = work.organisation.slug
    page = visit(
        email=work.coordinator.email,
        path=reverse("participation", args=[slug, found.pk, taking.pk]),
        size=size,
        scheme=scheme,
    )
    check_page(page)
    page.get_by_role("link", name="Mentor nästa gång?").click()
    check_page(page)
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Från vilket år?").fill("2028")
    page.get_by_role("button", name="Spara svaret").click()
    expect(page.get_by_text("Svaret är sparat.")).to_be_visible()
    report = published(work, found)
    page.goto(reverse("publication", args=[slug, report.pk]))
    check_page(page)
    page.get_by_role("link", name="Lämna in till").click()
    check_page(page)
    page.get_by_role("button", name="Lämna in").click()
    expect(page.get_by_role("heading", name="Kvitto nummer")).to_be_visible()
    check_page(page)

    lead = factories.member(found.owner, Role.PROGRAMME_LEAD)
    page = visit(
        email=lead.email,
        path=reverse("status_board", args=[found.owner.slug, found.pk]),
        size=size,
        scheme=scheme,
    )
    check_page(page)
    page.get_by_role("link", name="Inlämnade resultatrapporter").click()
    expect(page.get_by_role("heading", name="1 av 2 har lämnat in")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name=work.organisation.name).first.click()
    expect(page.get_by_role("heading", name="Deltagandet").first).to_be_visible()
    check_page(page)
