"""Whatever is sent to chain, programmes or comparisons is answered with a page that says what to do, never a fault."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse

from organisations.models import Role
from tests.guards.world import routes

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("sessions_in_memory", "each_error_page_once"),
]

GARBAGE = (
    "",
    "\x00",
    "a" * 5000,
    "9" * 5000,
    "99999999999999999999",
    "-1",
    "1e999",
    "12,5",
    "NaN",
    "²",
    "٣",
    "👩‍👩‍👧‍👦" * 40,
    "\u202eakpyks\u202c <script>alert(1)</script>",
    "=HYPERLINK(1)",
    "0001-01-01",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31",
    "2020-13-40",
    "[" * 20000,
    '{"organisation": {"a": [1e999]}, "level": [], "first_day": 7, "perspectives": "x"}',
    "+",
    "+finns-inte",
)
QUERIES = (
    "sida", "niva", "niva[]", "lage", "omrade", "perspektiv", "enhet", "fran", "till", "riktning", "globalt", "mal",
    "kurs", "sortera", "deltagare", "q", "sok", "hur", "ar", "ledde_fran", "gav_upphov_fran", "utbildning", "kind",
    "satsning", "checklista", "tillfalle", "sedan", "slag", "lan", "grupp", "storlek", "karta",
)  # fmt: skip
# Forms are of the same make in all rooms, so their addresses share the rubbish out: each gets every fourth, and so on.
ROOMS = {"o/<slug:slug>/resultatkedja/": 4, "o/<slug:slug>/satsningar/": 7, "o/<slug:slug>/jamforelse/": 3}
SHARED_OUT = pytest.mark.parametrize("shared_out", [True, pytest.param(False, marks=pytest.mark.audit)])
NAMES = re.compile(r"<(?:input|textarea|select|button)\b[^>]*?\bname=\"([^\"]+)\"[^>]*>")
VALUE = re.compile(r'\bvalue="([^"]*)"')
TEXTS = re.compile(r'<textarea\b[^>]*?\bname="([^"]+)"[^>]*>\n?([^<]*)</textarea>')
CHOSEN = re.compile(r'<select\b[^>]*?\bname="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)


@pytest.fixture
def world(client, mine):
    client.force_login(mine.people[Role.COORDINATOR])
    return mine


def addresses(mine, *, shared_out):
    """Each address with what is sent to it: its share, or all of the rubbish."""
    number = 0
    for name, (pattern, parts) in sorted(routes().items()):
        for room, share in ROOMS.items():
            if str(pattern.pattern).startswith(room):
                number += 1
                values = {"slug": mine.organisation.slug, **mine.ids}
                address = reverse(name, kwargs={part: values[part] for part in parts})
                yield name, address, GARBAGE[number % share :: share] if shared_out else GARBAGE


def filled(page):
    """Every field of a page with what stands in it, as a browser would send it."""
    values: dict[str, str] = {}
    for match in NAMES.finditer(page):
        tag, name = match.group(), match[1]
        value = VALUE.search(tag)
        if ("radio" in tag or "checkbox" in tag) and "checked" not in tag:
            values.setdefault(name, "")
        else:
            values[name] = unescape(value[1]) if value else ""
    values |= {name: unescape(text) for name, text in TEXTS.findall(page)}
    for name, options in CHOSEN.findall(page):
        chosen = re.search(r'value="([^"]*)"[^>]*selected', options)
        values[name] = unescape(chosen[1]) if chosen else ""
    values.pop("csrfmiddlewaretoken", None)
    return values


def post(client, address, data):
    """Send it and take back what it did, after the database has looked at all of it."""
    with transaction.atomic():
        answer = client.post(address, data)
        connection.check_constraints()
        transaction.set_rollback(True)
    return answer


def tries(fields, garbage):
    """Nothing, the same rubbish everywhere, and each field alone with rubbish beside what the page had."""
    yield {}
    for rubbish in garbage:
        yield {name: [rubbish] * 2 for name in fields}
    for number, name in enumerate(fields):
        yield {**fields, name: garbage[number % len(garbage)]}


@SHARED_OUT
def test_rubbish_is_answered_and_never_a_fault(client, world, shared_out):
    faults, tried = [], 0
    for name, address, garbage in addresses(world, shared_out=shared_out):
        client.raise_request_exception = False
        page = client.get(address)
        if post(client, address, {}).status_code == 405:
            continue
        fields = filled(page.text) if page.status_code == 200 else {}
        if name == "entries_import":
            fields = {"file": ""}
        if not fields:
            fields = dict.fromkeys(("fran", "ta_fram", "key", "undan", "ar", "seen"), "")
        for data in tries(fields, garbage):
            status = post(client, address, data).status_code
            tried += 1
            if status >= 500:
                faults.append((name, status, {k: str(v)[:30] for k, v in data.items()}))
    assert not faults, "\n".join(f"{fault}" for fault in faults[:40])
    assert tried > 500


@SHARED_OUT
def test_odd_addresses_show_a_page(client, world, shared_out):
    client.raise_request_exception = False
    faults = []
    for number, (name, address, garbage) in enumerate(addresses(world, shared_out=shared_out)):
        # Every second one: the parts of a room read their addresses alike.
        for rubbish in garbage[number % 2 :: 2]:
            if len(rubbish) > 5000:
                continue
            answer = client.get(address, dict.fromkeys(QUERIES, rubbish))
            if answer.status_code >= 500:
                faults.append((name, rubbish[:30]))
    assert not faults, faults


def test_a_file_of_rubbish_is_answered(client, world):
    address = reverse("entries_import", args=[world.organisation.slug])
    for content in (
        b"",
        b"\x00" * 50,
        b"PK\x03\x04" + b"\xff" * 99,
        b'"' * 9999,
        "å;ö\n".encode("utf-16"),
        b";" * 9999,
    ):
        for suffix in ("csv", "xlsx", "exe"):
            answer = client.post(address, {"file": SimpleUploadedFile(f"x.{suffix}", content)})
            assert answer.status_code in {302, 422}
