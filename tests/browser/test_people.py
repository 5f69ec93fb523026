"""Inviting and coming in, in a browser; finding an organisation."""

import pytest
from playwright.sync_api import expect

from organisations.actions.invitations import token_of
from organisations.models import Invitation
from tests.harness.browser import check_page

PASSWORD = "en-ny-lang-mening-27"


def place(page):
    """Return the address of the organisation that the person is in."""
    return page.locator(".site-nav a", has_text="Organisation").get_attribute("href")


@pytest.mark.parametrize("javascript", [True, False])
def test_from_invitation_to_the_first_page(visit, javascript):
    email = f"ny-{'med' if javascript else 'utan'}@prov.example"
    page = visit("coordinator", javascript=javascript)
    page.goto(f"{place(page)}personer/bjud-in/")
    page.get_by_label("E-postadress").fill(email)
    page.get_by_label("Medarbetare eller ombud").check()
    page.get_by_role("button", name="Skicka inbjudan").click()
    expect(page.locator(".toast")).to_contain_text(email)
    check_page(page) if javascript else None

    # The worker's part, the mail itself, is tested in tests/organisations/test_tasks.py.
    link = f"/inbjudan/{token_of(Invitation.objects.get(email=email))}/"
    new = visit(None, link, javascript=javascript, allow={422})
    expect(new.locator("h1")).to_contain_text("Inbjudan till")
    check_page(new) if javascript else None
    new.get_by_label("Ditt namn").fill("Nyman Prov")
    new.get_by_label("Välj ett lösenord").fill(PASSWORD)
    new.get_by_label("Samma lösenord en gång till").fill("fel")
    new.get_by_role("button", name="Skapa kontot").click()
    expect(new.locator(".error-summary")).to_contain_text("inte lika")
    new.get_by_label("Välj ett lösenord").fill(PASSWORD)
    new.get_by_label("Samma lösenord en gång till").fill(PASSWORD)
    new.get_by_role("button", name="Skapa kontot").click()
    expect(new.locator(".toast")).to_contain_text("Välkommen till")
    assert str(Invitation.objects.get(email=email).accepted_by) == "Nyman Prov"


def test_the_directory_is_searched(visit):
    page = visit("reader", "/organisationer/")
    expect(page.locator(".lead")).to_contain_text("290 kommuner och 21 regioner, 310 juridiska personer")
    page.get_by_label("Namn eller kod").fill("åmål")
    page.get_by_role("button", name="Sök").click()
    expect(page.locator("tbody tr")).to_have_count(1)
