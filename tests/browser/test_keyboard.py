"""By keyboard alone: everything that can be operated is reached, and what is in focus shows it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.harness.places import workplace

WALK = (Path(__file__).parents[1] / "harness" / "keyboard.js").read_text()
MOST_STOPS = 150


@pytest.fixture(scope="module")
def work(live_site):
    return workplace()


@pytest.fixture(scope="module")
def draft(work):
    return factories.assessment(
        work.organisation, work.waiting, "12", by=work.coordinator, submit=False, comment="Why"
    )


@pytest.mark.parametrize("size", ["phone", pytest.param("desktop", marks=pytest.mark.audit)])
@pytest.mark.parametrize(
    "rest", ["checklistor/{draft}/", "checklistor/{rated}/resultat/", "rapporter/", "personer/bjud-in/"]
)
def test_everything_is_reached_and_seen(visit, work, draft, size, rest):
    path = work.path(rest.format(draft=draft.pk, rated=work.rated.pk))
    page = visit(email=work.coordinator.email, path=path, size=size)
    walk(page)


def test_signing_in(visit):
    page = visit(None, "/logga-in/")
    walk(page)


def walk(page):
    page.evaluate(WALK)
    faults = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        seen = page.evaluate("keyboard.step()")
        if seen is False:
            break
        if seen is not True:
            faults.append(seen)
    faults += [f"not reached: {element}" for element in page.evaluate("keyboard.missed()")]
    assert not faults, "\n".join(faults)


def test_the_skip_link_comes_first_and_leads_past_the_menu(visit, work):
    page = visit(email=work.coordinator.email)
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
