"""Starting from last time, the small steps, and correcting what is handed in, by hand and without script."""

import pytest
from playwright.sync_api import expect

from checklists.models import Assessment
from tests import factories
from tests.harness.browser import LOOKS, check_page
from tests.harness.places import workplace
from tests.harness.steps import comment, rate


@pytest.fixture
def work():
    return workplace()


@pytest.fixture
def opened(visit, work):
    draft = factories.assessment(work.organisation, work.waiting, by=work.coordinator, submit=False, people=0)

    def open_draft(**options):
        path = work.path(f"checklistor/{draft.pk}/")
        return visit(email=work.coordinator.email, path=path, **options)

    return open_draft


def part(page, number, name):
    comment(page, number)
    return page.locator(f"[name=m{number}-{name}]")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_last_time_is_confirmed_item_by_item(opened, size, scheme):
    page = opened(size=size, scheme=scheme)
    expect(page.locator(".same:visible")).to_have_count(10)
    check_page(page)
    for number in (1, 3):
        page.locator(f"#moment-{number}").get_by_role("button", name="Samma som förra gången").click()
        expect(page.locator(f"#sparat-{number}")).to_contain_text("Sparat")
    expect(page.locator("#laget")).to_contain_text("2 av 10")
    expect(page.locator(".same:visible")).to_have_count(8)
    page.reload()
    assert page.locator("#moment-3").get_by_role("radio", name="2 Finns").is_checked()


def test_last_time_is_confirmed_without_script_and_enter_confirms_nothing(opened):
    page = opened(javascript=False)
    page.locator("#moment-2").get_by_role("button", name="Samma som förra gången").click()
    expect(page.locator("#laget")).to_contain_text("1 av 10")
    page.get_by_label("Chef").fill("2")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("Allt är sparat")
    expect(page.locator("#laget")).to_contain_text("1 av 10")


def test_small_steps_save_themselves_and_leave_on_the_highest_step(opened):
    page = opened()
    rate(page, 1, "2 Finns")
    part(page, 1, "pavag").check()
    part(page, 1, "steg").fill("Nämnden tar upp det i maj")
    part(page, 1, "underlag").fill("Beslut 12\nhttps://kommun.example/" + "lang-adress-" * 12)
    expect(page.locator("#sparat-1")).to_contain_text("Sparat")
    page.keyboard.press("Tab")
    rate(page, 1, "3 Det finns")
    expect(part(page, 1, "steg")).to_be_hidden()
    rate(page, 1, "2 Finns")
    assert part(page, 1, "steg").input_value() == "Nämnden tar upp det i maj"
    expect(page.locator("#sparat-1")).to_contain_text("Sparat")
    page.set_viewport_size({"width": 320, "height": 700})
    page.get_by_role("button", name="Granska och lämna in").click()
    expect(page.locator(".toward-word")).to_contain_text("På väg mot 3")
    expect(page.get_by_role("link", name="https://kommun.example")).to_be_visible()
    check_page(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_correction_from_the_reason_to_the_new_version(visit, work, javascript):
    page = visit(
        email=work.coordinator.email,
        path=work.path(f"checklistor/{work.rated.pk}/ratta/"),
        javascript=javascript,
        allow={422},
        size="phone",
        scheme="dark",
    )
    look = check_page if javascript else str  # without script nothing can look
    look(page)
    page.get_by_role("button", name="Börja rätta").click()
    expect(page.locator(".error-summary a")).to_have_count(1)
    look(page)
    page.get_by_label("Vad är fel").fill("Vi läste fel på moment 3")
    page.get_by_role("button", name="Börja rätta").click()
    expect(page.locator(".note").first).to_contain_text("rättelse av version 1")
    look(page)
    rate(page, 3, "3 Det finns")
    page.get_by_role("button", name="Granska och lämna in").click()
    look(page)
    page.get_by_role("button", name="Lämna in rättelsen").click()
    expect(page.locator(".toast")).to_contain_text("inlämnad")
    newest = Assessment.objects.current().get(organisation=work.organisation)
    assert (newest.version, newest.ratings.get(item__number=3).value) == (2, 3)
    page.goto(work.path(f"checklistor/{work.rated.pk}/resultat/"))
    expect(page.locator("main")).to_contain_text("Vi läste fel på moment 3")
    look(page)


def test_a_correction_is_thrown_away_after_a_second_look(visit, work):
    page = visit(
        email=work.coordinator.email, path=work.path(f"checklistor/{work.rated.pk}/ratta/"), size="phone"
    )
    page.get_by_label("Vad är fel").fill("Kanske inget")
    page.get_by_role("button", name="Börja rätta").click()
    page.get_by_role("link", name="Ta bort rättelsen").click()
    check_page(page)
    page.get_by_role("button", name="Ta bort rättelsen").click()
    expect(page.locator(".toast")).to_contain_text("Version 1 gäller")
    assert not Assessment.objects.drafts().filter(organisation=work.organisation).exists()
