"""The whole way in a real browser with a real worker: sign in, rate, hand in, write and publish a report, read it."""

import os
import re
import signal
from pathlib import Path

import page as validation
import pytest
from django.conf import settings
from playwright.sync_api import expect

from checklists.models import Assessment
from organisations.models import Invitation, Membership
from reports import jobs
from reports.models import Publication, Report
from tests import factories
from tests.harness.browser import check_page
from tests.harness.places import workplace
from tests.harness.steps import WORK_MS, sign_in_by_form, wait_for
from tests.organisations.links import path_in

pytestmark = pytest.mark.timeout(300)
PDF = re.compile("(Hämta pdf|^Pdf), ")
SAVED = re.compile(r"^\s*Sparat \d\d\.\d\d\s*$")


def begin_the_waiting(page, work):
    page.get_by_role("button", name="Börja skatta").click()
    expect(page.locator("h1")).to_have_text(f"Checklista: {work.waiting.name}")
    page.wait_for_load_state()  # the script that saves is there only then


def review_and_hand_in(page):
    page.get_by_role("button", name="Granska och lämna in").click()
    expect(page.locator("h1")).to_contain_text("Granska")
    page.get_by_role("button", name="Lämna in skattningen").click()
    expect(page.locator(".toast")).to_contain_text("inlämnad")


def download(page, tmp_path, name):
    """Press the link to the file, hold the file against both standards, and return its bytes."""
    with page.expect_download() as held:
        page.get_by_role("link", name=PDF).click()
    file = tmp_path / name
    held.value.save_as(file)
    assert file.read_bytes().startswith(b"%PDF")
    for profile in ("ua1", "3a"):
        verdict = validation.validate_pdf(str(file), profile=profile)
        assert verdict.is_compliant, (profile, verdict)
    return file.read_bytes()


def read_as_politician(visit, work, tmp_path, *, javascript=True):
    """Sign in as a reader, find the report on the start page and return the file's bytes."""
    page = visit(None, "/logga-in/", javascript=javascript, size="phone", scheme="dark")
    sign_in_by_form(page, work.reader.email)
    page.get_by_role("link", name="Läs rapporten").click()
    expect(page.locator(".rapport h1")).to_contain_text("Lägesrapport")
    return download(page, tmp_path, "reader.pdf")


def test_from_signing_in_to_a_politician_who_reads(visit, site_worker, tmp_path):
    work = workplace()
    page = visit(None, "/")
    sign_in_by_form(page, work.coordinator.email)
    begin_the_waiting(page, work)
    rate_by_keyboard_and_pointer(page)
    review_and_hand_in(page)
    expect(page.locator("h1")).to_have_text("Tio av tio moment har flyttat fram, och inget har backat")
    # The chart is Plotly's: a mark for each end of each of the ten items, in the SVG that it drew.
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert page.locator(".js-plotly-plot .scatterlayer .point").count() >= 10
    draft = begin_a_report(page)
    order_and_watch(page, site_worker)
    copy = download(page, tmp_path, "copy.pdf")
    mine = publish(page, draft, tmp_path)
    assert copy != mine
    assert read_as_politician(visit, work, tmp_path) == mine
    assert set(work.organisation.reports.values_list("ordered_by", flat=True)) == {work.coordinator.pk}


def begin_a_report(page):
    """Go from the result to a draft, and return its address."""
    page.get_by_role("link", name="Skapa lägesrapport").click()
    page.get_by_role("button", name="Börja skriva").click()
    expect(page.locator("h1")).to_contain_text("Lägesrapport")
    return page.url


