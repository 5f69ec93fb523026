"""Alone, then together: one rates on a phone, the coordinator sees where two differ, a step is set and followed up."""

import datetime
import re

from django.conf import settings
from playwright.sync_api import expect

from organisations.models import Role
from tests import factories
from tests.harness.browser import check_page
from tests.harness.places import workplace
from tests.harness.steps import comment, rate, sign_in_by_form

SAVED = re.compile(r"^\s*Sparat \d\d\.\d\d\s*$")


def open_item(page, number):
    """Return the item with all its parts unfolded."""
    item = page.locator(f"#moment-{number}")
    if not item.locator("details[open]").count():
        item.locator("summary").first.click()
    return item


def test_from_alone_to_agreed_to_the_next_time(visit):
    place = workplace()
    person = factories.member(place.organisation, Role.PARTICIPANT, name="Alex Ek")
    other = factories.member(place.organisation, Role.PARTICIPANT, name="Bo Alm")
    factories.own_assessment(place.organisation, place.waiting, "3111111111", by=other)
    rate_alone(visit, person)
    coordinator = visit(email=place.coordinator.email, path=place.path("checklistor/"))
    see_the_difference(coordinator)
    agree_and_set_a_step(coordinator, person)
    answer_the_step(visit, person)
    follow_up(visit, place)


def rate_alone(visit, person):
    page = visit(email=person.email, size="phone", scheme="dark")
    page.get_by_role("button", name=re.compile("^Skatta själv.*Round two")).click()
    expect(page.locator("h1")).to_have_text("Din egen skattning: Round two")
    expect(page.locator(".note")).to_contain_text("Kim Prov")
    page.wait_for_load_state()  # the script that saves is there only then
    page.get_by_label("I vilken funktion skattar du?").select_option(label="Chef")
    expect(page.locator("#sparat-funktion")).to_have_text(SAVED)
    for number in range(1, 11):
        rate(page, number, "1 Inte")
        expect(page.locator(f"#sparat-{number}")).to_have_text(SAVED)
    expect(page.locator("#laget")).to_contain_text("10 av 10")
    comment(page, 1).fill("Beslutet är inte taget")
    page.keyboard.press("Tab")
    expect(page.locator("#sparat-1")).to_have_text(SAVED)
    check_page(page)
    page.get_by_role("button", name="Jag är klar").click()
    expect(page.locator(".toast")).to_contain_text("Samordnaren ser nu din skattning.")
    expect(page.locator(".comment")).to_have_text("Beslutet är inte taget")
    check_page(page)


def see_the_difference(page):
    page.get_by_role("link", name="Två har skattat själva").click()
    expect(page.locator("h1")).to_have_text("Ni ser olika på ett av tio moment")
    first = page.locator(".spread-list > li").first
    expect(first).to_contain_text("En svarade 1, en svarade 3.")
    expect(first.get_by_text("Alex Ek")).to_be_hidden()
    first.locator("summary").click()
    expect(first.get_by_text("Alex Ek")).to_be_visible()
    expect(first).to_contain_text("Beslutet är inte taget")
    check_page(page)
    page.get_by_role("button", name="Börja skatta gemensamt").click()
    expect(page.locator("h1")).to_contain_text("Checklista")
    page.wait_for_load_state()  # the script that saves is there only then


def agree_and_set_a_step(page, owner):
    for number in range(1, 11):
        rate(page, number, "2 Finns")
        expect(page.locator(f"#sparat-{number}")).to_have_text(SAVED)
    expect(page.locator("#moment-1")).to_contain_text("Ni ser olika")
    page.get_by_label("Politiker").fill("2")
    comment(page, 1).fill("Beslutet är berett men inte taget")
    item = open_item(page, 1)
    item.get_by_role("button", name="Lägg till nästa steg").click()
    expect(page.locator("h1")).to_have_text("Nytt nästa steg")
    page.get_by_label("Vad ska göras?").fill("Lägg fram förslag till beslut")
    page.get_by_label("Vem ansvarar?").select_option(label=f"Alex Ek ({owner.email})")
    page.get_by_label("När ska det vara klart?").fill(
        (factories.today() + datetime.timedelta(days=60)).isoformat()
    )
    page.get_by_role("button", name="Lägg till steget").click()
    expect(page).to_have_url(re.compile("#moment-1$"))
    assert comment(page, 1).input_value() == "Beslutet är berett men inte taget"
    expect(open_item(page, 1)).to_contain_text("Alex Ek, senast")
    check_page(page)
    page.get_by_role("button", name="Granska och lämna in").click()
    page.get_by_role("button", name="Lämna in skattningen").click()
    expect(page.locator(".toast")).to_contain_text("inlämnad")


