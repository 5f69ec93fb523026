"""The programme report on constructed material: whole pages, files both standards accept, nothing said of too few."""

import functools
import json
import re
from dataclasses import replace

import pytest

from reports.document import render_document, render_file
from reports.kinds import KINDS, canonical
from reports.kinds.programrapport.material import Goal, GoalsBeside, Stands, Underlay
from reports.kinds.programrapport.rated import rated_of
from reports.kinds.programrapport.sections import sections
from reports.kinds.programrapport.sentences import mentors_finding
from reports.pdf import Metadata, render
from tests.comparison.test_cohort import body, material, participant
from tests.reports import programme_samples as samples
from tests.reports.chosen import files
from tests.reports.test_lagesrapport import only_plain_values, opened
from tests.reports.test_statusrapport import accepted, chapter, chapters, text_of

CASES = samples.cases()
# The smallest, and the longest one; the others are the same pages in other words, or in English.
ORDINARY = {("bare", "sv"), ("full", "sv")}
SIX_PARTS = replace(samples.usual(), parts=samples.usual().parts * 3)
FILES = files(CASES, ORDINARY)
MOST_PAGES = {"bare": 8, "usual": 16, "few": 8, "hostile": 14, "full": 60}


def document(name, language="sv"):
    written = samples.WRITTEN if name in {"usual", "full"} else None
    return samples.document(CASES[name], language, written=written)


@functools.cache
def html(name, language="sv"):
    return render_document(document(name, language)).replace("\u200b", "")


@pytest.mark.parametrize(("name", "language"), FILES)
@pytest.mark.timeout(180)
def test_every_case_gives_a_file_that_both_standards_accept(name, language, tmp_path):
    snapshot = document(name, language)
    metadata = Metadata(CASES[name].data_time, "programrapport.json", canonical(snapshot), "Underlag")
    pdf = render(render_file(render_document(snapshot), snapshot), metadata=metadata)
    accepted(pdf, tmp_path)
    reader = opened(pdf)
    assert reader.trailer["/Root"]["/Lang"] == language
    assert reader.attachments == {"programrapport.json": [canonical(snapshot)]}
    assert len(reader.pages) < MOST_PAGES[name]


@pytest.mark.parametrize("name", CASES)
def test_the_snapshot_is_plain_json_and_tables_are_whole(name):
    snapshot = document(name)
    assert only_plain_values(snapshot)
    assert render_document(json.loads(json.dumps(snapshot))) == render_document(snapshot)
    text = html(name)
    assert not re.search(r"<th(?!ead| scope=)", text)
    assert not re.search(r"<(th|td|caption|h[1-6]|li)[^>]*>(\s|<br>|<[^>]+>)*</\1>", text)
    assert "style=" not in text
    numbers = [int(number) for number in re.findall(r'<span class="nr">Tabell (\d+)</span>', text)]
    assert numbers == list(range(1, len(numbers) + 1))
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert len(canonical(snapshot)) < 1_000_000


def test_the_parts_stand_in_their_order_and_what_has_nothing_is_left_out():
    assert [title for _number, title in chapters(html("usual"))][:7] == [
        "Förord",
        "Sammanfattning av rapporten",
        "Konceptet",
        "Modellkommuner: deltagarna",
        "Modellkommuner: resultat",
        "Modellkommuner: exempel ur resultatrapporterna",
        "Modellkommuner: exempel och citat",
    ]
    titles = [title for _number, title in chapters(html("bare"))]
    assert titles == ["Deltagarna"]


def test_who_left_stands_in_brackets_and_who_is_missing_in_a_note():
    told = chapter(html("usual"), "Modellkommuner: deltagarna")
    assert "(Botkyrka), Västerås Uppsala med stöd av Umeå och Malmö" in told
    assert "Resultatrapport saknas från Kalmar." in told
    assert "Resultatrapport från Västerås kom efter sista dagen." in told
    assert "Mentorer" not in chapter(html("usual"), "Modellregioner: deltagarna")


def test_without_groups_the_participants_are_a_list_and_without_participants_a_sentence():
    assert "Ingen deltagare är antagen." in chapter(html("bare"), "Deltagarna")
    told = chapter(html("few"), "Deltagarna")
    assert "Tabell 1 Deltagare och mentorer i Satsningen Deltagare (Botkyrka) Kalix och Övertorneå" in told
    assert "Mentorer: Uppsala med stöd av Umeå." in told
    assert "antalet deltagare 1 och antalet organisationer 2" in told


def test_means_stand_in_falling_order_with_one_decimal_and_ties_by_number():
    told = chapter(html("usual"), "Modellkommuner: resultat")
    rows = samples.data_of(CASES["usual"])["sections"]["results-1"]["rated"]["rows"]
    assert [row["mean"] for row in rows] == [
        "2,7",
        "2,1",
        "2,0",
        "2,0",
        "1,9",
        "1,8",
        "1,7",
        "1,4",
        "1,4",
        "1,3",
    ]
    assert [row["number"] for row in rows] == [1, 2, 4, 5, 6, 3, 7, 8, 9, 10]
    assert "n = 10" in told
    assert "Värden saknas från Kalmar och Robertsfors." in told
    assert "Summorna går från 16 till 23 av 30" in told
    assert "Summan har ökat för åtta, är lika för en och har minskat för en av tio" in told
    assert "2 deltagare har valt att bara ingå i spridningen" in chapter(
        html("usual"), "Modellregioner: resultat"
    )


def test_of_fewer_than_three_nothing_is_said():
    told = chapter(html("few"), "Resultat")
    assert "Färre än tre deltagare har delat sina värden" in told
    assert "Summorna" not in text_of(html("few"))
    assert "Medelvärde, det högsta" not in told


