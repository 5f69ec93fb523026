"""The log is worded for its reader, shows ids of nobody else, and costs one query whatever its length."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from mrintegration import history
from organisations.events import record
from tests import factories

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
VERB = re.compile(
    r'"((?:organisations|checklists|surveys|resultchain|programmes|comparison|reports)\.[a-z_]+)"'
)


def test_every_verb_in_the_code_has_words():
    verbs = {"organisations.events_deleted"}
    for room in (
        "organisations",
        "checklists",
        "surveys",
        "resultchain",
        "programmes",
        "comparison",
        "reports",
    ):
        for path in (ROOT / room).rglob("*.py"):
            source = path.read_text()
            lines = [line for line in source.splitlines() if "verb" in line.lower()]
            verbs |= {verb for line in lines for verb in VERB.findall(line)}
    assert len(verbs) > 15
    assert verbs == set(history.WORDS)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_with_one_and_three_rows(client, rows, django_assert_num_queries):
    place = factories.organisation()
    person = factories.member(place, name="Karin Prov")
    for _row in range(rows):
        record(actor=person, organisation=place, verb="checklists.assessment_submitted", obj=place)
    client.force_login(person)
    with django_assert_num_queries(9):
        page = client.get(reverse("events", args=[place.slug]))
    assert page.text.count("Karin Prov lämnade in en skattning") == rows


def test_older_events_are_on_the_next_page(client):
    place = factories.organisation()
    person = factories.member(place)
    for _row in range(history.PAGE + 1):
        record(actor=None, organisation=place, verb="reports.finished", obj=place)
    client.force_login(person)
    address = reverse("events", args=[place.slug])
    page = client.get(address)
    assert page.text.count("Tjänsten gjorde klar en rapport") == history.PAGE
    older = re.findall(r'href="(\?before=\d+)"', page.text)
    assert client.get(address + older[0]).text.count("Tjänsten gjorde klar en rapport") == 1


@pytest.mark.parametrize("before", ["x", "-1", "9" * 400, "²"])
def test_nonsense_in_the_address_shows_the_first_page(client, before):
    place = factories.organisation()
    client.force_login(factories.member(place))
    assert client.get(reverse("events", args=[place.slug]), {"before": before}).status_code == 200
