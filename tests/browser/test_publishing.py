"""From a draft to its readers: to the board, approved by a second person, read by a member, by a link, by all."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from organisations.models import Role
from reports.actions.parts import save_part
from reports.actions.publishing import Ruling, publish
from reports.models import Decision, Publication
from tests import factories
from tests.harness.browser import check_page
from tests.harness.places import workplace
from tests.harness.steps import wait_for
from tests.reports.papers import part, started

WORDS = "Alla nämnder har fått samma mall."


@pytest.fixture
def place():
    return workplace()


@pytest.fixture
def draft(place):
    made = started(place=place.organisation, by=place.coordinator)
    save_part(by=place.coordinator, part=part(made, "work"), heading="", body=WORDS)
    return made


def published(draft, by):
    ruling = Ruling("Kommunstyrelsen", Decision.ADOPTED, factories.DAY)
    return publish(by=by, draft=draft, ruling=ruling)


def address(name, row):
    return reverse(name, args=[row.organisation.slug, row.pk])


def decide(page):
    """Fill in what was decided and send it."""
    page.get_by_role("radio", name="Att fastställa rapporten").check()
    page.get_by_label("Vilken dag fattades beslutet?").fill("2026-03-03")


def test_from_a_draft_to_the_board_to_a_reader(visit, place, draft, live_worker):
    page = visit(email=place.coordinator.email, path=address("proposal_new", draft))
    check_page(page)
    page.get_by_label("Diarienummer").fill("KS 2026/12")
    page.get_by_role("button", name="Lås och gör filen").click()
    expect(page.get_by_role("link", name="Hämta pdf")).to_be_visible(timeout=30_000)
    expect(page.locator(".lead")).to_contain_text("diarienummer KS 2026/12")
    check_page(page)
    page.goto(address("publish", draft))
    assert page.get_by_role("radio", name=re.compile("exakt det som lades fram")).is_checked()
    check_page(page)
    decide(page)
    page.get_by_role("button", name="Publicera", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Rapporten är publicerad.")
    expect(page.locator(".standing")).to_contain_text("fastställde rapporten den 3 mars 2026.")
    check_page(page)
    read(visit, place)


def read(visit, place):
    page = visit(email=place.reader.email, size="phone", scheme="dark")
    page.get_by_role("link", name=re.compile("^Läs rapporten")).click()
    expect(page.locator(".rapport")).to_contain_text(WORDS)
    check_page(page)
    page.get_by_role("link", name="Texter att kopiera").click()
    check_page(page)
    page.goto(place.path("rapporter/"))
    check_page(page)
    file = page.get_by_role("link", name=re.compile("^Pdf, "))
    wait_for(page, file, page.reload)
    with page.expect_download(timeout=30_000) as fetched:
        file.click()
    assert fetched.value.suggested_filename.endswith(".pdf")


def test_a_second_pair_of_eyes_in_a_second_browser(visit, place, draft):
    other = factories.member(place.organisation, Role.COORDINATOR, name="Bo Alm")
    first = visit(email=place.coordinator.email, path=place.path("rapporter/installningar/"))
    first.get_by_role("radio", name=re.compile("^Två")).check()
    first.get_by_role("button", name="Spara", exact=True).click()
    expect(first.locator(".toast")).to_contain_text("Inställningen är sparad.")
    check_page(first)
    first.goto(address("publish", draft))
    expect(first.locator("main")).to_contain_text("Det kan göras av Bo Alm.")
    first.get_by_label("Vem har beslutat?").fill("Kommunstyrelsen")
    decide(first)
    first.get_by_role("button", name="Skicka för godkännande").click()
    expect(first.locator(".standing")).to_contain_text("Väntar på godkännande")
    check_page(first)
    second = visit(email=other.email, size="phone", scheme="dark")
    second.get_by_role("link", name=re.compile("^Läs och godkänn")).click()
    expect(second.locator(".rapport")).to_contain_text(WORDS)
    check_page(second)
    second.get_by_role("button", name="Godkänn och publicera").click()
    expect(second.locator(".toast")).to_contain_text("Rapporten är publicerad.")
    first.reload()
    expect(first.locator(".standing")).not_to_contain_text("Väntar på godkännande")


def test_what_comes_back_says_why_and_errors_lose_nothing(visit, place, draft):
    page = visit(email=place.coordinator.email, path=address("publish", draft), javascript=False, allow={422})
    page.get_by_label("Vem har beslutat?").fill("Kommunstyrelsen i Exempelstad")
    page.get_by_role("button", name="Publicera", exact=True).click()
    expect(page.locator(".error-summary")).to_contain_text("Välj vad som beslutades.")
    expect(page.get_by_label("Vem har beslutat?")).to_have_value("Kommunstyrelsen i Exempelstad")
    decide(page)
    page.get_by_role("button", name="Publicera", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Rapporten är publicerad.")


def test_a_double_click_publishes_once(visit, place, draft):
    page = visit(email=place.coordinator.email, path=address("publish", draft))
    page.get_by_label("Vem har beslutat?").fill("Kommunstyrelsen")
    decide(page)
    page.get_by_role("button", name="Publicera", exact=True).dblclick(no_wait_after=True)
    expect(page.locator(".standing")).to_contain_text("Version 1")
    assert Publication.objects.filter(organisation=place.organisation).count() == 1


def test_a_link_opens_the_report_without_an_account_until_it_is_closed(visit, place, draft):
    made = published(draft, place.coordinator)
    page = visit(email=place.coordinator.email, path=address("publication_sharing", made), allow={422})
    page.get_by_role("button", name="Skapa en länk").click()
    expect(page.locator(".error-summary")).to_contain_text("Skriv vem länken är till.")
    page.get_by_label("Vem är länken till?").fill("Revisorerna")
    page.get_by_role("button", name="Skapa en länk").click()
    box = page.get_by_label("Adress: Revisorerna")
    check_page(page)
    page.get_by_role("button", name=re.compile("^Kopiera.*Revisorerna")).click()
    expect(page.locator("[data-copied]").first).not_to_be_empty()
    link = reverse("read_link", args=[box.input_value().rstrip("/").rsplit("/", 1)[1]])
    stranger = visit(path=link, size="phone", scheme="dark", allow={404})
    expect(stranger.locator(".rapport")).to_contain_text(WORDS)
    check_page(stranger)
    stranger.get_by_role("button", name="In English").click()
    expect(stranger.locator("html")).to_have_attribute("lang", "en")
    expect(stranger.locator(".rapport")).to_contain_text(WORDS)
    page.get_by_role("button", name=re.compile("^Stäng länken.*Revisorerna")).click()
    expect(page.locator(".toast")).to_contain_text("Länken är stängd.")
    stranger.reload()
    expect(stranger.locator(".rapport")).to_have_count(0)
    check_page(stranger)


def test_what_is_public_is_found_by_everybody_and_withdrawn_leaves_its_marker(visit, place, draft):
    made = published(draft, place.coordinator)
    page = visit(email=place.coordinator.email, path=address("publication_sharing", made))
    page.get_by_role("button", name="Gör rapporten publik").click()
    expect(page.locator("h2", has_text="Alla kan läsa rapporten")).to_be_visible()
    check_page(page)
    stranger = visit(
        path=reverse("public_reports", args=[place.organisation.slug]), size="phone", scheme="dark"
    )
    check_page(stranger)
    stranger.locator(".things h3 a").click()
    expect(stranger.locator(".rapport")).to_contain_text(WORDS)
    check_page(stranger)
    page.goto(address("publication_withdraw", made))
    page.get_by_label("Varför dras rapporten tillbaka?").fill("Fel underlag hade kommit med.")
    check_page(page)
    page.get_by_role("button", name="Dra tillbaka", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Rapporten är tillbakadragen.")
    stranger.reload()
    expect(stranger.locator(".note")).to_contain_text("Fel underlag hade kommit med.")
    expect(stranger.locator(".rapport")).to_have_count(0)
    check_page(stranger)
