"""Every address × every kind of caller × own or foreign things gives the status in the committed matrix.

Each answer is also read for what other organisations have written: see test_marker.py.
After a change that is meant: WRITE_MATRIX=1 make test, then read the difference line by line before committing it.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from organisations.models import Role
from tests import factories
from tests.guards.test_marker import nothing_of_others_shows, two_places
from tests.guards.world import routes

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("sessions_in_memory", "each_error_page_once"),
]

MATRIX = Path(__file__).with_name("access_matrix.tsv")
CALLERS = ["anonymous", "stranger", "ended", "unit_coordinator", *Role.values, "administrator"]
# They may see what others have written.
NOT_OF_MINE = {"stranger", "administrator"}
# What signs the caller out or in, or answers by a token, says nothing about roles; each has tests of its own.
LEFT_OUT = {
    "account_logout",
    "account_reset_password_from_key",
    "invitation",
    "read_link",
    "read_link_file",
    "survey_answer",
    "survey_answer_in_swedish",
    "survey_thanks",
    "gallery",
    "health",
}


@pytest.fixture
def world():
    settings.STORAGES  # noqa: B018  settings are read once before the many requests
    mine, other = two_places()
    people = {
        **mine.people,
        "stranger": other.people[Role.COORDINATOR],
        "administrator": factories.user("Adam"),
    }
    people["administrator"].is_administrator = True
    people["administrator"].save()
    return mine, people


def arguments(mine, parts):
    values = {"slug": mine.organisation.slug, **mine.ids}
    return {part: values[part] for part in parts}


def statuses(client, address, caller):
    """GET, and POST with nothing in it; whatever it changes is taken back."""
    answers = []
    for method in ("get", "post"):
        with transaction.atomic():
            answer = getattr(client, method)(address)
            transaction.set_rollback(True)
        if caller not in NOT_OF_MINE:
            nothing_of_others_shows(answer, f"{method} {address}", caller)
        answers.append(str(answer.status_code))
    return "/".join(answers)


def test_statuses_are_as_committed(world):
    mine, people = world
    lines = {"address": CALLERS}
    clients = {}
    for caller in CALLERS:
        clients[caller] = Client()
        if caller != "anonymous":
            clients[caller].force_login(people[caller])
    for name, (_pattern, parts) in sorted(routes().items()):
        if name not in LEFT_OUT:
            address = reverse(name, kwargs=arguments(mine, parts))
            lines[name] = [statuses(clients[caller], address, caller) for caller in CALLERS]
    text = "".join("\t".join([name, *row]) + "\n" for name, row in lines.items())
    if os.environ.get("WRITE_MATRIX"):
        MATRIX.write_text(text)
    committed = dict(line.split("\t", 1) for line in MATRIX.read_text().splitlines())
    for name, row in lines.items():
        assert name in committed, f"{name} is new: add it to {MATRIX.name}"
        assert dict(zip(CALLERS, row, strict=True)) == dict(
            zip(CALLERS, committed[name].split("\t"), strict=True)
        ), name
    assert set(committed) == set(lines)
