"""By keyboard alone: a reader chooses an occasion, reads the tables, keeps the selection and opens it again."""

import re

from playwright.sync_api import expect

from organisations.models import Kind, Role
from tests import factories
from tests.comparison.factories import joined
from tests.harness.browser import check_page

MOST_STOPS = 80
OCCASIONS = ("Inför träff 1", "Efter träff 2", "Efter träff 3")


def tab_to(page, element):
    """Step forward until the element is in focus."""
    wanted = element.element_handle()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("element => element === document.activeElement", wanted):
            return
    raise AssertionError(f"not reached in {MOST_STOPS} steps: {element}")


def test_a_selection_is_chosen_kept_and_opened_again(visit):
    # Another test counts the demo's municipalities and regions.
    found = joined("Asken", "Björken", "Linden", occasions=OCCASIONS, kind=Kind.AGENCY)
    for place in found.places[:2]:
        for at, digits in enumerate(("1111111111", "2111111111", "2222222222")):
            found.rate(place, digits, at=at)
    lead = factories.member(found.lead, Role.PROGRAMME_LEAD)
    page = visit(email=lead.email, path=f"/o/{found.lead.slug}/jamforelse/")
    expect(page.locator(".lead")).to_contain_text("vid ”Efter träff 3”")
    choose_the_second_occasion(page)
    read_the_tables(page)
    keep_it(page)
    open_it_again(page)


def choose_the_second_occasion(page):
    tab_to(page, page.get_by_label("Tillfälle", exact=True))
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    tab_to(page, page.get_by_role("button", name="Visa urvalet"))
    page.keyboard.press("Enter")
    expect(page.locator(".lead")).to_contain_text("vid ”Efter träff 2”")
    expect(page.locator("h1")).to_contain_text("”Politiskt beslut” ligger högst (2,0)")


def read_the_tables(page):
    heat = page.get_by_role("region", name="Tabell över organisationerna")
    tab_to(page, heat)
    expect(heat.get_by_role("row", name=re.compile("^Asken 2 ?, upp från 1"))).to_have_count(1)
    summary = page.locator("#rorelse summary")
    tab_to(page, summary)
    table = page.locator("#rorelse table")
    page.keyboard.press("Enter")
    expect(table).to_be_hidden()
    page.keyboard.press("Enter")
    expect(table.get_by_role("row", name="1 Politiskt beslut 2 0 0")).to_be_visible()


def keep_it(page):
    tab_to(page, page.get_by_role("link", name="Spara det här urvalet"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Spara urvalet")
    tab_to(page, page.get_by_label("Namn"))
    check_page(page)
    page.keyboard.type("Andra träffen")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("Urvalet är sparat.")


def open_it_again(page):
    tab_to(page, page.get_by_role("link", name="Jämförelse", exact=True))
    page.keyboard.press("Enter")
    expect(page.locator(".lead")).to_contain_text("vid ”Efter träff 3”")
    tab_to(page, page.get_by_role("link", name="Andra träffen"))
    page.keyboard.press("Enter")
    expect(page.locator(".lead")).to_contain_text("vid ”Efter träff 2”")
    check_page(page)
