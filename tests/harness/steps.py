"""What people do on the pages again and again: sign in, rate, write a comment."""

from playwright.sync_api import expect

from tests import factories

WORK_MS = 60_000  # how long a report may take on a busy machine


def sign_in_by_form(page, email):
    """Sign in, with the factories' password, and arrive at the start page."""
    page.get_by_label("E-postadress").fill(email)
    page.get_by_label("Lösenord").fill(factories.PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    expect(page.locator("h1")).to_contain_text("väntar")


def rate(page, number, label):
    """Choose a step of an item."""
    page.locator(f"#moment-{number}").get_by_role("radio", name=label).check()


def comment(page, number):
    """Return the comment's box, opened."""
    item = page.locator(f"#moment-{number}")
    box = item.locator(f"[name=m{number}-kommentar]")
    if not box.is_visible():
        item.locator("details", has=page.locator(f"[name=m{number}-kommentar]")).locator("summary").click()
    return box


def wait_for(page, found, again):
    """Ask the page again and again, as somebody without a script does."""
    for _ in range(WORK_MS // 500):
        if found.count():
            return
        again()
        page.wait_for_timeout(500)
