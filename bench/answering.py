"""Answering a survey with 50,000 invitations, on gunicorn, side by side with a bare Django that does the least.

Aims: the first page at least 0.7 of a page that is kept, sending at least 0.7 of the same statements. The page that is
kept is given both out of memory, without looking at the link, and after the one statement that finds it.
"""

import datetime
import itertools
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.load import CLIENTS, Load, compare, serving
from figures.swedish import sort_key
from organisations.models import Kind, Organisation
from surveys.actions import sealing, surveys
from surveys.actions.inviting import invite
from surveys.models import Box, Invitation, Survey
from surveys.tokens import mac_of, token_of

INVITATIONS: Final = 50_000
AIM: Final = 0.7
SLUG: Final = "matregionen-enkat"
FORM: Final = "application/x-www-form-urlencoded"
COLLECT: Final = (sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
TEXT: Final = "Vi fick med oss nämnderna först när cheferna bad om underlaget. " * 8


def main() -> None:
    """Print requests a second and the ratio of both, and how the database finds a link."""
    start = time.perf_counter()
    survey = _opened()
    tokens = [token_of(survey.pk, pk) for pk in survey.invitations.values_list("pk", flat=True)]
    print(f"{len(tokens)} invitations in {time.perf_counter() - start:.0f} s, {CLIENTS} clients")
    _explain(tokens[0])
    folder = Path(os.environ["DATA_DIR"]) / "bench-answering"
    folder.mkdir()
    unused = iter(tokens)
    _answer_here(next(unused), folder / "box")
    production = os.environ | {
        "DEVELOPMENT": "0",
        "STATIC_ROOT": str(folder / "static"),
        "LOG_LEVEL": "INFO",
    }
    subprocess.run(COLLECT, env=production, check=True)
    with serving("mrintegration.wsgi:application", production, folder / "product.log") as port:
        _save(f"http://localhost:{port}{_address(tokens[-1])}", folder / "page")
        bare = {"BARE_PAGE": str(folder / "page"), "BARE_BOX": str(folder / "box")}
        with serving("bench.bare:application", os.environ | bare, folder / "bare.log") as bare_port:
            _measure(tokens, unused, port, bare_port)
    used = survey.invitations.used().count()
    assert used == survey.boxes.count(), "an answer was lost"
    print(f"{used} answers stored, as many links used")


def _measure(tokens: list[str], unused: Iterator[str], port: int, bare_port: int) -> None:
    opened = (_get(_address(token)) for token in itertools.cycle(tokens[-5000:]))
    macs = (_get(f"/link/{mac_of(token)}/") for token in itertools.cycle(tokens[-5000:]))
    for name, baseline in (("out of memory", itertools.repeat(_get("/page/"))), ("same statement", macs)):
        measured = compare(Load(port, opened, 200), Load(bare_port, baseline, 200))
        _show("first page", name, *measured)
    body = _answers()
    sent = (_post(_address(token), body) for token in unused)
    stored = (_post(f"/send/{mac_of(token)}/", body) for token in unused)
    _show("last step", "same statements", *compare(Load(port, sent, 302), Load(bare_port, stored, 302)))


def _opened() -> Survey:
    place = Organisation.objects.create(
        name="Mätregionen", sort_key=sort_key("Mätregionen"), slug=SLUG, kind=Kind.REGION
    )
    closes_on = timezone.localdate() + datetime.timedelta(days=14)
    survey = surveys.make(by=None, organisation=place, template="vgr-samordnare", closes_on=closes_on)
    invite(survey=survey, people={f"svarande-{number}@prov.example": "" for number in range(INVITATIONS)})
    surveys.open_survey(by=None, survey=survey)
    sealing.prepare(survey.pk)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    survey.refresh_from_db()
    return survey


def _explain(token: str) -> None:
    plan = Invitation.objects.filter(token_mac=mac_of(token)).explain()
    print(plan.splitlines()[0].split("  (")[0])
    assert plan.startswith("Index Scan using surveys_invitation_token_mac"), plan


def _answer_here(token: str, box: Path) -> None:
    """Answer once in this process, to count the statements and to have a sealed box."""
    client = Client(headers={"host": "localhost"})
    client.get(_address(token))
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(_address(token), _answers(), content_type=FORM)
    assert answer.status_code == 302, answer.status_code
    box.write_bytes(bytes(Box.objects.get(survey__organisation__slug=SLUG).sealed))
    print(f"{len(captured)} statements to send, a box of {box.stat().st_size} bytes")


def _save(address: str, page: Path) -> None:
    with urllib.request.urlopen(address) as answer:  # noqa: S310  our own server
        page.write_bytes(answer.read())
    print(f"a first page of {page.stat().st_size} bytes")


def _address(token: str) -> str:
    return reverse("survey_answer", kwargs={"token": token, "language": "sv"})


def _answers() -> bytes:
    scales = {f"q.f{number}": "4" for number in range(1, 11)}
    texts = {f"q.o{number}": TEXT for number in range(1, 14)}
    return urlencode({"part": "4", "go": "send"} | scales | texts).encode()


def _get(address: str) -> bytes:
    return f"GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def _post(address: str, body: bytes) -> bytes:
    head = f"POST {address} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Content-Type: {FORM}\r\n\r\n".encode() + body


def _show(name: str, baseline: str, product: float, bare: float, ratio: float) -> None:
    told = f"bare, {baseline}"
    print(f"{name:<11}{product:>6.0f}/s  {told:<22}{bare:>6.0f}/s  ratio {ratio:.2f} (aim at least {AIM})")
