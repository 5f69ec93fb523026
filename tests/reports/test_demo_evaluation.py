"""The demo's evaluation of source 000's survey: published once, with what the source states and what can't be."""

import pytest
from django.core.management import call_command

from mrintegration import demo
from organisations.demo import load_people
from organisations.models import Organisation
from reports.demo import load_evaluation
from reports.models import Publication
from surveys.demo import load_survey

pytestmark = pytest.mark.django_db


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def report():
    call_command("load_organisations", verbosity=0)
    people = load_people(codes=[])
    load_survey(demo.survey(), by=people["vgr_coordinator"])
    vgr = Organisation.objects.get(code="0014")
    content = demo.survey()
    for _again in range(2):
        load_evaluation(vgr, content.report, summary=content.in_short)
    return Publication.objects.get(organisation=vgr).report


def test_it_says_that_it_is_constructed_and_which_figures_cannot_be(report):
    html = plain(report.html)
    assert report.snapshot["constructed"] is True
    assert "Konstruerade exempelvärden" in html
    assert "37 procent nej i figur 6 (här 5 av 14, 36 procent)" in html
    assert "omkring 72 procent i figur 7 (här 10 av 14, 71 procent)" in html
    assert "sista dagen att svara" in html


def test_it_has_ten_figures_comments_the_workshop_and_quotes_in_four_chapters(report):
    chapters = [part for part in report.snapshot["parts"] if "blocks" in (part.get("data") or {})]
    assert [part["heading"] for part in chapters] == [
        "Arbetssätt och resurser",
        "Handlingsplanens betydelse",
        "MR-nätverket",
        "Övriga kommentarer och tankar framåt",
    ]
    sorts = [block["sort"] for part in chapters for block in part["data"]["blocks"]]
    assert {sort: sorts.count(sort) for sort in set(sorts)} == {
        "figure": 10,
        "comments": 4,
        "themes": 1,
        "workshop": 4,
        "quote": 4,
    }
    html = plain(report.html)
    assert demo.survey().in_short in html
    assert "Enkäten gick till 39, och 14 svarade (36 %)" in html
    assert all(f"Figur {number}" in html for number in range(1, 11))
