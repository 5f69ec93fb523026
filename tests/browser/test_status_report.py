"""A half-year status report in a real browser: a period is chosen, and the whole is read on small screens too."""

import datetime

import pytest
from playwright.sync_api import expect

from reports.actions import drafts
from reports.models import Draft
from resultchain.models import Diploma, GlobalGoalsMap, Indicator, IndicatorValue, PlanningDate, Position
from tests import factories
from tests.harness.browser import LOOKS, check_page
from tests.harness.places import workplace
from tests.reports.papers import address, part
from tests.resultchain import factories as chain

FIRST = datetime.date(2020, 1, 1)
SPRING = {"first": "2020-01-01", "last": "2020-06-30", "units": True}
LONG = "Människorättsintegreringsarbetsgruppsmedlemmarnas utbildning i ärendehanteringen"


@pytest.fixture
def work():
    made = workplace()
    place = made.organisation
    unit = factories.organisation(f"Avdelningen för {LONG}", parent=place)
    factories.organisation("Avdelning två", parent=place)
    area, goal = chain.area(place, LONG), chain.goal(place, need="Kunskapen behöver öka.")
    first = chain.entry(
        unit,
        LONG,
        area=area,
        goal=goal,
        course=chain.course(place),
        participants=58,
        precision="exact",
        women=40,
    )
    chain.link(first, chain.entry(place, "Ny mall", 2, area=area))
    chain.entry(place, f"Planerat: {LONG}", 3, state="planned", last_day=datetime.date(2020, 9, 1))
    indicator = Indicator.objects.create(goal=goal, name="Andel som vet", unit="procent")
    IndicatorValue.objects.create(indicator=indicator, kind="baseline", day=FIRST, women=42, men=38)
    Diploma.objects.create(organisation=unit, name="Hbtq-diplom", issued_on=FIRST)
    GlobalGoalsMap.objects.create(organisation=unit, present=[5, 8, 10], coming=[11], mapped_on=FIRST)
    PlanningDate.objects.create(organisation=place, kind="meeting", name=f"BM 4 {LONG}", first_day=FIRST)
    Position.objects.create(organisation=place, name="Halvåret", date=FIRST).levels.create(
        level=1, extent="done"
    )
    return made


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_it_is_begun_with_a_period_and_says_how_much_is_left(visit, work, size, scheme):
    page = visit(
        email=work.coordinator.email,
        path=f"/o/{work.organisation.slug}/rapporter/ny/statusrapport/",
        size=size,
        scheme=scheme,
        allow={422},
    )
    expect(page.get_by_label("Vilken period?")).to_contain_text("Våren 2020")
    check_page(page)
    page.get_by_label("Vilken period?").select_option("Egna datum")
    page.get_by_role("button", name="Börja skriva").click()
    expect(page.locator(".error-summary")).to_contain_text("Skriv periodens första dag.")
    check_page(page)
    page.get_by_label("Vilken period?").select_option("Våren 2020")
    page.get_by_role("button", name="Börja skriva").click()
    expect(page.locator("h1")).to_have_text("Statusrapport våren 2020")
    expect(page.locator("main")).to_contain_text("Ungefär 18 minuter kvar: fem delar att skriva.")
    check_page(page)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_whole_report_can_be_read_on_any_screen(visit, work, size, scheme):
    made = drafts.create_draft(
        by=work.coordinator,
        organisation=work.organisation,
        kind="statusrapport",
        options=SPRING,
        language="sv",
    )
    draft = Draft.objects.select_related("organisation", "corrects").get(pk=made.pk)
    page = visit(email=work.coordinator.email, path=address("draft_preview", draft), size=size, scheme=scheme)
    expect(page.locator("article")).to_contain_text("Arbetet process för process")
    check_page(page)
    page.goto(address("part", draft, part(draft, "now").pk))
    expect(page.get_by_role("heading", name="Det här säger uppgifterna")).to_be_visible()
    check_page(page)
