"""The demo's status report of Region Halland's spring 2020: published once, with what was done, written and planned."""

import pytest
from django.core.management import call_command

from mrintegration import demo
from reports.demo import load_status
from reports.models import Publication

pytestmark = pytest.mark.django_db


def test_the_region_s_spring_is_published_once_and_says_that_it_is_constructed(tmp_path):
    call_command("load_organisations", verbosity=0)
    call_command("load_instruments", verbosity=0)
    half_year = demo.load(sign_ins=tmp_path / "demo-users.json")
    load_status(half_year)
    load_status(half_year)
    published = Publication.objects.get(organisation__code="0013")
    snapshot = published.report.snapshot
    parts = {part["key"]: part for part in snapshot["parts"]}
    assert snapshot["title"] == "Statusrapport våren 2020"
    assert snapshot["constructed"] is True
    assert list(parts) == [
        "page1",
        "now",
        "conditions",
        "processes",
        "activities",
        "reach",
        "training",
        "diplomas",
        "goals",
        "global_goals",
        "meetings",
        "successes",
        "challenges",
        "ahead",
        "method",
    ]
    areas = [area["name"] for area in parts["processes"]["data"]["areas"]]
    assert areas == [
        "Kulturstrategi och kulturplan",
        "Planering och uppföljning",
        "Regional utvecklingsstrategi",
        "Tillväxtstrategi",
        "Ärendehantering",
        "Övrigt",
    ]
    assert "58 deltagare" in parts["training"]["data"]["finding"]
    assert (parts["global_goals"]["data"]["mapped"], parts["global_goals"]["data"]["units"]) == (3, 5)
    assert {row["name"] for row in parts["meetings"]["data"]["held"]} >= {"BM 4", "Strategträff 6"}
    assert len(parts["ahead"]["data"]["planned"]) > 5
    assert "Konstruerade exempelvärden" in published.report.html
