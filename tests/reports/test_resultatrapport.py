"""The result report on constructed material: whole pages, accessible and archivable files, bounded length."""

import functools
import json
import re
from dataclasses import replace

import pytest

from reports.document import render_document, render_file
from reports.kinds import canonical
from reports.pdf import Metadata, render
from tests.reports import result_samples as samples
from tests.reports.chosen import files
from tests.reports.test_lagesrapport import only_plain_values, opened, page_texts
from tests.reports.test_statusrapport import accepted, chapter, chapters, text_of

CASES = samples.cases()
# The smallest, and one with every part; the others are the same pages in other words, in more of them or longer.
ORDINARY = {("bare", "sv"), ("usual", "sv")}
FILES = files(CASES, ORDINARY)
MOST_PAGES = {"bare": 6, "usual": 14, "units": 16, "hostile": 40, "full": 80}


def document(name, language="sv"):
    written = samples.WRITTEN if name in {"usual", "full"} else None
    return samples.document(CASES[name], language, written=written)


@functools.cache
def made(name, language="sv"):
    snapshot = document(name, language)
    metadata = Metadata(CASES[name].data_time, "resultatrapport.json", canonical(snapshot), "Underlag")
    return snapshot, render(render_file(render_document(snapshot), snapshot), metadata=metadata)


@functools.cache
def html(name, language="sv"):
    return render_document(document(name, language)).replace("\u200b", "")


@pytest.mark.parametrize(("name", "language"), FILES)
@pytest.mark.timeout(180)
def test_every_case_gives_a_file_that_both_standards_accept(name, language, tmp_path):
    snapshot, pdf = made(name, language)
    accepted(pdf, tmp_path)
    reader = opened(pdf)
    assert reader.trailer["/Root"]["/Lang"] == language
    assert reader.attachments == {"resultatrapport.json": [canonical(snapshot)]}
    assert len(reader.pages) < MOST_PAGES[name]


def test_the_longest_report_says_what_it_has_no_room_for():
    assert "som inte ryms här. Allt finns i tjänsten." in html("full")
    assert len(canonical(document("full"))) < 1_000_000


@pytest.mark.parametrize("name", CASES)
def test_the_snapshot_is_plain_json_and_survives_the_database(name):
    snapshot = document(name)
    assert only_plain_values(snapshot)
    again = json.loads(json.dumps(snapshot))
    assert render_document(again) == render_document(snapshot)


@pytest.mark.parametrize("name", CASES)
def test_tables_have_headers_with_scope_and_no_empty_cell(name):
    text = html(name)
    assert not re.search(r"<th(?!ead| scope=)", text)
    assert not re.search(r"<(th|td|caption|h[1-6]|li)[^>]*>(\s|<br>|<[^>]+>)*</\1>", text)
    assert "style=" not in text
    numbers = re.findall(r'<span class="nr">Tabell (\d+)</span>', text)
    assert [int(number) for number in numbers] == list(range(1, len(numbers) + 1))
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_the_parts_stand_in_their_order_and_what_has_nothing_is_left_out():
    assert [title for _number, title in chapters(html("usual"))] == [
        "Varför vi är med",
        "Vad vi ville nå",
        "Så organiserade vi arbetet",
        "Deltagandet",
        "Checklistan och hur vi har rört oss",
        "Var vi står i resultatkedjan",
        "Exempel på varje nivå",
        "Lärdomar av att jämföra oss med andra",
        "Lärdomar av arbetet",
        "Råd till andra",
        "Råd till Ledarna",
        "Mentor nästa gång",
        "Metod och underlag",
    ]
    assert [title for _number, title in chapters(html("bare"))] == [
        "Deltagandet",
        "Mentor nästa gång",
        "Metod och underlag",
    ]


