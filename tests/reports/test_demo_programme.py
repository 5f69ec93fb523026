"""The demo's programme report: tables 1–4 of source 004, everything else retold or marked as constructed."""

import pytest
from django.core.management import call_command

from checklists.demo import load_rounds
from mrintegration import demo
from organisations.demo import load_people
from organisations.models import Organisation
from programmes.demo import load_programmes
from reports.demo_programme import TEXTS, load_programme_report
from reports.demo_results import MADE_UP, OF_ALL, RETOLD
from reports.models import Publication

pytestmark = pytest.mark.django_db

TABLE_2 = ["2,7", "2,1", "2,0", "2,0", "1,9", "1,8", "1,7", "1,4", "1,4", "1,3"]
TABLE_4 = ["2,8", "2,4", "2,2", "2,2", "2,0", "2,0", "2,0", "1,8", "1,6", "1,4"]


def test_the_tables_are_those_of_the_source():
    call_command("load_organisations", verbosity=0)
    call_command("load_instruments", verbosity=0)
    people = load_people(codes=demo.rounds().codes)
    load_rounds(
        demo.rounds(),
        owner=Organisation.objects.get(code="SKR"),
        coordinators={"1287": people["coordinator"]},
    )
    load_programmes(demo.programmes(), by=people["programme_lead"], people=people)
    for _again in range(2):
        load_programme_report()
    published = Publication.objects.get()
    assert published.organisation.code == "SKR"
    snapshot = published.report.snapshot
    assert snapshot["title"] == (
        "Programrapport Modellkommuner 2018–2020 och Modellregioner pilotomgången 2018–2020"
    )
    assert snapshot["constructed"] is True
    parts = {part["key"]: part for part in snapshot["parts"]}
    table_1 = parts["participants-1"]["data"]
    assert [group["participants"] for group in table_1["groups"]] == [
        ["Olofström", "Trelleborg", "Östra Göinge"],
        ["(Botkyrka)", "Västerås"],
        ["Kalmar", "Södertälje"],
        ["(Askersund)", "Fagersta"],
        ["Nordmaling", "Robertsfors", "Örnsköldsvik"],
        ["Kalix och Övertorneå genom Förbundet Norrbottens Kommuner"],
    ]
    assert table_1["groups"][0]["mentors"] == "Kristianstad med stöd av Malmö"
    assert table_1["missing"] == "Kalmar och Robertsfors"
    table_3 = parts["participants-2"]["data"]
    assert [group["name"] for group in table_3["groups"]] == [
        "Folkhälsa och social hållbarhet",
        "Regional utveckling",
    ]
    assert not table_3["mentors"]
    for place, means, numbers, n, low, high, missing in (
        (1, TABLE_2, [1, 2, 4, 5, 6, 3, 7, 8, 9, 10], 10, "16", "23", "Kalmar och Robertsfors"),
        (2, TABLE_4, [1, 4, 2, 5, 3, 6, 10, 9, 7, 8], 5, "15", "25", "Region Gotland"),
    ):
        rated = parts[f"results-{place}"]["data"]["rated"]
        assert [row["mean"] for row in rated["rows"]] == means
        assert [row["number"] for row in rated["rows"]] == numbers
        assert rated["n"] == n
        assert rated["missing"] == missing
        assert rated["sums"].startswith(f"Summorna går från {low} till {high} av 30")
    written = [part for part in snapshot["parts"] if part["written"]]
    assert len(written) == len(TEXTS)
    assert all(part["text"].startswith((RETOLD, OF_ALL, MADE_UP)) for part in written)
