"""Writing a part of a report in a real browser: saved while one writes, two at once, help beside, by keyboard alone."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from organisations.models import Role
from reports.actions import drafts, parts
from tests import factories
from tests.harness.browser import LOOKS, check_page
from tests.harness.places import workplace
from tests.harness.steps import sign_in_by_form
from tests.reports.papers import address, part, started

KEEP = "Behåll det som Nora Ek sparade"
MINE = "Spara mitt i stället"
TEXT = 'Det här tog en stund att formulera <b>& "så"</b>\nnästa rad'


@pytest.fixture
def work():
    return workplace()


@pytest.fixture
def draft(work):
    return started(place=work.organisation, by=work.coordinator)


@pytest.fixture
def nora(work):
    return factories.member(work.organisation, Role.COORDINATOR, name="Nora Ek")


@pytest.fixture
def opened(visit, work, draft):
    def open_part(key="work", *, by=None, **options):
        path = address("part", draft, part(draft, key).pk)
        return visit(email=(by or work.coordinator).email, path=path, **options)

    return open_part


def box(page):
    return page.locator("#id_body")


def status(page):
    return page.locator("#sparat")


def save(page):
    page.get_by_role("button", name="Spara", exact=True).click()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_it_saves_itself_and_shows_what_will_be_printed(opened, draft, size, scheme):
    page = opened(size=size, scheme=scheme)
    box(page).fill("## Det vi såg\n\nEtt stycke.")
    expect(status(page)).to_contain_text("Sparat")
    expect(page.locator("#forhandsvisning h3")).to_have_text("Det vi såg")
    page.get_by_label("Rubrik").first.fill("Vårt arbete")
    expect(page.locator("h1")).to_have_text("Vårt arbete")
    saved = part(draft, "work")
    assert (saved.heading, saved.body) == ("Vårt arbete", "## Det vi såg\n\nEtt stycke.")
    check_page(page)


def test_by_keyboard_alone(opened, draft):
    page = opened()
    box(page).focus()
    page.keyboard.type("Vi har gått igenom alla ärenden.")
    page.keyboard.press("Control+s")
    expect(status(page)).to_contain_text("Sparat")
    assert part(draft, "work").body == "Vi har gått igenom alla ärenden."
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Rubrik")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#forhandsvisning strong")).to_have_text("fet text")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_ready_sentence_is_put_in_and_saved(opened, draft, size, scheme):
    page = opened(size=size, scheme=scheme)
    page.locator(".beside details summary").first.click()
    button = page.get_by_role("button", name="Lägg in").first
    sentence = button.get_attribute("data-text")
    button.click()
    expect(box(page)).to_have_value(sentence)
    expect(status(page)).to_contain_text("Sparat")
    assert part(draft, "work").body == sentence
    check_page(page)


def test_a_link_away_saves_first(opened, draft):
    page = opened()
    box(page).press_sequentially("Det sista ordet")
    page.get_by_role("link", name="Alla delar").click()
    expect(page.locator("h2", has_text="Rapportens delar")).to_be_visible()
    assert part(draft, "work").body == "Det sista ordet"


@pytest.mark.parametrize("javascript", [True, False])
def test_the_button_saves_and_goes_on_to_the_next_part(opened, draft, javascript):
    page = opened("lessons", javascript=javascript)
    box(page).fill("Framgångar")
    page.get_by_role("button", name="Nästa del").click()
    expect(page.locator("h1")).to_have_text("Nästa steg")
    assert part(draft, "lessons").body == "Framgångar"


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
@pytest.mark.parametrize("choice", [KEEP, MINE])
def test_the_second_who_saves_sees_both_and_chooses(opened, draft, nora, choice, size, scheme):
    kim, other = opened(size=size, scheme=scheme, allow={409}), opened(by=nora)
    box(other).fill("Noras ord")
    expect(status(other)).to_contain_text("Sparat")
    box(kim).fill("Kims ord")
    asked = kim.locator("#fel")
    expect(asked).to_contain_text("Nora Ek sparade något annat")
    for words in ("Noras ord", "Kims ord"):
        expect(asked).to_contain_text(words)
    expect(status(kim)).to_contain_text("Inte sparat")
    assert box(kim).input_value() == "Kims ord"
    check_page(kim)
    asked.get_by_role("radio", name=choice).click()
    expect(asked.get_by_role("radio")).to_have_count(0)
    stands = "Noras ord" if choice == KEEP else "Kims ord"
    expect(box(kim)).to_have_value(stands)
    expect(box(kim)).to_be_focused()
    assert part(draft, "work").body == stands
    # The page goes on saving itself, with its toolbar.
    expect(kim.get_by_role("toolbar")).to_have_count(1)
    box(kim).fill("Vi enades")
    expect(kim.locator("#forhandsvisning")).to_contain_text("Vi enades")
    assert part(draft, "work").body == "Vi enades"
    texts = set(part(draft, "work").revisions.values_list("body", flat=True))
    assert "Noras ord" in texts


@pytest.mark.parametrize("choice", [KEEP, MINE])
def test_without_script_the_page_asks_and_keeps_what_was_typed(opened, draft, nora, choice):
    kim = opened(javascript=False, allow={409})
    parts.save_part(by=nora, part=part(draft, "work"), heading="", body="Noras ord")
    box(kim).fill("Kims ord")
    kim.get_by_label("Rubrik").first.fill("Kims rubrik")
    save(kim)
    expect(kim.locator(".error-summary a")).to_have_count(1)
    assert kim.title().startswith("Fel: ")
    expect(kim.locator("#fel")).to_contain_text("Noras ord")
    assert box(kim).input_value() == "Kims ord"
    kim.locator("#fel").get_by_role("radio", name=choice).check()
    save(kim)
    expect(kim.locator(".toast")).to_contain_text("Delen är sparad")
    saved = part(draft, "work")
    assert (saved.heading, saved.body) == ("Kims rubrik", "Noras ord" if choice == KEEP else "Kims ord")


def test_two_who_write_heading_and_text_are_not_asked(opened, draft, nora):
    kim, other = opened(), opened(by=nora)
    box(other).fill("Noras ord")
    expect(status(other)).to_contain_text("Sparat")
    kim.get_by_label("Rubrik").first.fill("Kims rubrik")
    expect(status(kim)).to_contain_text("Någon annan har också skrivit här")
    kim.get_by_role("link", name="läs in sidan igen").click()
    expect(box(kim)).to_have_value("Noras ord")
    expect(kim.locator("h1")).to_have_text("Kims rubrik")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_session_that_ends_while_one_writes(opened, work, draft, size):
    page = opened(allow={401, 403}, size=size)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    box(page).fill(TEXT)
    expect(status(page)).to_contain_text("Inte sparat: du är utloggad")
    assert box(page).input_value() == TEXT
    check_page(page)
    with page.context.expect_page() as tab:
        status(page).get_by_role("link", name="Logga in i en ny flik").click()
    sign_in_by_form(tab.value, work.coordinator.email)
    save(page)
    page.get_by_role("button", name="Skicka igen").click()  # signing in made the old form's token void
    expect(page.locator(".toast")).to_contain_text("Delen är sparad")
    assert part(draft, "work").body == TEXT


@pytest.mark.parametrize("what", ["part", "comment", "title"])
def test_a_form_sent_after_the_session_has_ended(visit, work, draft, what):
    where = address("draft", draft) if what == "title" else address("part", draft, part(draft, "work").pk)
    page = visit(email=work.coordinator.email, path=where, javascript=False, allow={403})
    label, button, told = {
        "part": ("Text", "Spara", "Delen är sparad"),
        "comment": ("Kommentar", "Kommentera", "Kommentaren är sparad"),
        "title": ("Sammanfattning", "Spara titel och sammanfattning", "är sparade"),
    }[what]
    page.locator("textarea").and_(page.get_by_label(label)).fill(TEXT)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("h1")).to_have_text("Du är utloggad")
    with page.context.expect_page() as tab:
        page.get_by_role("link", name="Logga in i en ny flik").click()
    sign_in_by_form(tab.value, work.coordinator.email)
    for _ in range(2):  # the second time because signing in made the first form's token void
        page.get_by_role("button", name="Skicka igen").click()
    expect(page.locator(".toast")).to_contain_text(told)
    draft.refresh_from_db()
    stored = {
        "part": part(draft, "work").body,
        "comment": "".join(part(draft, "work").comments.values_list("body", flat=True)),
        "title": draft.summary,
    }
    assert stored[what] == TEXT


def test_a_report_that_was_closed_meanwhile_keeps_the_words_on_the_page(opened, work, draft):
    page = opened(allow={409})
    drafts.set_aside(by=work.coordinator, draft=draft)
    box(page).fill("Mitt i skrivandet")
    expect(page.locator("#fel")).to_contain_text("går inte att ändra längre")
    assert box(page).input_value() == "Mitt i skrivandet"


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_parts_are_moved_by_keyboard_and_one_stays_where_one_was(visit, work, draft, size, scheme):
    page = visit(email=work.coordinator.email, path=address("draft", draft), size=size, scheme=scheme)
    row = page.locator(f"#del-{part(draft, 'work').pk}")
    row.get_by_role("button", name="Flytta upp").press("Enter")
    expect(row).to_be_focused()
    page.keyboard.press("Tab")
    expect(row.get_by_role("link").first).to_be_focused()
    row.get_by_role("button", name="Utelämna").press("Enter")
    expect(row).to_contain_text("Utelämnad.")
    check_page(page)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_comment_is_written_answered_and_closed(visit, work, draft, size, scheme):
    anna = factories.member(work.organisation, Role.CONTRIBUTOR, name="Anna Berg")
    where = address("part", draft, part(draft, "ratings").pk)
    theirs = visit(email=anna.email, path=where, size=size, scheme=scheme)
    theirs.get_by_role("textbox", name="Kommentar").fill("Stämmer siffran?")
    theirs.get_by_role("button", name="Kommentera").click()
    expect(theirs.locator(".threads")).to_contain_text("Stämmer siffran?")
    check_page(theirs)
    mine = visit(email=work.coordinator.email, path=where, size=size, scheme=scheme)
    mine.locator(".threads summary").click()
    mine.get_by_role("textbox", name="Svar").fill("Ja, se tabell 2.")
    check_page(mine)
    mine.get_by_role("button", name="Spara svaret").click()
    mine.get_by_role("button", name="Avsluta").click()
    expect(mine.locator(".threads")).to_contain_text("Avslutad av Kim Prov")
    check_page(mine)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_text_is_copied(visit, work, draft, size, scheme):
    page = visit(email=work.coordinator.email, path=address("draft_text", draft), size=size, scheme=scheme)
    page.get_by_role("button", name="Kopiera").first.click()
    expect(page.locator("[data-copied]").first).to_have_text("Kopierat")
    check_page(page)


def test_a_slow_press_on_the_answer_is_an_answer(opened, draft, nora):
    """Leaving the text saves it, which asks the same again: the choice must not vanish under the press."""
    kim = opened(allow={409})
    parts.save_part(by=nora, part=part(draft, "work"), heading="", body="Noras ord")
    box(kim).fill("Kims ord")
    expect(kim.locator("#fel")).to_contain_text("Noras ord")
    box(kim).press_sequentially(" och fler")
    radio = kim.get_by_role("radio", name=MINE)
    radio.scroll_into_view_if_needed()
    place = radio.bounding_box()
    kim.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    kim.mouse.down()
    expect(kim.locator("#fel")).to_contain_text("Kims ord och fler")
    kim.mouse.up()
    expect(kim.get_by_role("radio")).to_have_count(0)
    assert part(draft, "work").body == "Kims ord och fler"
