"""What is typed is never lost: not when the form or the session has run out, not when the page is open twice."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from checklists.actions import assessments as actions
from checklists.models import Assessment
from tests import factories
from tests.harness.browser import check_page
from tests.harness.places import workplace
from tests.harness.steps import comment, rate, sign_in_by_form

TEXT = 'Det här tog en stund att formulera <b>& "så"</b>\nnästa rad'


@pytest.fixture
def work():
    return workplace()


@pytest.fixture
def draft(work):
    return factories.assessment(
        work.organisation, work.waiting, "11", by=work.coordinator, submit=False, people=2
    )


@pytest.fixture
def opened(visit, work, draft):
    def open_draft(**options):
        path = work.path(f"checklistor/{draft.pk}/")
        return visit(email=work.coordinator.email, path=path, **options)

    return open_draft


def stored(draft, number):
    return Assessment.objects.get(pk=draft.pk).ratings.get(item__number=number)


def test_a_form_that_has_run_out_is_sent_again_with_one_press(opened, draft):
    page = opened(javascript=False, allow={403})
    comment(page, 3).fill(TEXT)
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator("h1")).to_have_text("Formuläret hade legat för länge")
    page.get_by_role("button", name="Skicka igen").click()
    expect(page.locator(".toast")).to_contain_text("Allt är sparat")
    assert stored(draft, 3).comment == TEXT


def test_an_autosave_with_a_form_that_has_run_out_says_what_to_press(opened, draft):
    page = opened(allow={403})
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    comment(page, 3).fill(TEXT)
    expect(page.locator("#sparat-3")).to_contain_text("Tryck på Spara")
    check_page(page)
    page.get_by_role("button", name="Spara", exact=True).click()
    page.get_by_role("button", name="Skicka igen").click()
    expect(page.locator(".toast")).to_contain_text("Allt är sparat")
    assert stored(draft, 3).comment == TEXT


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_session_that_ends_while_one_writes(opened, work, draft, size):
    page = opened(allow={401, 403}, size=size)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    comment(page, 3).fill(TEXT)
    expect(page.locator("#sparat-3")).to_contain_text("Inte sparat: du är utloggad")
    assert comment(page, 3).input_value() == TEXT
    check_page(page)
    with page.context.expect_page() as tab:
        page.locator("#sparat-3").get_by_role("link", name="Logga in i en ny flik").click()
    sign_in_by_form(tab.value, work.coordinator.email)
    page.get_by_role("button", name="Spara", exact=True).click()
    page.get_by_role("button", name="Skicka igen").click()  # signing in made the old form's token void
    expect(page.locator(".toast")).to_contain_text("Allt är sparat")
    assert stored(draft, 3).comment == TEXT


def test_a_form_sent_after_the_session_has_ended(opened, work, draft):
    page = opened(javascript=False, allow={403})
    comment(page, 3).fill(TEXT)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator("h1")).to_have_text("Du är utloggad")
    with page.context.expect_page() as tab:
        page.get_by_role("link", name="Logga in i en ny flik").click()
    sign_in_by_form(tab.value, work.coordinator.email)
    for _ in range(2):  # the second time because signing in made the first form's token void
        page.get_by_role("button", name="Skicka igen").click()
    expect(page.locator(".toast")).to_contain_text("Allt är sparat")
    assert stored(draft, 3).comment == TEXT


@pytest.mark.parametrize("javascript", [True, False])
def test_an_old_tab_saves_only_what_was_changed_there(opened, draft, javascript):
    old, new = opened(javascript=javascript), opened()
    rate(new, 1, "3 Det finns")
    expect(new.locator("#sparat-1")).to_contain_text("Sparat")
    comment(new, 2).fill("Från den nya fliken")
    expect(new.locator("#sparat-2")).to_contain_text("Sparat")
    new.get_by_label("Chef").fill("5")
    new.keyboard.press("Tab")
    expect(new.locator("#sparat-deltagare")).to_contain_text("Sparat")

    rate(old, 4, "2 Finns")
    if javascript:
        # Sent at the same moment, what saves by itself may write the session without the sentence that follows.
        expect(old.locator("#sparat-4")).to_contain_text("Sparat")
    old.get_by_role("button", name="Spara", exact=True).click()
    expect(old.locator(".toast")).to_contain_text("Allt är sparat")
    assert [stored(draft, n).value for n in (1, 2, 4)] == [3, 1, 2]
    assert stored(draft, 2).comment == "Från den nya fliken"
    counts = dict(draft.participants.values_list("function__key", "number"))
    assert counts == {"politiker": 2, "chef": 5}


@pytest.mark.parametrize("javascript", [True, False])
def test_small_steps_and_evidence_come_back_after_signing_in(opened, work, draft, javascript):
    page = opened(javascript=javascript, allow={401, 403})
    comment(page, 3)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    rate(page, 3, "2 Finns")
    page.locator("[name=m3-pavag]").check()
    page.locator("[name=m3-steg]").fill("Nämnden tar upp det i maj")
    page.locator("[name=m3-underlag]").fill(TEXT)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator("h1")).to_have_text("Du är utloggad")
    with page.context.expect_page() as tab:
        page.get_by_role("link", name="Logga in i en ny flik").click()
    sign_in_by_form(tab.value, work.coordinator.email)
    for _ in range(2):
        page.get_by_role("button", name="Skicka igen").click()
    expect(page.locator(".toast")).to_contain_text("Allt är sparat")
    rating = stored(draft, 3)
    assert (rating.value, rating.toward_next, rating.toward_note) == (2, True, "Nämnden tar upp det i maj")
    assert rating.evidence == TEXT


def test_an_answer_to_whose_words_shall_stand_comes_back_after_signing_in(opened, work, draft):
    page = opened(javascript=False, allow={403, 409})
    actions.save_ratings(by=work.coordinator, assessment=draft, ratings={3: {"comment": "Annat"}})
    comment(page, 3).fill(TEXT)
    page.get_by_role("button", name="Spara", exact=True).click()
    page.locator("#fel-3").get_by_role("radio", name="Spara det som står här i stället").check()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Spara", exact=True).click()
    with page.context.expect_page() as tab:
        page.get_by_role("link", name="Logga in i en ny flik").click()
    sign_in_by_form(tab.value, work.coordinator.email)
    for _ in range(2):
        page.get_by_role("button", name="Skicka igen").click()
    expect(page.locator(".toast")).to_contain_text("Allt är sparat")
    assert stored(draft, 3).comment == TEXT


def test_what_changed_while_one_was_signed_out_is_asked_about(opened, work, draft):
    page = opened(javascript=False, allow={403, 409})
    comment(page, 3).fill(TEXT)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Spara", exact=True).click()
    with page.context.expect_page() as tab:
        page.get_by_role("link", name="Logga in i en ny flik").click()
    actions.save_ratings(by=work.coordinator, assessment=draft, ratings={3: {"comment": "Annat"}})
    sign_in_by_form(tab.value, work.coordinator.email)
    for _ in range(2):
        page.get_by_role("button", name="Skicka igen").click()
    expect(page.locator("#fel-3")).to_contain_text("Annat")
    assert comment(page, 3).input_value() == TEXT
    page.locator("#fel-3").get_by_role("radio", name="Spara det som står här i stället").check()
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Allt är sparat")
    assert stored(draft, 3).comment == TEXT


def test_the_reason_of_a_correction_comes_back_after_signing_in(visit, work):
    path = work.path(f"checklistor/{work.rated.pk}/ratta/")
    page = visit(email=work.coordinator.email, path=path, allow={403})
    page.get_by_label("Vad är fel").fill(TEXT)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Börja rätta").click()
    with page.context.expect_page() as tab:
        page.get_by_role("link", name="Logga in i en ny flik").click()
    sign_in_by_form(tab.value, work.coordinator.email)
    for _ in range(2):
        page.get_by_role("button", name="Skicka igen").click()
    expect(page.locator("h1")).to_contain_text("Checklista")
    assert Assessment.objects.get(corrects=work.rated).correction_reason == TEXT
