"""Logging with one thumb: half a minute on the smallest phone, by keyboard and without script too; and finding it."""

import re
import sys
import time

import pytest
from playwright.sync_api import expect

from resultchain.models import Link
from tests.browser.test_keyboard import walk
from tests.harness.browser import check_page, wait_until
from tests.harness.places import workplace
from tests.resultchain import factories as chain

PHONE = {"width": 320, "height": 640}
WHAT = "Utbildning i jämställd budget för chefer"
SAVED = re.compile(r"/resultatkedja/\d+/$")
# How fast people are: a thumb writes five letters a second, and a tap is found and made in a little over one.
LETTER = 200
TAP = 1.2
HALF_A_MINUTE = 30
SMALLEST_TARGET = 44
SMALLEST_AT_ALL = 24
TARGETS = (".seg label", ".btn", "summary", "select", "input.form-control")


@pytest.fixture(scope="module")
def work(live_site):
    return workplace()


@pytest.fixture
def logged(work):
    """What the organisation has logged, the latest first."""
    return lambda: work.organisation.chain_entries.order_by("-pk")


class Thumb:
    """Taps and writes at a person's pace, and counts; what lies outside the window is swiped to first."""

    def __init__(self, page):
        self.page, self.taps, self.fields, self.swipes = page, 0, 0, 0
        self.began = time.monotonic()

    def tap(self, target):
        """Tap the middle of something that is large enough for a thumb."""
        expect(target).to_be_visible()
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= SMALLEST_TARGET, box
        if not 0 <= box["y"] <= self.page.viewport_size["height"] - box["height"]:
            self.swipes += 1
            target.scroll_into_view_if_needed()
        self.page.wait_for_timeout(TAP * 1000)
        box = target.bounding_box()
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.taps += 1

    def write(self, text):
        """Write where the cursor stands already."""
        self.page.keyboard.type(text, delay=LETTER)
        self.fields += 1

    def __str__(self):
        seconds = time.monotonic() - self.began
        return f"{self.taps} taps, {self.fields} typed field(s), {self.swipes} swipe(s), {seconds:.0f} s"


def test_an_activity_is_logged_with_one_thumb_in_half_a_minute(visit, work, logged, capsys):
    page = visit(email=work.coordinator.email, size="phone")
    page.set_viewport_size(PHONE)
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("link", name="Logga", exact=True))
    expect(page.get_by_label("Vad?")).to_be_focused()
    thumb.write(WHAT)
    thumb.tap(page.locator("label", has_text="Något ni gör en gång"))
    thumb.tap(page.get_by_role("button", name="Spara"))
    expect(page).to_have_url(SAVED)
    took = time.monotonic() - thumb.began
    expect(page.get_by_text("Sparat.")).to_be_visible()
    with capsys.disabled():
        sys.stdout.write(f"\nlogging an activity at 320 × 640: {thumb}\n")
    assert (thumb.taps, thumb.fields) == (3, 1)
    assert took < HALF_A_MINUTE
    entry = logged()[0]
    assert (entry.what, entry.level, entry.state) == (WHAT, 1, "done")
    assert entry.day is not None
    check_page(page)


def test_every_part_of_the_log_form_fits_a_thumb_and_the_smallest_phone(visit, work):
    page = visit(email=work.coordinator.email, path=work.path("resultatkedja/logga/"), size="phone")
    page.set_viewport_size(PHONE)
    for group in page.locator("main details").all():
        group.locator("summary").first.click()
    targets = page.locator(", ".join(f"main {target}" for target in TARGETS)).all()
    small = [target.inner_text() for target in targets if target.bounding_box()["height"] < SMALLEST_AT_ALL]
    assert not small
    check_page(page)


def test_by_keyboard_alone(visit, work, logged):
    page = visit(email=work.coordinator.email, path=work.path("resultatkedja/logga/"))
    page.keyboard.type("Ny mall för beslutsunderlag")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(SAVED)
    assert (logged()[0].what, logged()[0].level) == ("Ny mall för beslutsunderlag", 2)


