"""Somebody who chooses English meets no Swedish but what checklists and people say, and that is marked as Swedish."""

import re

import pytest
from playwright.sync_api import expect

from organisations.actions.invitations import invite
from organisations.models import Role
from tests import factories
from tests.guards.world import Place
from tests.harness.pages import Visitor, World, pages
from tests.harness.places import workplace

# Names of Swedish places, and the page for developers.
LEFT_OUT = {"directory", "gallery", "nothing found"}
SWEDISH = re.compile(
    r"[åäöÅÄÖ]|\b(och|att|inte|som|med|ett|du|ni|det|har|kan|om|eller|inga|Spara|Skriv|Avbryt|Bjud|Visa|Logga|Namn|Roll"
    r"|Sida|Organisationer|Rapporter|Checklista|Personer|Nytt|Ny|Hjälp|Start ?sida|Skapa|Klar|Samordnare)\b"
)
# Everything that is seen or read out, but not what is marked as Swedish; a figure's drawing, which holds the
# checklist's words, is not read out.
TEXTS = """() => {
  const passed = '[lang="sv"], figure [aria-hidden], script, style, template, noscript';
  const found = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest(passed)) found.push(walker.currentNode.data);
  }
  for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'aria-valuetext'])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (!element.closest('[lang="sv"]')) found.push(element.getAttribute(name));
  return found.map(text => text.trim()).filter(Boolean);
}"""


@pytest.fixture(scope="module")
def world(live_site):
    """A place where nobody has written anything in Swedish."""
    work = workplace()
    draft = factories.assessment(
        work.organisation, work.waiting, "12", by=work.coordinator, submit=False, comment="Why"
    )
    invitation = invite(
        by=work.coordinator, organisation=work.organisation, email="new@prov.example", role=Role.READER
    )
    place = Place(work.organisation, work.organisation)
    place.people = {Role.COORDINATOR: work.coordinator, Role.READER: work.reader}
    place.ids = {
        "assessment_id": work.rated.pk,
        "draft_id": draft.pk,
        "invitation_id": invitation.pk,
    }
    made = World(place, place)
    made.visitors = {
        "anonymous": Visitor("anonymous"),
        "coordinator": Visitor("coordinator", work.coordinator, place, frozenset({Role.COORDINATOR})),
        "reader": Visitor("reader", work.reader, place, frozenset({Role.READER})),
    }
    return made


@pytest.mark.timeout(300)
@pytest.mark.parametrize("role", ["anonymous", "coordinator", "reader"])
def test_no_swedish_in_english(visit, world, role):
    visitor = world.visitors[role]
    page = visit(email=visitor.user and visitor.user.email, path="/hjalp/", allow={403, 404})
    page.locator("footer").get_by_role("button", name="In English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    faults = []
    title = str(factories.skr())
    for one in pages(world, visitor):
        if one.name not in LEFT_OUT and not one.empty_form:
            page.goto(one.path)
            # The checklist's title is a proper name, in Swedish wherever it stands.
            texts = [text.replace(title, "") for text in page.evaluate(TEXTS)]
            faults += [f"{one}: {text}" for text in texts if SWEDISH.search(text)]
    assert not faults, "\n".join(faults)