def publish(page, draft, tmp_path):
    """Publish the draft as it is, wait for its file without a script's help, and return the file's bytes."""
    page.goto(draft)
    page.get_by_role("link", name="Publicera").click()
    page.get_by_label("Vem har beslutat?").fill("Institutets ledning")
    page.get_by_role("radio", name="Att notera rapporten").check()
    page.get_by_label("Vilken dag fattades beslutet?").fill("2020-03-03")
    page.get_by_role("button", name="Publicera", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Rapporten är publicerad.")
    wait_for(page, page.get_by_role("link", name=PDF), page.reload)
    return download(page, tmp_path, "coordinator.pdf")


def rate_by_keyboard_and_pointer(page):
    """The first item by keyboard alone, the others by pointer; each says that it is saved, and so do the numbers."""
    page.locator("#moment-1").get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#sparat-1")).to_have_text(SAVED)
    expect(page.locator("#moment-1").get_by_role("radio", name="2 Finns")).to_be_checked()
    for number in range(2, 11):
        page.locator(f"#moment-{number}").get_by_role("radio", name="3 Det finns").check()
        expect(page.locator(f"#sparat-{number}")).to_have_text(SAVED)
    page.get_by_label("Politiker").fill("4")
    page.keyboard.press("Tab")
    expect(page.locator("#sparat-deltagare")).to_have_text(SAVED)
    expect(page.locator("#laget")).to_contain_text("10 av 10")


def order_and_watch(page, worker):
    """See every state in words on a page that is never loaded again. The worker stands still meanwhile."""
    group = os.getpgid(worker.popen.pid)
    os.killpg(group, signal.SIGSTOP)
    try:
        page.get_by_role("button", name="Arbetskopia som pdf").click()
        expect(page.locator(".badge")).to_have_text("I kö")
        page.evaluate("window.sameVisit = true")
        check_page(page)
        claim = jobs.claim(Report.objects.latest("ordered_at").pk)
        assert claim
        expect(page.locator(".badge")).to_have_text("Skapas")
        jobs.extend(claim, progress=45)
        expect(page.locator("#framsteg")).to_contain_text("45 %")
        check_page(page)
        jobs.release(claim)
    finally:
        os.killpg(group, signal.SIGCONT)
    jobs.ring(claim.report_id)
    expect(page.locator("#klar")).to_have_text("Filen är klar", timeout=WORK_MS)
    expect(page.locator("#rapportens-lage")).to_have_text("Filen: klar.")
    assert page.evaluate("window.sameVisit")
    check_page(page)


def test_the_same_way_without_script(visit, site_worker, tmp_path):
    work = workplace()
    page = visit(None, "/", javascript=False)
    sign_in_by_form(page, work.coordinator.email)
    begin_the_waiting(page, work)
    for number in range(1, 11):
        page.locator(f"#moment-{number}").get_by_role("radio", name="2 Finns").check()
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Allt är sparat")
    page.get_by_label("Chef").fill("2")
    review_and_hand_in(page)
    expect(page.locator("h1")).to_have_text("Sju av tio moment har flyttat fram, och inget har backat")
    # The server's own drawing and the table hold what the chart would show.
    expect(page.locator("[data-figure-drawing]")).to_be_visible()
    draft = begin_a_report(page)
    page.get_by_role("button", name="Arbetskopia som pdf").click()
    again = page.get_by_role("link", name="Visa hur långt arbetet har kommit")
    wait_for(page, page.locator("#klar"), again.click)
    download(page, tmp_path, "copy.pdf")
    mine = publish(page, draft, tmp_path)
    assert read_as_politician(visit, work, tmp_path, javascript=False) == mine


def test_an_invitation_from_the_mail_to_the_second_use_of_its_link(visit, site_worker):
    work = workplace()
    email = f"inbjuden@{work.organisation.slug}.example"
    page = visit(email=work.coordinator.email, path=work.path("personer/bjud-in/"))
    page.get_by_label("E-postadress").fill(email)
    page.get_by_label("Läsare").check()
    page.get_by_role("button", name="Skicka inbjudan").click()
    expect(page.locator(".toast")).to_contain_text(email)
    link = path_in(mail_to(page, email))

    new = visit(None, link, allow={410})
    new.reload()
    assert Invitation.objects.get(
        email=email
    ).is_open  # a mail program that looks at the link uses nothing up
    new.get_by_label("Ditt namn").fill("Ny Läsare")
    new.get_by_label("Välj ett lösenord").fill(factories.PASSWORD)
    new.get_by_label("Samma lösenord en gång till").fill(factories.PASSWORD)
    new.get_by_role("button", name="Skapa kontot").click()
    expect(new.locator(".toast")).to_contain_text("Välkommen till")
    expect(new.locator(".whoami")).to_contain_text("Ny Läsare")
    assert Membership.objects.get(user__email=email).organisation == work.organisation

    again = visit(None, link, allow={410})
    expect(again.locator("h1")).to_have_text("Inbjudan är redan använd")
    check_page(again)


def mail_to(page, email):
    """Wait for the worker's mail to somebody, and return its text."""
    for _ in range(WORK_MS // 200):
        for file in Path(settings.DATA_DIR, "mail").glob("*"):
            text = file.read_text()
            if f"To: {email}" in text:
                return text
        page.wait_for_timeout(200)
    raise AssertionError(f"no mail to {email}")


def test_pressing_twice_hands_in_once_and_publishes_once(visit, site_worker):
    work = workplace()
    draft = factories.assessment(
        work.organisation, work.waiting, "2222222222", by=work.coordinator, submit=False
    )
    page = visit(email=work.coordinator.email, path=work.path(f"checklistor/{draft.pk}/lamna-in/"))
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name="Lämna in skattningen").dblclick(no_wait_after=True)
    expect(page.locator(".toast")).to_contain_text("inlämnad")
    page.get_by_role("link", name="Skapa lägesrapport").click()
    page.get_by_role("button", name="Börja skriva").dblclick(no_wait_after=True)
    page.get_by_role("link", name="Publicera").click()
    page.get_by_label("Vem har beslutat?").fill("Institutets ledning")
    page.get_by_role("radio", name="Att notera rapporten").check()
    page.get_by_label("Vilken dag fattades beslutet?").fill("2020-03-03")
    page.get_by_role("button", name="Publicera", exact=True).dblclick(no_wait_after=True)
    expect(page.locator(".toast")).to_contain_text("Rapporten är publicerad.")
    assert len(sent) == 3
    assert Assessment.objects.get(pk=draft.pk).is_submitted
    assert Report.objects.filter(organisation=work.organisation).count() == 1
    assert Publication.objects.filter(organisation=work.organisation).count() == 1
