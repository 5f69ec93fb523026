"""The year's pages with Region Halland's spring 2020 on them: sound at both sizes, and answered in one save."""

import datetime

import pytest
from playwright.sync_api import expect

from organisations.models import Organisation
from tests import factories
from tests.harness.browser import LOOKS, check_page
from tests.harness.places import workplace
from tests.resultchain.factories import entry

PAGES = (
    ("region-halland", "utbildning/?fran=2020-01-01&till=2020-06-30", "58 deltagare i en utbildning"),
    ("region-halland", "diplom/", "Inget diplom gäller i dag"),
    ("regionkontoret-regional-utveckling", "globala-mal/", "Tre av fem enheter har kartlagt"),
    ("region-halland", "arshjul/?ar=2020", "Årshjul 2020"),
    ("region-halland", "uppfoljning/", "planerad"),
)


@pytest.fixture(scope="module")
def coordinator(live_site):
    return factories.member(Organisation.objects.get(slug="region-halland"), name="Kim Prov")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_pages_are_sound_with_a_half_year_on_them(visit, coordinator, size, scheme):
    tab = visit(email=coordinator.email, path="/", size=size, scheme=scheme)
    for slug, path, heading in PAGES:
        tab.goto(f"/o/{slug}/resultatkedja/{path}")
        expect(tab.get_by_role("heading", level=1)).to_contain_text(heading)
        check_page(tab)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_what_was_planned_is_answered_in_one_save(visit, live_site, size):
    place = workplace()
    day = factories.today() - datetime.timedelta(days=3)
    for what in ("Utbilda chefer", "Ny mall", "Lunchföreläsning"):
        entry(place.organisation, what, state="planned", last_day=day)
    tab = visit(email=place.coordinator.email, path="/", size=size, allow={422})
    tab.get_by_role("link", name="Följ upp").click()
    expect(tab.locator("h1")).to_have_text("Tre planerade saker väntar på svar")
    for what, answer in (("Utbilda chefer", "Klart"), ("Ny mall", "Blev inte av")):
        tab.get_by_role("group", name=what).get_by_role("radio", name=answer).check()
    tab.get_by_role("button", name="Spara uppföljningen").click()
    expect(tab.locator(".error-summary")).to_contain_text("skriv varför det inte blev av")
    check_page(tab)
    tab.get_by_role("group", name="Ny mall").get_by_label("Med egna ord").fill("Ingen tid i år")
    tab.get_by_role("button", name="Spara uppföljningen").click()
    expect(tab.locator("h1")).to_have_text("En planerad sak väntar på svar")
    expect(tab.get_by_text("1 är klar, 1 blev inte av")).to_be_visible()
