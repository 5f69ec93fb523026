"""Entries from a file: the faults are told, the file is mended, seen and confirmed, with and without script."""

import pytest
from playwright.sync_api import expect

from resultchain.models import ChainEntry, Link
from tests.browser.test_import import choose, look
from tests.harness.places import workplace
from tests.organisations.sheets import csv, xlsx
from tests.resultchain.sheets import table

ROWS = (
    {
        "id": "1",
        "vad": "Utbildning för chefer",
        "process": "Egen process",
        "perspektiv": "Hbtqi",
        "ledde_till": "2",
    },
    {"id": "2", "vad": "Ny mall för beslutsunderlag", "niva": 2, "mal": "Fler sökande", "ledde_till": "3"},
    {"id": "3", "vad": "Handläggarna använder den nya mallen", "niva": 3},
)


@pytest.mark.parametrize(
    ("javascript", "size", "scheme"), [(True, "desktop", "light"), (False, "phone", "dark")]
)
def test_from_faults_to_the_list(visit, javascript, size, scheme):
    work = workplace()
    page = visit(
        email=work.coordinator.email,
        path=work.path("resultatkedja/importera/"),
        javascript=javascript,
        size=size,
        scheme=scheme,
        allow={422},
    )
    look(page, f"entries-import-{size}", javascript=javascript)
    faulty = table(work.organisation, ROWS[0] | {"niva": 9}, ROWS[1], ROWS[2] | {"ledde_till": "2"})
    choose(page, "fel.csv", csv(faulty))
    expect(page.locator(".error-summary")).to_contain_text("Filen har 2 fel. Inget är inläst.")
    expect(page.locator(".table-faults tbody tr").first).to_contain_text("Nivån ”9” finns inte.")
    look(page, f"entries-faults-{size}", javascript=javascript)
    choose(page, "rätt.xlsx", xlsx(table(work.organisation, *ROWS)))
    expect(page.locator("h1")).to_have_text("Tre poster läses in")
    expect(page.locator("main")).to_contain_text("Egen process")
    look(page, f"entries-preview-{size}", javascript=javascript)
    own = ChainEntry.objects.within(work.organisation)
    assert not own.exists()
    page.get_by_role("button", name="Läs in 3 poster").click()
    expect(page.locator(".toast")).to_contain_text("3 poster är inlästa. 2 kopplingar är inlästa.")
    look(page, f"entries-afterwards-{size}", javascript=javascript)
    assert own.count() == len(ROWS)
    assert Link.objects.within(work.organisation).filter(target__what=ROWS[1]["vad"]).exists()
    page.get_by_role("link", name="Läs in poster").click()
    expect(page.locator("h1")).to_have_text("Läs in poster")
