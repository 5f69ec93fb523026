"""Assessments from a file: the faults are told, the file is mended, seen and confirmed, with and without script."""

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from checklists.models import Assessment, Instrument
from organisations.models import Upload
from tests import factories
from tests.checklists.sheets import rows_of
from tests.harness.browser import LOOKS, check_page
from tests.harness.places import workplace
from tests.organisations.sheets import csv, xlsx

FAULTY, WHOLE = "fel.csv", "rätt.xlsx"


@pytest.fixture
def work():
    return workplace()


def look(page, name, *, javascript=True):
    """Hold the page against the rules, which are a script; keep a picture where LOOK says."""
    if javascript:
        check_page(page)
    if folder := os.environ.get("LOOK"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def choose(page, name, content):
    page.get_by_label("Fil", exact=True).set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content}]
    )
    page.get_by_role("button", name="Granska filen").click()


@pytest.mark.parametrize(
    ("javascript", "size", "scheme"), [(True, "desktop", "light"), (False, "phone", "dark")]
)
def test_from_faults_to_handed_in(visit, work, javascript, size, scheme):
    page = visit(
        email=work.coordinator.email,
        path=work.path("checklistor/importera/"),
        javascript=javascript,
        size=size,
        scheme=scheme,
        allow={422},
    )
    look(page, f"import-{size}", javascript=javascript)
    rows = rows_of(work.organisation, work.waiting, "2312312312", comment="Därför")
    faulty = [list(row) for row in rows]
    faulty[3][7], faulty[5][3] = 7, "1999"
    choose(page, FAULTY, csv(faulty))
    expect(page.locator(".error-summary")).to_contain_text("Filen har 2 fel. Inget är inläst.")
    expect(page.locator(".table-faults tbody tr").first).to_contain_text("Värdet ”7” finns inte.")
    look(page, f"faults-{size}", javascript=javascript)
    choose(page, WHOLE, xlsx(rows))
    expect(page.locator("h1")).to_have_text("En skattning läses in")
    expect(page.locator("main")).to_contain_text(work.organisation.name)
    look(page, f"preview-{size}", javascript=javascript)
    assert not Assessment.objects.filter(occasion=work.waiting).exists()
    page.get_by_role("button", name="Läs in skattningen").click()
    expect(page.locator(".toast")).to_contain_text("1 skattning är inläst och inlämnad.")
    look(page, f"afterwards-{size}", javascript=javascript)
    assert Assessment.objects.get(occasion=work.waiting).imported
    assert not Upload.objects.filter(organisation=work.organisation).exists()


def test_the_template_is_downloaded_for_the_chosen_occasion(visit, work):
    page = visit(email=work.coordinator.email, path=work.path("checklistor/importera/"))
    page.get_by_label("Mall för tillfället").select_option(
        label=f"Round one, {work.rated.occasion.date}, {work.rated.occasion.instrument}"
    )
    for kind in ("xlsx", "csv"):
        with page.expect_download() as held:
            page.get_by_role("button", name=f"Hämta mall, {kind}").click()
        assert held.value.suggested_filename == f"{work.organisation.slug}-mall.{kind}"


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_an_administrator_looks_at_a_checklist_and_publishes_it(visit, live_site, size, scheme):
    administrator = factories.user("Adam Prov", is_administrator=True)
    page = visit(
        email=administrator.email,
        path="/administration/checklistor/ny/",
        size=size,
        scheme=scheme,
        allow={422},
    )
    name = f"ny-{size}"
    content = factories.INVENTED | {"key": name, "title": f"Ny lista {size}"}
    upload_instrument(page, content | {"level": "kommun", "items": [{"number": 1, "short": "x" * 70}]})
    expect(page.locator(".error-summary li")).to_have_count(3)
    look(page, f"instrument-faults-{size}")
    upload_instrument(page, content)
    expect(page.locator("h1")).to_contain_text(f"Ny lista {size}")
    page.locator("#moment-1").get_by_role("radio", name="3 På god väg").check()
    look(page, f"instrument-{size}")
    page.get_by_role("button", name="Publicera").click()
    expect(page.locator(".toast")).to_contain_text("Checklistan är publicerad.")
    assert Instrument.objects.published().filter(key=name).exists()
    page.goto("/administration/checklistor/")
    look(page, f"instruments-{size}")
    page.goto("/administration/skattningar/importera/")
    look(page, f"administration-import-{size}")


def upload_instrument(page, content):
    page.get_by_label("Datafil").set_input_files(
        [{"name": "lista.json", "mimeType": "application/json", "buffer": json.dumps(content).encode()}]
    )
    page.get_by_role("button", name="Ladda upp").click()