def test_groups_mentors_and_meetings_are_told_by_day():
    told = chapter(html("usual"), "Deltagandet")
    assert "Mentorkommunen (3 oktober 2018–9 april 2019); " in told
    assert "Nästa mentor (stödjande mentor, från den 9 april 2019)" in told
    assert "Andra deltagare: Grannkommunen" in told
    assert "Politiker 2, nyckelperson 3" in told
    assert "BM 2 benchmarkingträff 2019-04-09 Uppgift saknas" in told
    assert "Strategträff 3 2019-05-20 Ingen" in told
    assert "1 av 2 träffar med någon på plats För 1 träff saknas uppgift" in text_of(html("usual"))
    unknown = replace(CASES["usual"], meetings=samples.MEETINGS[1:2])
    assert "på plats" not in str(samples.data_of(unknown)["sections"]["page1"])
    told = chapter(render_document(samples.document(unknown)), "Deltagandet")
    assert "Deltagaren var kallad till en träff. Uppgift saknas om vilka som var med." in told
    assert "BM 2" not in told


def test_what_nobody_knows_is_said_to_be_unknown():
    told = chapter(html("bare"), "Deltagandet")
    for fact in ("Politiskt beslut", "Diarienummer", "Funktioner"):
        assert f"{fact} Uppgift saknas" in told
    assert "Hela organisationen" in told
    assert "Genom" not in told
    assert "Vill ni vara mentor nästa gång? Uppgift saknas" in chapter(html("bare"), "Mentor nästa gång")
    assert "Ska lämnas in senast" in html("bare")


def test_the_checklist_has_movement_and_every_value_of_each_rater():
    told = chapter(html("usual"), "Checklistan och hur vi har rört oss")
    assert "Summa av 30" in told
    told = chapter(html("units"), "Checklistan och hur vi har rört oss")
    assert told.count("Summa av 30") == 2
    assert told.index("Kulturnämnden") < told.index("Tekniska nämnden")


def test_the_own_position_stands_beside_what_was_logged_and_is_never_merged():
    told = chapter(html("usual"), "Var vi står i resultatkedjan")
    assert "räknas aldrig ihop" in told
    assert "Delvis 3 klara, 1 pågår" in told
    assert "Inget sagt" in told
    assert "Mallarna finns i två förvaltningar." in told


def test_examples_stand_level_by_level_with_quotes_first():
    told = chapter(html("usual"), "Exempel på varje nivå")
    assert told.index("Mall för utredningar") < told.index("Budgetens anvisningar")
    assert "”Nu frågar vi.” – Chef" in told
    assert told.count("Inget är loggat på den här nivån under perioden.") == 3
    assert "Rutin för remisser Utan datum" in told
    assert "och det som är loggat utan datum." in told
    assert "En post är loggad utan datum. Den är med i rapporten." in chapter(
        html("usual"), "Metod och underlag"
    )


def test_long_lists_are_bounded_and_say_what_is_left():
    data = samples.data_of(CASES["full"])["sections"]
    assert len(data["participation"]["groups"]) == 20
    assert len(data["participation"]["groups"][0]["others"]) == 20
    assert data["participation"]["more_meetings"] == 200
    assert [len(level["rows"]) for level in data["examples"]["levels"]] == [8] * 5
    assert data["examples"]["levels"][0]["more"] == 492
    assert data["checklist"]["more"] == 40
    assert data["position"]["left_out"] == 3


def test_being_a_mentor_is_told_with_year_and_reason():
    told = chapter(html("usual"), "Mentor nästa gång")
    assert "Ja, från 2027 . Skäl: Vi har lärt oss mycket." in told.replace("2027.", "2027 .")


def test_hostile_text_is_printed_as_text():
    text = html("hostile")
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_the_deadline_is_told_and_every_page_says_what_is_constructed():
    assert "Om underlaget." in html("usual")
    assert "1 mars 2020" in html("usual").replace("\u00a0", " ")
    assert all("Konstruerade exempelvärden" in " ".join(t.split()) for t in page_texts(made("usual")[1]))
    assert "onstruerade" not in html("bare")


def test_sentences_help_where_people_write():
    said = samples.data_of(CASES["usual"])["sentences"]
    assert "Börja med cheferna." in said["lessons_work"]
    assert said["examples"] == ["> Nu frågar vi.\n> – Chef"]
    assert said["motive"] == ["Jämställdhet ska märkas i det som kommunen gör."]
    assert said["mentor"] == ["Mentor nästa gång: ja, 2027. Vi har lärt oss mycket."]
