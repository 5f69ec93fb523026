"""What a browser test may lean on: the live site, visitors in every role, and what every page must hold."""

import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 320, "height": 720}}
# How a journey is looked at. `make test` walks over every page in both looks; the second look at states that only a
# journey reaches is for `make audit`.
LOOKS = [("phone", "dark"), pytest.param("desktop", "light", marks=pytest.mark.audit)]
LAUNCH_FLAGS = [
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),  # Chromium's sandbox refuses root
]
# The page's own policy forbids inline scripts; this one comes from outside the page.
REPORT_CSP = """document.addEventListener('securitypolicyviolation', event =>
  console.error('CSP:', event.violatedDirective, event.blockedURI))"""
# Chromium and HTMX repeat each bad answer in the console; Watch judges the answers themselves.
REPEATED = ("Failed to load resource: the server responded with a status of", "Response Status Error Code")
PAGE_FAULTS = Path(__file__).with_name("page_faults.js")


@dataclass
class Watch:
    """Listens to a browser context; `faults` must be empty when the test ends, except for allowed statuses."""

    site: str
    allowed: set[int]
    faults: list[str] = field(default_factory=list)

    def listen(self, context):
        """Hear console errors, uncaught errors, policy violations, bad answers and foreign requests."""
        context.add_init_script(REPORT_CSP)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"uncaught: {error.error}"))
        context.on("response", self._response)
        context.on("request", self._request)

    def _console(self, message):
        if message.type not in {"error", "warning"}:
            return
        if not message.text.startswith(REPEATED):
            self.faults.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def _response(self, response):
        if response.status >= 400 and response.status not in self.allowed:
            self.faults.append(f"{response.status} {response.request.method} {response.url}")

    def _request(self, request):
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.faults.append(f"foreign request: {request.url}")


def demo_users():
    """Return role → e-mail and password of the demo that the live site runs on."""
    return json.loads((Path(settings.DATA_DIR) / "demo-users.json").read_text())


def sign_in(context, site, email):
    """Give the context a session of this person, without the sign-in form (that has tests of its own)."""
    client = Client()
    client.force_login(get_user_model().objects.get(email=email))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": site}])


def wait_until(page, expression, seconds=10):
    """Ask until an expression holds; Playwright's own wait evaluates in the page, which the policy forbids."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, f"never true in {seconds} s: {expression}"
        page.wait_for_timeout(50)


def check_page(page):
    """Hold a page against what every page must hold: styled, one h1, sound references, 320 px, axe without a word."""
    page.wait_for_load_state()
    faults = [*page_faults(page), *axe_violations(page)]
    assert not faults, f"{page.url}: {faults}"


def page_faults(page):
    """Return what axe does not look for."""
    return page.evaluate(PAGE_FAULTS.read_text())


def axe_violations(page, *, rules=None, but=()):
    """Run axe, or some of its rules, or all `but` some; each violation is told with its rule and its elements."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": AXE_TAGS}
    # Without fetching each style sheet once more: only experimental rules read them.
    options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
    options["rules"] = {rule: {"enabled": False} for rule in but}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        "options => axe.run(options).then(results => results.violations)",
        options,
    )
    return [f"{v['id']}: {v['help']}: " + "; ".join(node["html"][:160] for node in v["nodes"]) for v in found]
