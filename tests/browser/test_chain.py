"""The chain fits a phone and a wide screen: a picture for the eye and the mouse, the same as lists for the keyboard."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from resultchain.models import EntryState, LinkKind, Position, PositionLevel
from tests.factories import DAY
from tests.harness.browser import LOOKS, check_page, wait_until
from tests.harness.places import workplace
from tests.resultchain import factories

CHAIN = (
    (1, "Utbildning i jämställdhetsbudgetering för chefer i tre förvaltningar", "done"),
    (1, "Genomgång av styrdokument för ärendehandläggning", "done"),
    (1, "Dialog med invånare om trygghet i kollektivtrafiken", "done"),
    (1, "Kartläggning av könsuppdelad statistik", "done"),
    (1, "Webbutbildning om hbtqi", "ongoing"),
    (1, "Temadag om våld i nära relationer", "planned"),
    (1, "Träffpunkt för ensamma äldre män", "planned"),
    (2, "Budgetens anvisningar frågar efter konsekvenser för kvinnor och män", "done"),
    (2, "Mall för beslutsunderlag", "done"),
    (2, "Ny policy för mänskliga rättigheter", "ongoing"),
    (2, "Rapport med statistik för varje nämnd", "done"),
    (3, "Handläggarna använder mallen i varje ärende som går till nämnd", "done"),
    (3, "Analyser av resurser fördelade på kvinnor och män ingår i uppföljningen", "ongoing"),
    (3, "Trygghetsvandringar två gånger om året", "done"),
    (4, "Hemtjänstens timmar fördelas mer lika mellan kvinnor och män", "done"),
    (4, "Fler kvinnor reser kvällstid", "planned"),
    (5, "Jämställd hälsa", "planned"),
)
LED = (
    *((0, 7), (0, 8), (1, 8), (1, 9), (2, 13), (3, 10), (3, 14), (5, 9)),
    *((7, 12), (8, 11), (10, 12), (11, 14), (12, 14), (13, 15), (14, 16)),
)
GAVE_RISE = ((14, 6), (13, 2))


@pytest.fixture
def place(live_site):
    """An organisation with a chain that has skips, a line to the left and something planned."""
    made = workplace()
    entries = [
        factories.entry(
            made.organisation,
            what,
            level,
            state=EntryState(state),
            first_day=DAY + datetime.timedelta(days=30 * level - 5),
            last_day=None if state == "ongoing" else DAY + datetime.timedelta(days=30 * level + index),
        )
        for index, (level, what, state) in enumerate(CHAIN)
    ]
    for source, target in LED:
        factories.link(entries[source], entries[target])
    for source, target in GAVE_RISE:
        factories.link(entries[source], entries[target], LinkKind.GAVE_RISE_TO)
    said = Position.objects.create(
        organisation=made.organisation, name="Halvårsuppföljning", date=DAY + datetime.timedelta(days=120)
    )
    for level, extent in ((1, "done"), (2, "done"), (3, "partly")):
        PositionLevel.objects.create(
            position=said, level=level, extent=extent, words="Flera förvaltningar är med."
        )
    return made


def many(place):
    """Seventy more in lines that cross now and then."""
    made = [
        factories.entry(
            place.organisation,
            f"{CHAIN[n % 17][1]} ({n})",
            1 + n % 5,
            last_day=DAY + datetime.timedelta(days=n),
        )
        for n in range(70)
    ]
    for n in range(69):
        if n % 5 != 4:
            factories.link(made[n], made[n + 1])
        if n % 7 == 0 and made[(n * 3) % 70].level > made[n].level:
            factories.link(made[n], made[(n * 3) % 70])


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_part_is_sound_at_both_sizes(visit, place, size, scheme):
    tab = visit(email=place.reader.email, path=place.path("resultatkedja/kedjan/"), size=size, scheme=scheme)
    expect(tab.get_by_role("heading", level=1)).to_have_text("Alla fyra klara aktiviteter har lett vidare")
    expect(tab.locator(".chain-picture")).to_be_visible(visible=size == "desktop")
    expect(tab.locator(".chain-list")).to_be_visible()
    if size == "desktop":
        wait_until(tab, "document.querySelectorAll('.js-plotly-plot').length == 2")
    check_page(tab)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_eighty_entries_fit_too(visit, place, size):
    many(place)
    tab = visit(email=place.reader.email, path=place.path("resultatkedja/kedjan/"), size=size)
    expect(tab.locator(".chain-box")).to_have_count(80)
    expect(tab.get_by_text("7 poster är inte med i bilden")).to_be_visible()
    check_page(tab)


def test_no_box_lies_on_another_and_all_words_stand_in_their_box(visit, place):
    many(place)
    tab = visit(email=place.reader.email, path=place.path("resultatkedja/kedjan/"))
    assert tab.evaluate(
        """() => [...document.querySelectorAll('.chain-box')].every(box => {
          const edge = box.querySelector('rect').getBoundingClientRect();
          return [...box.querySelectorAll('text')].every(text => {
            const words = text.getBoundingClientRect();
            return words.left >= edge.left && words.right <= edge.right
              && words.top >= edge.top && words.bottom <= edge.bottom;
          });
        })"""
    )


def test_the_mouse_takes_the_picture_and_the_keyboard_the_lists(visit, place):
    tab = visit(email=place.reader.email, path=place.path("resultatkedja/kedjan/"))
    reached = tab.evaluate(
        """() => [...document.querySelectorAll('a[href]')].filter(link => link.tabIndex >= 0)
          .map(link => link.getAttribute('href'))"""
    )
    boxes = [box.get_attribute("href") for box in tab.locator(".chain-box").all()]
    assert len(boxes) == len(CHAIN)
    assert set(boxes) <= set(reached)
    tab.locator(".chain-box").first.click()
    expect(tab).to_have_url(re.compile(r"/resultatkedja/\d+/$"))


def test_the_filters_work_without_javascript_and_stay_in_the_address(visit, place):
    tab = visit(email=place.reader.email, path=place.path("resultatkedja/kedjan/"), javascript=False)
    tab.get_by_label("Till och med").fill("2020-03-31")
    tab.get_by_role("button", name="Visa", exact=True).click()
    expect(tab).to_have_url(re.compile("till=2020-03-31"))
    expect(tab.get_by_label("Till och med")).to_have_value("2020-03-31")
    expect(tab.locator(".chain-box")).to_have_count(7)
    expect(tab.locator(".chain-list")).to_be_visible()


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "dark"), ("phone", "light")])
def test_somebody_says_where_they_stand(visit, place, size, scheme):
    tab = visit(
        email=place.coordinator.email, path=place.path("resultatkedja/lage/"), size=size, scheme=scheme
    )
    expect(tab.get_by_text("Flera förvaltningar är med.").first).to_be_visible()
    check_page(tab)
    tab.get_by_role("link", name="Säg var ni står").click()
    check_page(tab)
    tab.get_by_label("Vid vilket tillfälle?").select_option(label="Round one, 1\u00a0mars\u00a02020")
    tab.get_by_role("group", name="2 Ny eller ändrad produkt").get_by_role("radio", name="Delvis").check()
    tab.get_by_role("button", name="Spara").click()
    expect(tab.get_by_role("heading", name="Round one, 1 mars 2020")).to_be_visible()
    expect(tab.get_by_text("Det ni säger om ert läge är sparat.")).to_be_visible()