def test_without_script(visit, work, logged):
    page = visit(
        email=work.coordinator.email, path=work.path("resultatkedja/logga/"), javascript=False, allow={422}
    )
    page.get_by_label("Vad?").fill("Utan skript")
    page.get_by_role("button", name="Spara").click()
    expect(page.locator(".error-summary")).to_contain_text("Välj en av de fem nivåerna.")
    expect(page.get_by_label("Vad?")).to_have_value("Utan skript")
    page.get_by_role("radio", name="Samhällseffekt").check(force=True)
    page.locator("summary", has_text="Citat och lärdom").click()
    page.get_by_label("Vad har ni lärt er?").fill("Att det går")
    page.get_by_role("button", name="Spara").click()
    expect(page).to_have_url(SAVED)
    assert (logged()[0].level, logged()[0].lesson) == (5, "Att det går")


def test_what_it_led_to_is_one_step_away(visit, work, logged):
    source = chain.entry(work.organisation, "Mallen som blev en rutin", 2, by=work.coordinator)
    page = visit(email=work.coordinator.email, path=work.path(f"resultatkedja/{source.pk}/"), size="phone")
    page.get_by_role("link", name="Logga vad det ledde till").click()
    page.get_by_label("Vad?").fill("Rutinen används i varje ärende")
    page.get_by_role("radio", name="Nytt eller ändrat arbetssätt").check(force=True)
    page.get_by_role("button", name="Spara").click()
    expect(page).to_have_url(SAVED)
    expect(page.get_by_role("link", name="Mallen som blev en rutin")).to_be_visible()
    assert Link.objects.get(source=source).target == logged()[0]


@pytest.mark.parametrize("javascript", [True, False])
def test_the_list_is_searched_and_the_address_keeps_it(visit, work, javascript):
    name = f"Åtgärd mot hot {javascript}"
    chain.entry(work.organisation, name, 4)
    page = visit(email=work.coordinator.email, path=work.path("resultatkedja/"), javascript=javascript)
    page.get_by_label("Sök i posterna").fill(name.upper())
    if not javascript:
        page.get_by_role("button", name="Sök").click()
    expect(page.locator("#antal")).to_have_text("En post i urvalet")
    expect(page.locator("#traffar")).to_contain_text(name)
    expect(page).to_have_url(re.compile("q=%C3%85"))
    page.reload()
    expect(page.locator("#antal")).to_have_text("En post i urvalet")
    expect(page.get_by_label("Sök i posterna")).to_have_value(name.upper())
    if javascript:
        check_page(page)


def test_a_filter_changes_the_list_at_once(visit, work):
    chain.entry(work.organisation, "Något som pågår", 3, state="ongoing", first_day=None)
    chain.entry(work.organisation, "Något som är gjort", 3)
    page = visit(email=work.coordinator.email, path=work.path("resultatkedja/"))
    expect(page.locator("#traffar")).to_contain_text("Något som är gjort")
    page.locator("summary", has_text="Fler filter").click()
    page.get_by_label("Läge").select_option("ongoing")
    expect(page.locator("#traffar")).to_contain_text("Något som pågår")
    expect(page.locator("#traffar")).not_to_contain_text("Något som är gjort")
    wait_until(page, "document.querySelectorAll('#traffar li').length === 1")
    expect(page).to_have_url(re.compile("lage=ongoing"))


@pytest.mark.parametrize("rest", ["", "{entry}/", "{entry}/andra/", "{entry}/koppla/"])
def test_everything_is_reached_and_seen_by_keyboard(visit, work, rest):
    entry = chain.entry(work.organisation, "Mallen", 2)
    chain.entry(work.organisation, "Rutinen", 3)
    walk(visit(email=work.coordinator.email, path=work.path(f"resultatkedja/{rest.format(entry=entry.pk)}")))
