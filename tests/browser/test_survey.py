"""Answering a survey on a phone without JavaScript, by keyboard and for screen readers."""

import datetime
import os
from pathlib import Path

import pytest
from django.utils import timezone

from organisations.models import Organisation
from surveys import keys
from surveys.actions import sealing, surveys
from surveys.tokens import token_of
from tests.harness.browser import check_page


@pytest.fixture
def address(live_site):
    """A survey with one link that all share."""
    survey = surveys.make(
        by=None,
        organisation=Organisation.objects.filter(parent=None).earliest("pk"),
        template="vgr-samordnare",
        closes_on=timezone.localdate() + datetime.timedelta(days=14),
        way="shared",
    )
    surveys.open_survey(by=None, survey=survey)
    sealing.prepare(survey.pk)
    yield f"/enkat/{token_of(survey.pk)}/sv/"
    keys.destroy(survey.pk)


def look(page, name):
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder, f"{name}.png"), full_page=True)


@pytest.mark.parametrize(("size", "scheme"), [("phone", "dark"), ("desktop", "light")])
def test_every_page_of_it(visit, address, size, scheme):
    page = visit(None, address, size=size, scheme=scheme)
    page.get_by_text("Så skyddar vi svaren").click()
    check_page(page)
    look(page, f"first-{size}")
    for number in range(2, 5):
        page.get_by_role("button", name="Gå vidare").click()
        assert page.locator("main .lead").inner_text() == f"Del {number} av 4"
        check_page(page)
        look(page, f"part{number}-{size}")
    page.get_by_role("textbox").fill("Nätverket behövs.")
    page.get_by_role("button", name="Gå vidare").click()
    check_page(page)
    look(page, f"sending-{size}")
    page.get_by_role("button", name="Skicka in svaren").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Tack för ditt svar"
    check_page(page)
    closed = visit(None, "/enkat/finns-inte/sv/", size=size, scheme=scheme, allow=(404,))
    check_page(closed)
    look(closed, f"closed-{size}")


def test_back_and_forth_without_javascript_loses_nothing(visit, address):
    page = visit(None, address, size="phone", javascript=False, allow=(422,))
    page.get_by_label("Ganska bra").first.check(force=True)
    page.get_by_role("textbox").first.fill("Rad ett\nRad två")
    page.get_by_role("button", name="Gå vidare").click()
    page.get_by_role("button", name="Tillbaka").click()
    assert page.get_by_label("Ganska bra").first.is_checked()
    assert page.get_by_role("textbox").first.input_value() == "Rad ett\nRad två"
    page.get_by_role("textbox").first.fill("x" * 2001)
    page.get_by_role("button", name="Gå vidare").click()
    summary = page.locator(".error-summary")
    assert summary.inner_text().startswith("En sak att rätta")
    assert page.get_by_role("textbox").first.input_value() == "x" * 2001
    look(page, "fault-phone")
