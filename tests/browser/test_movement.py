"""Movement over many occasions fits a phone, is reached by keyboard, and says with words what its arrows show."""

import datetime

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.checklists.test_movement_page import finer
from tests.harness.browser import LOOKS, check_page, wait_until
from tests.harness.places import workplace

ROWS = ("2121221211", "2131221211", "1131232211", "2232232212", "3232333312")
WHY = "Nämnderna har fått en mall för beslutsunderlag, och den prövas i två förvaltningar."


@pytest.fixture
def place(live_site):
    """An organisation with six occasions on one scale and one on another."""
    made = workplace()
    instrument = factories.skr()
    for index, row in enumerate(ROWS):
        at = factories.occasion(
            instrument,
            made.organisation,
            name=f"Uppföljning nummer {index + 1}",
            date=datetime.date(2021 + index, 9, 1),
        )
        factories.assessment(
            made.organisation,
            at,
            row,
            by=made.coordinator,
            comment=WHY,
            people=3 + index % 2,
            toward_next=index > 2,
        )
    at = factories.occasion(finer(), made.organisation, name="Ny skala", date=datetime.date(2026, 9, 1))
    factories.assessment(made.organisation, at, "2222nnnn2233", by=made.coordinator)
    return made


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_part_of_the_page_is_sound_at_both_sizes(visit, place, size, scheme):
    tab = visit(
        email=place.reader.email, path=place.path("checklistor/forflyttning/"), size=size, scheme=scheme
    )
    expect(tab.get_by_role("heading", level=1)).to_contain_text("nått den högsta nivån")
    check_page(tab)
    tab.get_by_role("link", name="version 2018").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("har flyttat fram")
    check_page(tab)


def test_the_wide_table_scrolls_in_its_own_region_by_keyboard(visit, place):
    instrument = factories.skr()
    query = f"?checklista={instrument.key}&version={instrument.version}"
    tab = visit(email=place.reader.email, path=place.path(f"checklistor/forflyttning/{query}"), size="phone")
    region = tab.get_by_role("region", name="Tabell över momenten")
    region.focus()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    wait_until(tab, "document.activeElement.scrollLeft > 0")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    expect(region.get_by_text("upp från 1").first).to_be_attached()


def test_the_result_leads_to_all_occasions_and_the_files_are_files(visit, place):
    tab = visit(email=place.reader.email, path=place.path(f"checklistor/{place.rated.pk}/resultat/"))
    tab.get_by_role("link", name="Se alla tillfällen").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("har flyttat fram")
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Hämta ändringarna som csv-fil").click()
    assert download.value.suggested_filename.endswith("-forflyttning-andringar.csv")
