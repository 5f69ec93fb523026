"""Fixtures of the browser tests: one site on the demo's data for the whole run, visitors that watch for faults."""

import logging
import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test.testcases import LiveServerThread, _StaticFilesHandler
from django.test.utils import override_settings
from playwright.sync_api import expect

from mrintegration.development.bootstrap import find_chromium
from tests.harness.browser import LAUNCH_FLAGS, SIZES, Watch, demo_users, sign_in
from tests.harness.servers import ARTIFACTS
from tests.harness.workers import worker_process

# Playwright's event loop stands in the main thread of this process; the product itself has no asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
# Other parts of the suite run beside this one; what is waited for comes, but later than on an idle machine.
expect.set_options(timeout=10_000)


@dataclass
class Tally:
    """How many pages axe has seen in this run, and how many violations."""

    pages: int = 0
    violations: int = 0

    def count(self, violations):
        """Count one page and hand its violations on."""
        self.pages += 1
        self.violations += len(violations)
        return violations


TALLY = pytest.StashKey[Tally]()


def pytest_configure(config):
    config.stash[TALLY] = Tally()


def pytest_terminal_summary(terminalreporter, config):
    tally = config.stash[TALLY]
    if tally.pages:
        terminalreporter.write_line(f"axe violations: {tally.violations} over {tally.pages} pages")


@pytest.fixture
def tally(request):
    """Where a test that walks over pages counts them."""
    return request.config.stash[TALLY]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Let fixtures know whether their test failed."""
    report = yield
    if report.when == "call":
        item.call_failed = report.failed
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Use the system's Chromium: Playwright's own is a download."""
    return browser_type_launch_args | {"executable_path": find_chromium(), "args": LAUNCH_FLAGS}


@pytest.fixture(scope="session")
def demo(request, django_db_setup, django_db_blocker):
    """The demo's data, committed, for the whole run. Tests change only what they made or chose for themselves."""
    if any("browser" not in item.path.parts for item in request.session.items):
        pytest.fail("Browser tests need a process of their own: `pytest tests/browser`, or `make test`.")
    with django_db_blocker.unblock():
        with override_settings(DEVELOPMENT=True):  # the demo refuses to be loaded where it is not meant to be
            call_command("prepare", demo=True)
        yield demo_users()


@pytest.fixture(scope="session")
def live_site(demo):
    """The site's address. It is served from this process, so that its log and its errors are heard by the tests."""
    ARTIFACTS.mkdir(exist_ok=True)
    log = logging.FileHandler(ARTIFACTS / "site.log", mode="w")
    logging.getLogger().addHandler(log)
    server = LiveServerThread("localhost", _StaticFilesHandler, port=0)
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    address = f"http://localhost:{server.port}"
    with override_settings(PUBLIC_URL=address, EMAIL_FILE_PATH=str(settings.DATA_DIR / "mail")):
        yield address
    server.terminate()
    logging.getLogger().removeHandler(log)
    log.close()


@pytest.fixture(scope="session")
def site_worker(live_site):
    """A real worker on the live site's database, for journeys that order a report or wait for a mail."""
    mails = Path(settings.DATA_DIR) / "mail"
    process = worker_process(PUBLIC_URL=live_site, EMAIL_URL=f"file://{mails}")
    process.start()
    try:
        process.wait_for(" ready.")
        yield process
    finally:
        process.stop()


@pytest.fixture
def visit(request, browser, live_site):
    """Open pages as somebody: `visit("coordinator", "/", size="phone", scheme="dark")` returns a Playwright page.

    `role` is one of the demo's roles or None for a stranger; `allow` holds statuses from 400 that the test expects.
    The test fails on console errors, policy violations, foreign requests and answers from 400.
    """
    opened = []

    def open_page(
        role=None,
        path="/",
        *,
        size="desktop",
        scheme="light",
        javascript=True,
        language="sv",
        allow=(),
        email=None,
    ):
        context = browser.new_context(
            base_url=live_site,
            viewport=SIZES[size],
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        watch = Watch(live_site, set(allow))
        watch.listen(context)
        if language != "sv":
            context.add_cookies(
                [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_site}]
            )
        if role or email:
            sign_in(context, live_site, email or demo_users()[role]["email"])
        opened.append((context, watch))
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    faults = [fault for _, watch in opened for fault in watch.faults]
    failed = getattr(request.node, "call_failed", True) or faults
    for number, (context, _) in enumerate(opened):
        if failed:
            keep(request.node.name, number, context)
        context.close()
    assert not faults, "\n".join(faults)


def keep(test, number, context):
    """Keep how every open page looked, beside the site's log."""
    folder = ARTIFACTS / re.sub(r"[^\w-]+", "_", test)[:120]
    folder.mkdir(parents=True, exist_ok=True)
    for index, page in enumerate(context.pages):
        page.screenshot(path=folder / f"{number}-{index}.png", full_page=True)
        (folder / f"{number}-{index}.html").write_text(page.content())
