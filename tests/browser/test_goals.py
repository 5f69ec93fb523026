"""From a need to a goal with an indicator, and a unit's answer to a plan, in a browser."""

import pytest
from playwright.sync_api import expect

from tests.harness.browser import check_page

ROOM = "/o/region-halland/resultatkedja/"


@pytest.mark.parametrize("javascript", [True, False])
def test_from_need_to_how_much_is_left(visit, javascript):
    title = f"Lika många kvinnor och män söker stödet, {'med' if javascript else 'utan'} skript"
    page = visit("halland_coordinator", f"{ROOM}mal/nytt/", javascript=javascript, size="phone")
    page.get_by_label("Vilket behov i verksamheten").fill("Få män söker stödet.")
    page.get_by_label("Vad ska bli annorlunda?").fill(title)
    page.get_by_role("button", name="Spara målet").click()
    expect(page.locator("h1")).to_contain_text(title)
    page.get_by_role("link", name="Lägg till ett nyckeltal").click()
    page.get_by_label("Vad mäter ni?").fill("Andel som fick tid inom en vecka")
    page.get_by_label("Vad mäts det i?").fill("procent")
    page.get_by_role("button", name="Spara nyckeltalet").click()
    for kind, day, women, men in (
        ("Utgångsläge", "2025-01-01", "61,5", "70"),
        ("Utfall", "2026-01-01", "66,5", "76"),
        ("Målvärde", "2099-01-01", "75", "75"),
    ):
        page.get_by_label(kind, exact=True).check(force=True)
        page.get_by_label("Vilken dag gäller värdet?").fill(day)
        page.get_by_label("Kvinnor").fill(women)
        page.get_by_label("Män", exact=False).last.fill(men)
        page.get_by_role("button", name="Spara värdet").click()
        expect(page.locator(".goal-chain")).to_contain_text(women)
        page.get_by_role("link", name="Lägg till ett värde").click()
    page.go_back()
    expect(page.locator(".indicator")).to_contain_text("8,5 procentenheter kvar till målvärdet 75.")
    expect(page.locator(".indicator")).to_contain_text("målvärdet 75 är nått.")
    check_page(page) if javascript else None


def test_a_plan_is_made_and_answered_and_nothing_is_lost_by_a_slip(visit):
    page = visit("halland_coordinator", f"{ROOM}planer/ny/", allow={422})
    page.get_by_label("Planens namn").fill("Handlingsplan i webbläsaren")
    page.get_by_label("Områden som en enhet kan fokusera på").fill("Rekrytering\nBemötande")
    page.get_by_label("Delar som alla enheter måste göra").fill("Barnrättsombud")
    page.get_by_role("button", name="Spara planen").click()
    plan = page.url
    page.get_by_role("link", name="Regionkontoret").click()
    page.get_by_label("Bemötande").select_option(label="Ja, inte i detaljbudgeten")
    page.get_by_label("Barnrättsombud", exact=True).check()
    check_page(page)
    page.get_by_role("button", name="Spara svaret").click()
    row = page.get_by_role("row").filter(has_text="Regionkontoret")
    expect(row).to_contain_text("Ja, inte i budgeten")
    page.get_by_role("link", name="Ändra planen").click()
    page.get_by_label("Område 2").fill("")
    page.get_by_role("button", name="Spara planen").click()
    expect(page.locator(".note-warn")).to_contain_text("en enhets svar försvinner")
    check_page(page)
    page.get_by_label("Område 2").fill("Bemötande och samtal")
    page.get_by_role("button", name="Spara planen").click()
    expect(page).to_have_url(plan)
    expect(row).to_contain_text("Ja, inte i budgeten")
    expect(page.get_by_role("columnheader", name="Bemötande och samtal")).to_be_visible()
