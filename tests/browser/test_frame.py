"""The frame of every page: menus by keyboard, forms that are sent once, charts without foreign services."""

import pytest
from playwright.sync_api import expect

from tests.harness.browser import check_page


@pytest.mark.parametrize(("size", "menu"), [("desktop", ".whoami"), ("phone", ".menu")])
def test_a_menu_opens_and_closes_by_keyboard_and_by_a_press_outside(visit, size, menu):
    page = visit("coordinator", size=size)
    summary = page.locator(f"{menu} > summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(menu)).to_have_attribute("open", "")
    check_page(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(menu)).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    summary.click()
    page.locator("h1").click()
    expect(page.locator(menu)).not_to_have_attribute("open", "")


def test_the_language_is_changed_from_the_menu_and_kept(visit):
    page = visit("coordinator")
    page.locator(".whoami > summary").click()
    page.locator(".whoami").get_by_role("button", name="In English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/hjalp/")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_double_press_sends_a_form_once(visit):
    page = visit("coordinator")
    page.goto(page.locator(".site-nav a", has_text="Checklista").get_attribute("href"))
    page.get_by_role("link", name="Nytt tillfälle").click()
    page.get_by_label("Vilken checklista?").select_option(index=1)
    page.get_by_label("Vad heter tillfället?").fill("Dubbeltryck")
    page.get_by_label("Vilket datum gäller det?").fill("2032-01-01")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name="Skapa tillfället").dblclick(no_wait_after=True)
    expect(page.locator(".toast")).to_contain_text("Dubbeltryck")
    assert len(sent) == 1


def test_the_error_summary_takes_the_focus(visit):
    expect(visit(None, "/komponenter/").locator(".error-summary")).to_be_focused()
