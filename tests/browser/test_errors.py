"""When something is wrong the page says so in plain words, in the look of the others."""

import pytest
from playwright.sync_api import expect

from mrintegration import views
from tests.harness.browser import LOOKS, check_page
from tests.harness.places import workplace

TOO_MANY_FIELDS = """() => {
  const form = document.querySelector('main form[method=post]');
  for (let n = 0; n < 2600; n++) form.append(Object.assign(document.createElement('input'), { name: `f${n}` }));
  form.submit();
}"""


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_what_cannot_be_read(visit, size, scheme):
    page = visit(None, "/logga-in/", size=size, scheme=scheme, allow={400})
    page.evaluate(TOO_MANY_FIELDS)
    expect(page.locator("main")).to_contain_text("Felkod 400")
    check_page(page)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_too_many_tries_to_sign_in(visit, size, scheme):
    page = visit(None, "/logga-in/", size=size, scheme=scheme, allow={429})
    for _ in range(11):
        page.get_by_label("E-postadress").fill(f"gissar-{size}@prov.example")
        page.get_by_label("Lösenord").fill("fel lösenord")
        with page.expect_navigation():
            page.get_by_role("button", name="Logga in").click()
    expect(page.locator("main")).to_contain_text("Felkod 429")
    check_page(page)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_our_own_fault(visit, monkeypatch, size, scheme):
    work = workplace()
    monkeypatch.setattr(views, "history", lambda *_args, **_more: 1 / 0)
    page = visit(
        email=work.coordinator.email, path=work.path("handelser/"), size=size, scheme=scheme, allow={500}
    )
    expect(page.locator("main")).to_contain_text("500")
    check_page(page)
