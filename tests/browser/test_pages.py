"""Every page in every state: in its richest role at two sizes in `make test`, in every role in `make audit`."""

import pytest
from playwright.sync_api import expect

from organisations.models import Role
from tests.guards.world import routes
from tests.harness.browser import SIZES, axe_violations, page_faults
from tests.harness.not_pages import NOT_PAGES
from tests.harness.pages import make_world, pages

EVERYBODY = ["anonymous", "administrator", *Role.values, "coordinator of nothing", "reader of nothing"]
RICHEST = ["anonymous", "administrator", Role.COORDINATOR.value]
EXPECTED = {403, 404, 422}
# 200 % zoom of a small laptop; 400 % is the phone's width.
ZOOMED = {"width": 640, "height": 450}
# What the margins leave of an A4 sheet, in CSS pixels.
PAPER = {"width": 680, "height": 980}
# The only rule that looks at colours; everything else is the same page in the same place.
COLOUR_RULES = ["color-contrast"]
# What a narrow screen can break beside what page_faults looks for; the same page has met all rules on the wide one.
NARROW_RULES = [
    "target-size",
    "scrollable-region-focusable",
    "aria-hidden-focus",
    "label",
    "link-name",
]

TWO_FRAMES = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
SEND_EMPTY = """() => {
  const form = document.querySelector('main form[method=post]');
  for (const field of form.querySelectorAll('input, textarea'))
    if (!['hidden', 'radio', 'checkbox'].includes(field.type)) field.value = '';
  form.noValidate = true;
  form.requestSubmit();
}"""


@pytest.fixture(scope="session")
def world(live_site):
    return make_world()


def test_no_page_is_left_out(world):
    names = {page.name for role in RICHEST for page in pages(world, world.visitors[role])}
    assert set(routes()) - set(NOT_PAGES) <= names | {"health"}
    assert set(NOT_PAGES) <= set(routes())


@pytest.mark.timeout(900)
@pytest.mark.parametrize("role", RICHEST)
def test_every_page_in_its_richest_role(visit, world, tally, role):
    visitor = world.visitors[role]
    email = visitor.user and visitor.user.email
    tab = visit(email=email, path="/hjalp/", allow=EXPECTED)
    faults, names = [], set()
    for page in pages(world, visitor):
        open_page(tab, page)
        faults += [f"{page} {fault}" for fault in two_views(tab, tally, again=page.name in names)]
        names.add(page.name)
    assert not faults, "\n".join(faults)


def two_views(tab, tally, *, again):
    """The open page as on a desktop, light, and as on a phone, dark. It is loaded once, wide.

    `again`: it is one more state of a page, with the colours and sizes of the first. All states meet all rules in the
    audit.
    """
    skipped = COLOUR_RULES if again else []
    for fault in [*page_faults(tab), *tally.count(axe_violations(tab, but=skipped))]:
        yield f"desktop light: {fault}"
    tab.set_viewport_size(SIZES["phone"])
    tab.emulate_media(color_scheme="dark")
    tab.evaluate(TWO_FRAMES)
    found = [] if again else tally.count(axe_violations(tab, rules=[*NARROW_RULES, *COLOUR_RULES]))
    for fault in [*page_faults(tab), *found]:
        yield f"phone dark: {fault}"
    tab.set_viewport_size(SIZES["desktop"])
    tab.emulate_media(color_scheme="light")


def open_page(tab, page):
    """Go to the page, in its state."""
    response = tab.goto(page.path)
    if page.empty_form:
        with tab.expect_navigation() as sent:
            tab.evaluate(SEND_EMPTY)
        response = sent.value
        expect(tab.locator(".error-summary")).to_be_visible()
    assert response.status == page.status, f"{page}: {response.status}"


@pytest.mark.audit
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("role", EVERYBODY)
def test_every_page_in_every_role(visit, world, tally, role, language):
    visitor = world.visitors[role]
    email = visitor.user and visitor.user.email
    tab = visit(email=email, path="/hjalp/", language=language, allow=EXPECTED)
    faults = []
    for page in pages(world, visitor):
        open_page(tab, page)
        faults += [f"{page} {language} {fault}" for fault in all_views(tab, tally)]
    assert not faults, "\n".join(faults)


def all_views(tab, tally):
    """The open page in both sizes and schemes, zoomed and as printed."""
    for size, viewport in SIZES.items():
        tab.set_viewport_size(viewport)
        for scheme, rules in (("light", None), ("dark", COLOUR_RULES)):
            tab.emulate_media(color_scheme=scheme)
            for fault in [*page_faults(tab), *tally.count(axe_violations(tab, rules=rules))]:
                yield f"{size} {scheme}: {fault}"
    tab.set_viewport_size(PAPER)
    tab.emulate_media(color_scheme="light", media="print")
    yield from (f"print: {fault}" for fault in page_faults(tab))
    tab.emulate_media(media="screen")
    tab.set_viewport_size(ZOOMED)
    yield from (f"200 %: {fault}" for fault in page_faults(tab))
    tab.set_viewport_size(SIZES["desktop"])