def answer_the_step(visit, owner):
    page = visit(email=owner.email, size="phone", scheme="dark")
    page.get_by_role("link", name=re.compile("^Säg hur det går.*Lägg fram")).click()
    page.get_by_role("radio", name="Pågår").check()
    page.get_by_label("Vad hände?").fill("Ärendet är berett")
    check_page(page)
    page.get_by_role("button", name="Spara svaret").click()
    expect(page.locator(".things")).to_contain_text("Ärendet är berett")


def follow_up(visit, place):
    later = factories.today() + datetime.timedelta(days=14)
    factories.occasion(place.waiting.instrument, place.organisation, name="Round three", date=later)
    page = visit(email=place.coordinator.email)
    page.get_by_role("button", name=re.compile("^Börja skatta.*Round three")).click()
    item = open_item(page, 1)
    expect(item).to_contain_text("Inte uppföljt")
    item.get_by_role("link", name="Säg vad det blev av dem").click()
    expect(page.locator("h1")).to_have_text("Vad blev det av stegen från förra gången?")
    check_page(page)
    step = page.get_by_role("group", name="Lägg fram förslag till beslut")
    step.get_by_role("radio", name="Klart").check()
    step.get_by_label("Vad hände?").fill("Beslutat den 3 mars")
    page.get_by_role("button", name="Spara uppföljningen").click()
    expect(page.locator(".toast")).to_contain_text("Uppföljningen är sparad.")
    expect(open_item(page, 1)).to_contain_text("Klart Beslutat den 3 mars")


def test_without_script_the_buttons_do_the_same(visit):
    place = workplace()
    person = factories.member(place.organisation, Role.CONTRIBUTOR)
    page = visit(email=person.email, path=place.path("checklistor/"), javascript=False, allow={422})
    page.get_by_role("button", name="Skatta själv Round two").click()
    rate(page, 4, "3 Det finns")
    comment(page, 4).fill("ord" * 1000)
    page.get_by_role("button", name="Jag är klar").click()
    expect(page.locator(".error-summary a")).to_have_count(1)
    assert comment(page, 4).input_value() == "ord" * 1000
    comment(page, 4).fill("kort")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Allt är sparat.")
    page.get_by_role("button", name="Jag är klar").click()
    expect(page.locator(".toast")).to_contain_text("Nio moment är inte skattade.")
    page.get_by_role("button", name="Ändra igen").click()
    assert page.locator("#moment-4").get_by_role("radio", name="3 Det finns").is_checked()


def test_a_refused_change_says_why_beside_what_was_written(visit):
    place = workplace()
    person = factories.member(place.organisation, Role.PARTICIPANT)
    own = factories.own_assessment(place.organisation, place.waiting, "11", by=person, finish=False)
    page = visit(email=person.email, path=place.path(f"checklistor/egen/{own.pk}/"), allow={409, 422})
    box = comment(page, 3)
    box.fill("ord" * 1000)
    expect(page.locator("#fel-3")).to_contain_text("Kommentaren till moment 3 har 3000 tecken")
    assert box.input_value() == "ord" * 1000
    factories.assessment(
        place.organisation, place.waiting, "2" * 10, by=place.coordinator
    )  # the group hands in meanwhile
    rate(page, 5, "2 Finns")
    expect(page.locator("#fel-5")).to_contain_text("den gemensamma skattningen är redan inlämnad")
    check_page(page)
    box.fill("")
    page.keyboard.press("Tab")


def test_what_is_typed_comes_back_after_signing_in(visit):
    place = workplace()
    person = factories.member(place.organisation, Role.PARTICIPANT)
    own = factories.own_assessment(place.organisation, place.waiting, "11", by=person, finish=False)
    page = visit(
        email=person.email,
        path=place.path(f"checklistor/egen/{own.pk}/"),
        javascript=False,
        allow={403},
    )
    comment(page, 3).fill("Det här tog en stund\natt formulera")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Jag är klar").click()
    expect(page.locator("h1")).to_contain_text("utloggad")
    tab = page.context.new_page()
    tab.goto("/logga-in/")
    sign_in_by_form(tab, person.email)
    for _ in range(2):  # the second time because signing in made the first form's token void
        page.get_by_role("button", name="Skicka igen").click()
    expect(page.locator(".toast")).to_contain_text("Samordnaren ser nu din skattning.")
    expect(page.locator(".comment")).to_contain_text("att formulera")