def test_only_what_everybody_may_read_is_told_with_a_name_and_nobody_s_text_is_in_the_file():
    told = chapter(html("usual"), "Modellkommuner: exempel ur resultatrapporterna")
    assert "”Citat 1 från Kalix” – Politiker (resultatrapport, Kalix)" in told
    assert "En inlämnad rapport är inte öppen för alla" in told
    assert "Södertälje" not in text_of(html("usual"))
    assert "Börja med cheferna" not in canonical(document("usual")).decode()


def test_what_participants_wrote_stands_beside_the_part_it_is_of_use_in():
    gathered = samples.data_of(CASES["usual"])["gathered"]
    assert [(one["who"], one["may_quote"]) for one in gathered["success"]] == [
        ("Kalix, lärdomar av arbetet", True),
        ("Södertälje, lärdomar av arbetet", False),
        ("Ängelholm, lärdomar av arbetet", True),
    ]
    assert {"concept", "challenges", "advice_others", "advice_lead", "told-1", "background-1"} <= set(
        gathered
    )
    assert "advice_others-2" not in gathered


def test_the_chain_is_counted_and_never_named():
    told = chapter(html("usual"), "Modellkommuner: resultat")
    assert "Figur 2 Tre av tre säger sig ha nått nivå 2, ny eller ändrad produkt" in told
    assert "1 Aktivitet 3 0" in told
    assert "5 Samhällseffekt 0 3" in told
    assert "loggat något som är klart: aktivitet 3, ny eller ändrad produkt 3," in told


def test_words_alone_place_nobody_on_the_chain():
    material = samples.usual()
    part = material.parts[0]
    silent = [replace(one, stands=(Stands(1, "", 2),)) for one in part.reports[:1]]
    for reports, n in (((*silent, *part.reports[1:]), None), ((*silent, *part.reports), 3)):
        told = sections(replace(material, parts=(replace(part, reports=reports),)))["results-1"]
        assert told is not None
        # Two are too few.
        assert (told["levels"]["figure"]["n"] if told["levels"] else None) == n


def test_expected_results_stand_with_their_judgement_and_mentors_as_numbers():
    told = chapter(html("usual"), "Måluppfyllelse").replace("\xa0", " ")
    assert "Ett nytt arbetssätt Deltagare, kommun Inte uppfyllt. För få." in told
    assert "Rapporter Bedömt av Utvärderarna, 2020-02-14." in told
    assert "Indikatorer Deltagare Inte bedömt" in told
    assert "Vill vara mentor nästa gång: ja 1, kanske 0, nej 2." in told
    assert "Modellregioner Färre än tre har svarat på om de vill vara mentor nästa gång." in told


def test_what_has_no_part_of_its_own_is_named_and_its_expected_results_stand_there_all_the_same():
    goal = Goal("Fler med", "Deltagare, region", "uppfyllt", "Det syns.")
    beside = (
        GoalsBeside("Satsningen, region", (goal,), took_part=False),
        GoalsBeside("Satsningen, bolag", (replace(goal, text="Andra mål"),), took_part=True),
    )
    material_ = replace(samples.usual(), beside=beside, left_out=("Satsningen, bolag",))
    text = render_document(samples.document(material_)).replace("\u200b", "")
    told = chapter(text, "Måluppfyllelse").replace("\xa0", " ")
    assert "Satsningen, region: förväntade resultat" in told
    assert (
        "Fler med Deltagare, region Uppfyllt. Det syns. Ingen deltagare i satsningen är av det slaget."
        in told
    )
    assert "Andra mål Deltagare, region Uppfyllt. Det syns. Det finns inte plats för en egen del" in told
    assert [len(one["said"]) for one in samples.data_of(SIX_PARTS)["sections"]["page1"]["parts"]] == [2] * 6
    assert {len(one["said"]) for one in samples.data_of(CASES["usual"])["sections"]["page1"]["parts"]} == {
        2,
        3,
    }
    said = "Rapporten har inte plats för en egen del om ”Satsningen, bolag”."
    assert text_of(text).count(said) == 2, "on the first page and where it says how it was made"
    assert said not in text_of(html("usual"))


def test_what_fewer_than_three_would_be_told_of_is_not_told():
    places = range(1, 4)
    values = {(pk, occasion): 5 if pk == 1 else None for pk in places for occasion in (11, 12)}
    seen = material([body(pk) for pk in places], [participant(pk) for pk in places], values)
    told = rated_of(seen, 1, kind="", wordings={1: {1: "Sak"}}, sources={1: ""})
    assert told
    assert told.moved
    assert [(one.values, one.not_applicable) for one in told.items] == [((), 2)], (
        "the item applies to one of three"
    )
    assert [one.compared for one in told.moved.items] == [0]


@pytest.mark.parametrize("answers", [{}, {"yes": 1}, {"yes": 1, "no": 1}, {"maybe": 2}])
def test_fewer_than_three_answers_about_being_mentor_say_the_same_whatever_they_are(answers):
    part = replace(samples.BARE, underlay=Underlay(9, 0, 0), mentors=answers)
    told = "Färre än tre har svarat på om de vill vara mentor nästa gång. Därför visas inte svaren."
    assert mentors_finding(part) == told


def test_the_longest_says_what_it_has_no_room_for():
    assert "som inte ryms här. Allt finns i tjänsten." in html("full")
    assert "”Modellkommunerna, slag 5” och 55 till" in text_of(html("full")), "the first page"
    assert "”Modellkommunerna, slag 59” och ”Modellkommunerna, slag 60”" in text_of(html("full"))


def test_every_written_part_says_what_belongs_there():
    assert all(section.hint for section in KINDS["programrapport"].sections if section.written)
