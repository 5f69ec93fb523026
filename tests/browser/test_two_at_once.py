"""Two coordinators of the same organisation in the same draft: both are heard, the person chooses, nothing is lost."""

import pytest
from playwright.sync_api import expect

from checklists.actions import assessments as actions
from checklists.models import Assessment
from organisations.models import Role
from tests import factories
from tests.harness.browser import LOOKS, check_page
from tests.harness.places import workplace
from tests.harness.steps import comment, rate

KEEP = "Behåll det som Nora Ek sparade"
MINE = "Spara mitt i stället"


@pytest.fixture
def work():
    return workplace()


@pytest.fixture
def draft(work):
    return factories.assessment(
        work.organisation, work.waiting, "11", by=work.coordinator, submit=False, people=2
    )


@pytest.fixture
def both(visit, work, draft):
    """Open the draft as Kim and as Nora, each in a browser of their own."""
    nora = factories.member(work.organisation, Role.COORDINATOR, name="Nora Ek")

    def open_both(**options):
        path = work.path(f"checklistor/{draft.pk}/")
        return [
            visit(email=person.email, path=path, allow={409}, **options)
            for person in (work.coordinator, nora)
        ]

    return open_both


def stored(draft, number):
    return Assessment.objects.get(pk=draft.pk).ratings.get(item__number=number)


def save(page):
    page.get_by_role("button", name="Spara", exact=True).click()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_second_who_saves_sees_both_and_takes_her_own(both, draft, size, scheme):
    kim, nora = both(size=size, scheme=scheme)
    rate(nora, 3, "2 Finns")
    comment(nora, 3).fill("Noras skäl")
    expect(nora.locator("[name=initial-m3-kommentar]")).to_have_value("Noras skäl")
    rate(kim, 3, "3 Det finns")
    asked = kim.locator("#fel-3")
    expect(asked).to_contain_text("Nora Ek sparade det här momentet kl. ")
    expect(asked).to_contain_text("2 Finns men")
    expect(asked).to_contain_text("Noras skäl")
    expect(kim.locator("#sparat")).to_contain_text("Inte sparat")
    assert kim.locator("#moment-3").get_by_role("radio", name="3 Det finns").is_checked()
    check_page(kim)
    asked.get_by_role("radio", name=MINE).click()
    expect(asked).to_be_empty()
    expect(kim.locator("#sparat-3")).to_contain_text("Sparat")
    assert kim.evaluate("document.activeElement.id") == "moment-3"
    assert comment(kim, 3).input_value() == "Noras skäl"
    assert (stored(draft, 3).value, stored(draft, 3).comment) == (3, "Noras skäl")
    # The item is drawn anew, and saves itself as before.
    comment(kim, 3).fill("Vi enades")
    expect(kim.locator("[name=initial-m3-kommentar]")).to_have_value("Vi enades")
    assert stored(draft, 3).comment == "Vi enades"


def test_the_second_who_saves_lets_the_first_stand(both, draft):
    kim, nora = both()
    comment(nora, 4).fill("Noras skäl")
    expect(nora.locator("[name=initial-m4-kommentar]")).to_have_value("Noras skäl")
    comment(kim, 4).fill("Mitt skäl")
    expect(kim.locator("#fel-4")).to_contain_text("Mitt skäl")
    assert comment(kim, 4).input_value() == "Mitt skäl"
    kim.locator("#fel-4").get_by_role("radio", name=KEEP).click()
    expect(kim.locator("#fel-4")).to_be_empty()
    assert comment(kim, 4).input_value() == "Noras skäl"
    assert stored(draft, 4).comment == "Noras skäl"


def test_the_question_is_asked_again_when_the_first_goes_on_writing(both, draft):
    kim, nora = both()
    rate(nora, 5, "1 Inte")
    expect(nora.locator("#sparat-5")).to_contain_text("Sparat")
    rate(kim, 5, "3 Det finns")
    expect(kim.locator("#fel-5")).to_contain_text("1 Inte")
    rate(nora, 5, "2 Finns")
    expect(nora.locator("[name=initial-m5]")).to_have_value("2")
    kim.locator("#fel-5").get_by_role("radio", name=MINE).click()
    expect(kim.locator("#fel-5")).to_contain_text("2 Finns")
    assert stored(draft, 5).value == 2
    kim.locator("#fel-5").get_by_role("radio", name=MINE).click()
    expect(kim.locator("#fel-5")).to_be_empty()
    assert stored(draft, 5).value == 3


def test_two_numbers_for_the_same_function(both, draft):
    kim, nora = both()
    for page, number, told in ((nora, "4", "Sparat"), (kim, "6", "Inte sparat")):
        page.get_by_label("Chef").fill(number)
        page.keyboard.press("Tab")
        expect(page.locator("#sparat-deltagare")).to_contain_text(told)
    expect(kim.locator("#fel-deltagare")).to_contain_text("någon annan har sparat 4")
    check_page(kim)
    kim.locator("#fel-deltagare").get_by_role("radio", name="Spara 6").click()
    expect(kim.locator("#fel-deltagare")).to_be_empty()
    assert draft.participants.get(function__key="chef").number == 6


@pytest.mark.parametrize("choice", [KEEP, MINE])
def test_without_script_the_page_asks_and_keeps_all_that_was_typed(both, draft, choice):
    kim, nora = both(javascript=False)
    rate(nora, 3, "2 Finns")
    nora.get_by_label("Chef").fill("4")
    save(nora)
    rate(kim, 3, "3 Det finns")
    comment(kim, 6).fill("Om ett annat moment")
    kim.get_by_label("Chef").fill("6")
    save(kim)
    expect(kim.locator(".error-summary a")).to_have_count(2)
    assert kim.title().startswith("Fel: ")
    kim.locator("#fel-3").get_by_role("radio", name=choice).check()
    kim.locator("#fel-deltagare").get_by_role("radio", name="Behåll 4").check()
    assert comment(kim, 6).input_value() == "Om ett annat moment"
    save(kim)
    expect(kim.locator(".toast")).to_contain_text("Allt är sparat")
    assert stored(draft, 3).value == (2 if choice == KEEP else 3)
    assert stored(draft, 6).comment == "Om ett annat moment"
    assert draft.participants.get(function__key="chef").number == 4


def test_what_somebody_changed_after_it_was_read_through_is_read_again(visit, work):
    made = factories.assessment(
        work.organisation, work.waiting, "2" * 10, by=work.coordinator, submit=False, people=2
    )
    path = work.path(f"checklistor/{made.pk}/lamna-in/")
    page = visit(email=work.coordinator.email, path=path, allow={409}, size="phone", scheme="dark")
    actions.save_ratings(by=work.coordinator, assessment=made, ratings={4: {"comment": "Ett nytt skäl"}})
    page.get_by_role("button", name="Lämna in skattningen").click()
    expect(page.locator(".error-summary")).to_contain_text("någon har ändrat i utkastet")
    expect(page.locator("main")).to_contain_text("Ett nytt skäl")
    check_page(page)
    page.get_by_role("button", name="Lämna in skattningen").click()
    expect(page.locator(".toast")).to_contain_text("inlämnad")
