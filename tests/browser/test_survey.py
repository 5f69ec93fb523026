"""Answering a survey on a phone without JavaScript, by keyboard and for screen readers."""

import datetime
import os
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Error, expect

from organisations.models import Organisation
from surveys import keys
from surveys.actions import sealing, surveys, writing
from surveys.models import Way
from surveys.sealed import unseal
from surveys.tokens import token_of
from tests.harness.browser import LOOKS, check_page
from tests.surveys.every_kind import EVERY_KIND, UNKNOWN


def draft():
    """A survey with one link that all share."""
    return surveys.make(
        by=None,
        organisation=Organisation.objects.filter(parent=None).earliest("pk"),
        template="vgr-samordnare",
        closes_on=timezone.localdate() + datetime.timedelta(days=14),
        way=Way.SHARED,
    )


def start(survey):
    surveys.open_survey(by=None, survey=survey)
    sealing.prepare(survey.pk)
    return f"/enkat/{token_of(survey.pk)}/sv/"


@pytest.fixture
def address(live_site):
    survey = draft()
    yield start(survey)
    keys.destroy(survey.pk)


@pytest.fixture
def every_kind(live_site):
    """One with every kind of question."""
    survey = draft()
    survey.sections.all().delete()
    writing.write(survey, EVERY_KIND)
    yield survey, start(survey)
    keys.destroy(survey.pk)


def look(page, name):
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder, f"{name}.png"), full_page=True)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_page_of_it(visit, address, size, scheme):
    page = visit(None, address, size=size, scheme=scheme)
    page.get_by_text("Så skyddar vi svaren").click()
    check_page(page)
    look(page, f"first-{size}")
    for number in range(2, 5):
        page.get_by_role("button", name="Gå vidare").click()
        expect(page.locator("main .lead")).to_have_text(f"Del {number} av 4")
        check_page(page)
        look(page, f"part{number}-{size}")
    page.get_by_role("textbox").fill("Nätverket behövs.")
    page.get_by_role("button", name="Gå vidare").click()
    expect(page.get_by_role("button", name="Skicka in svaren")).to_be_visible()
    check_page(page)
    look(page, f"sending-{size}")
    page.get_by_role("button", name="Skicka in svaren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack för ditt svar")
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


def choose(page, group, label):
    """Come to a group of choices with the Tab key, walk in it with the arrows, and take one with the space bar."""
    target = page.get_by_role("group", name=group).get_by_label(label, exact=True)
    kind, name = target.get_attribute("type"), target.get_attribute("name")
    tab_until(page, "name", name)
    for _step in range(10):
        if page.locator(":focus").get_attribute("id") == target.get_attribute("id"):
            break
        page.keyboard.press("ArrowDown" if kind == "radio" else "Tab")
    if not target.is_checked():
        page.keyboard.press("Space")
    assert target.is_checked()


def tab_until(page, attribute, value):
    for _step in range(60):
        focused = page.locator(":focus")
        if focused.count() and focused.get_attribute(attribute) == value:
            return
        page.keyboard.press("Tab")
    raise AssertionError(value)


def press(page, value):
    tab_until(page, "value", value)
    enter(page)


def enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_kind_of_question_with_the_keyboard_alone(visit, every_kind, size, scheme):
    survey, address = every_kind
    page = visit(None, address, size=size, scheme=scheme, javascript=False, allow=(422,))
    press(page, "next")
    assert page.locator(".error-summary li").count() == 2
    look(page, f"kinds-faults-{size}")
    choose(page, "I vilken utsträckning", "I viss utsträckning")
    choose(page, "Hur nöjd är du", "2")
    choose(page, "Har du haft tid", "Nej")
    look(page, f"kinds-first-{size}")
    enter(page)
    assert "Stöd och samarbete" in page.title(), "the Enter key goes on"
    choose(page, "Vilket stöd", "Handledning")
    choose(page, "Vilket stöd", "Skriftligt underlag")
    choose(page, "Närmaste chef", "Varje vecka")
    choose(page, "Nämndens presidium", UNKNOWN)
    press(page, "next")
    assert page.locator(".error-summary li").count() == 2
    look(page, f"kinds-matrix-{size}")
    choose(page, "Kvalitets- och verksamhetsutvecklingsavdelningen", "Mer sällan")
    tab_until(page, "name", "q.lattare")
    page.keyboard.type("Tid.")
    press(page, "next")
    tab_until(page, "name", "q.varfor")
    page.keyboard.type("Uppföljningen.")
    press(page, "next")
    look(page, f"kinds-sending-{size}")
    press(page, "back")
    assert page.get_by_role("textbox").input_value() == "Uppföljningen."
    press(page, "next")
    press(page, "send")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack för ditt svar")
    look(page, f"kinds-thanks-{size}")
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        page.go_back()  # the answers can't be read by the next one at the same computer
    stored = unseal(bytes(survey.boxes.get().sealed), keys.private(survey.pk))
    assert stored.choices == {
        "skala": "v3",
        "nojd": "v6",
        "tid": "v2",
        "stod": ["v2", "v4"],
        "ofta": {"chef": "v1", "utveckling": "v3", "namnd": "vet_ej"},
    }
    assert stored.texts == {"lattare": "Tid.", "varfor": "Uppföljningen."}


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_faults_of_every_kind_of_question_pass_axe(visit, every_kind, size, scheme):
    _survey, address = every_kind
    page = visit(None, address, size=size, scheme=scheme, allow=(422,))
    press(page, "next")
    check_page(page)
    for group, label in (("I vilken utsträckning", UNKNOWN), ("Har du haft tid", "Ja")):
        page.get_by_role("group", name=group).get_by_label(label, exact=True).check(force=True)
    press(page, "next")
    press(page, "next")
    check_page(page)
