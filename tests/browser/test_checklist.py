"""The checklist by hand: every change saves itself and says so, nothing typed is lost, and it works without script."""

import itertools
import re

import pytest
from playwright.sync_api import Route, expect

from tests.harness.browser import LOOKS, check_page
from tests.harness.places import workplace
from tests.harness.steps import comment, rate

_numbers = itertools.count(1)
SAVED = re.compile(r"^\s*Sparat \d\d\.\d\d\s*$")


def begin(page):
    """Make an occasion of one's own and begin to rate at it."""
    name = f"Prov nummer {next(_numbers)}"
    page.goto(page.locator(".site-nav a", has_text="Checklista").get_attribute("href"))
    page.get_by_role("link", name="Nytt tillfälle").click()
    page.get_by_label("Vilken checklista?").select_option(index=1)
    page.get_by_label("Vad heter tillfället?").fill(name)
    page.get_by_label("Vilket datum gäller det?").fill("2031-05-04")
    page.get_by_role("button", name="Skapa tillfället").click()
    page.get_by_role("button", name=f"Börja skatta {name}").click()
    expect(page.locator("h1")).to_have_text(f"Checklista: {name}")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_change_saves_itself_and_says_so(visit, size, scheme):
    page = visit("coordinator", size=size, scheme=scheme)
    begin(page)
    rate(page, 1, "2 Finns")
    expect(page.locator("#sparat-1")).to_have_text(SAVED)
    expect(page.locator("#sparat")).to_have_text(SAVED)
    expect(page.locator("#laget")).to_contain_text("1 av 10")
    expect(page.locator("#ring-1 .lvl")).to_have_class("lvl lvl-2-3")
    comment(page, 2).fill("Skrivet utan att lämna rutan <b>å</b>")
    expect(page.locator("#sparat-2")).to_have_text(SAVED)
    page.get_by_label("Politiker").fill("3")
    page.keyboard.press("Tab")
    expect(page.locator("#sparat-deltagare")).to_have_text(SAVED)
    check_page(page)
    page.reload()
    assert page.locator("#moment-1").get_by_role("radio", name="2 Finns").is_checked()
    assert comment(page, 2).input_value() == "Skrivet utan att lämna rutan <b>å</b>"
    assert page.get_by_label("Politiker").input_value() == "3"


def test_what_is_chosen_before_the_scripts_have_come_saves_itself(visit):
    page = visit("coordinator")
    begin(page)
    held: list[Route] = []
    # Playwright looks into the function, so a method of a list does not do.
    page.route("**/htmx*.js", lambda route: held.append(route))  # noqa: PLW0108
    page.reload(wait_until="commit")
    rate(page, 1, "2 Finns")
    held[0].continue_()
    expect(page.locator("#sparat-1")).to_have_text(SAVED)


def test_a_refused_change_says_why_beside_what_was_written(visit):
    page = visit("coordinator", allow={422})
    begin(page)
    box = comment(page, 3)
    box.fill("ord" * 1000)
    expect(page.locator("#fel-3")).to_contain_text("Kommentaren till moment 3 har 3000 tecken")
    expect(page.locator("#sparat")).to_contain_text("Inte sparat")
    assert box.input_value() == "ord" * 1000
    check_page(page)
    box.fill("kort")
    expect(page.locator("#sparat-3")).to_have_text(SAVED)
    expect(page.locator("#fel-3")).to_be_empty()


def test_a_long_link_stays_within_a_phone_and_what_is_written_ticks_its_box(visit):
    page = visit("coordinator", size="phone")
    begin(page)
    rate(page, 1, "2 Finns")
    comment(page, 1)
    item = page.locator("#moment-1")
    item.get_by_label("Vad visar det?").fill("https://kommun.example/" + "a" * 400)
    item.get_by_label("Vad är på gång?").fill("Nämnden tar upp det i maj")
    expect(item.get_by_role("checkbox", name="På väg mot nästa nivå")).to_be_checked()
    expect(page.locator("#sparat-1")).to_have_text(SAVED)
    check_page(page)


def test_without_script_the_button_saves_and_the_summary_says_what_is_wrong(visit):
    page = visit("coordinator", javascript=False, allow={422})
    begin(page)
    rate(page, 4, "3 Det finns")
    comment(page, 4).fill("ord" * 1000)
    page.get_by_label("Chef").fill("-1")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator(".error-summary a")).to_have_count(2)
    assert page.title().startswith("Fel: ")
    assert comment(page, 4).input_value() == "ord" * 1000
    comment(page, 4).fill("kort")
    page.get_by_label("Chef").fill("1")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Allt är sparat")
    assert page.locator("#moment-4").get_by_role("radio", name="3 Det finns").is_checked()


def test_a_press_counts_though_a_line_comes_up_before_the_release(visit):
    page = visit("coordinator")
    begin(page)
    bar = page.locator(".save-bar")
    box = bar.get_by_role("button", name="Granska och lämna in").bounding_box()
    for drawn in (200, 0):
        page.mouse.move(box["x"] + 9, box["y"] + 9)
        page.mouse.down()
        bar.evaluate("(bar) => { bar.style.transform = 'translateY(90px)'; }")
        page.mouse.move(box["x"] + 9 + drawn, box["y"] + 9)
        page.mouse.up()
        if drawn:
            bar.evaluate("(bar) => { bar.style.transform = ''; }")
            expect(page.locator("h1")).to_contain_text("Checklista")
    expect(page.locator("h1")).to_contain_text("Granska")


def test_handing_in_shows_what_is_left_and_then_the_result(visit):
    work = workplace()
    page = visit(email=work.coordinator.email, path=work.path("checklistor/"))
    page.get_by_role("button", name="Börja skatta Round two").click()
    for number in range(1, 10):
        rate(page, number, "2 Finns")
        expect(page.locator(f"#sparat-{number}")).to_have_text(SAVED)
    page.get_by_role("button", name="Granska och lämna in").click()
    expect(page.locator(".summary a")).to_have_count(2)
    check_page(page)
    page.locator(".summary a", has_text="moment 10").click()
    rate(page, 10, "1 Inte")
    page.get_by_label("Politiker").fill("2")
    page.keyboard.press("Tab")
    expect(page.locator("#sparat-deltagare")).to_have_text(SAVED)
    page.get_by_role("button", name="Granska och lämna in").click()
    page.get_by_role("button", name="Lämna in skattningen").click()
    expect(page.locator(".toast")).to_contain_text("inlämnad")
    expect(page.locator(".score")).to_contain_text("19")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_attached()
    expect(page.locator("[data-figure-drawing]")).to_be_hidden()
    check_page(page)
