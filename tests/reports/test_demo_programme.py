"""The demo's reports of a round: tables 1–4 of source 004, what was handed in, all else retold or marked as made up."""

import re

import pytest
from django.core.management import call_command

from checklists.demo import load_rounds
from mrintegration import demo
from organisations.demo import load_people
from organisations.models import Organisation
from programmes.demo import load_programmes
from reports.demo import load_results
from reports.demo_programme import TEXTS, load_programme_report
from reports.demo_results import MADE_UP, NOT_FOR_ALL, OF_ALL, RETOLD
from reports.demo_results import TEXTS as TEXTS_OF_RESULTS
from reports.handing_in_page import handing_of
from reports.kinds.programrapport import KIND
from reports.models import Draft, HandIn, Publication
from reports.reached_page import reached_page
from resultchain.demo import load_chain

pytestmark = pytest.mark.django_db

TABLE_2 = ["2,7", "2,1", "2,0", "2,0", "1,9", "1,8", "1,7", "1,4", "1,4", "1,3"]
TABLE_4 = ["2,8", "2,4", "2,2", "2,2", "2,0", "2,0", "2,0", "1,8", "1,6", "1,4"]


@pytest.fixture(scope="module")
def loaded(kept):
    """The round with its reports, loaded twice."""
    call_command("load_organisations", verbosity=0)
    call_command("load_instruments", verbosity=0)
    people = load_people(codes=demo.rounds().codes)
    load_rounds(
        demo.rounds(),
        owner=Organisation.objects.get(code="SKR"),
        coordinators={"1287": people["coordinator"]},
    )
    load_chain(demo.chain(), coordinators={})
    load_programmes(demo.programmes(), by=people["programme_lead"], people=people)
    for _again in range(2):
        load_results()
        load_programme_report()
    return Organisation.objects.get(code="SKR")


def snapshot_of(lead):
    return Publication.objects.get(organisation=lead).report.snapshot


def parts_of(lead):
    return {part["key"]: part for part in snapshot_of(lead)["parts"]}


def test_the_tables_are_those_of_the_source(loaded):
    snapshot = snapshot_of(loaded)
    assert snapshot["title"] == (
        "Programrapport Modellkommuner 2018–2020 och Modellregioner pilotomgången 2018–2020"
    )
    assert snapshot["constructed"] is True
    parts = parts_of(loaded)
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


def test_some_have_written_in_their_own_words_and_handed_it_in(loaded):
    published = Publication.objects.exclude(organisation=loaded).order_by("organisation__code")
    assert [one.organisation.code for one in published] == sorted(TEXTS_OF_RESULTS)
    for one in published:
        snapshot = one.report.snapshot
        assert snapshot["constructed"] is True
        written = [part for part in snapshot["parts"] if part["written"]]
        assert len(written) == len(TEXTS_OF_RESULTS[str(one.organisation.code)])
        assert all(part["text"].startswith((RETOLD, OF_ALL, MADE_UP)) for part in written)
        assert {"page1", "participation", "checklist", "position", "examples"} <= {
            part["key"] for part in snapshot["parts"]
        }
        handing = handing_of(one)
        assert handing is not None
        assert handing.receipt is not None
        assert handing.lead == loaded
        # The source tells that they had handed in when the report was put together, and not when.
        assert handing.participation.handed_in_elsewhere
        assert not handing.is_late


def test_the_published_report_tells_what_came_in_and_its_tables_keep_their_numbers(loaded):
    parts = parts_of(loaded)
    for place, n, done, partly in (
        (1, 4, [4, 1, 0, 0, 0], [0, 3, 2, 0, 0]),
        (2, 3, [3, 2, 0, 0, 0], [0, 1, 2, 0, 0]),
    ):
        figure = parts[f"results-{place}"]["data"]["levels"]["figure"]
        assert figure["n"] == n
        assert [one["values"] for one in figure["series"]] == [done, partly]
    assert "nytt eller ändrat arbetssätt 2," in parts["results-1"]["data"]["levels"]["logged"]
    for place, told, closed in (
        (1, {"Fagersta", "Nordmaling", "Trelleborg", "Västerås"}, 0),
        (2, {"Region Gävleborg", "Region Värmland"}, 1),
    ):
        examples = parts[f"examples-{place}"]["data"]
        assert (examples["reports"], examples["closed"]) == (len(told), closed)
        assert {row["who"] for level in examples["levels"] for row in level["rows"]} == told
    assert parts["participants-1"]["data"]["late"] == ""
    assert [part["here"] for part in parts["underlay"]["data"]["parts"]] == [4, 3]
    html = Publication.objects.get(organisation=loaded).report.html
    numbered = re.findall(
        r'class="nr">(Tabell \d)</span> <span class="rubrik">(\w+)[ :]', html.replace("\xa0", " ")
    )
    assert numbered[:4] == [
        ("Tabell 1", "Deltagare"),
        ("Tabell 2", "Modellkommuner"),
        ("Tabell 3", "Deltagare"),
        ("Tabell 4", "Modellregioner"),
    ]


def test_the_chain_page_tells_of_all_of_them(loaded):
    participations = HandIn.objects.values_list("participation", flat=True)
    page = reached_page(loaded, list(participations), constructed=True)
    assert [row.name for row in page.rows] == [
        "Fagersta", "Nordmaling", "Region Gävleborg", "Region Halland", "Region Värmland", "Trelleborg", "Västerås",
    ]  # fmt: skip
    assert page.silent == 0
    assert page.figure is not None
    assert page.figure.title == "Sju av sju säger sig ha nått nivå 1, aktivitet"
    evaluator = Organisation.objects.get(slug="exempelinstitutet")
    assert len(reached_page(evaluator, list(participations), constructed=True).rows) == 6


def test_what_they_wrote_stands_beside_the_lead_s_own_parts_and_not_in_the_report(loaded):
    gathered = Draft.objects.get(organisation=loaded, kind=KIND.key).data["gathered"]
    said = {one["text"]: one["may_quote"] for rows in gathered.values() for one in rows}
    for code, texts in TEXTS_OF_RESULTS.items():
        assert said[texts["lessons_work"]] is (code not in NOT_FOR_ALL)
    (closed,) = NOT_FOR_ALL
    assert not any(
        TEXTS_OF_RESULTS[closed]["lessons_work"] in str(part) for part in snapshot_of(loaded)["parts"]
    )
