"""The half-year status report on constructed material: whole pages, accessible and archivable files, bounded length."""

import functools
import json
import re

import page
import pytest
from django.utils import translation

from reports.document import render_document, render_file
from reports.kinds import canonical
from reports.kinds.room import fitting
from reports.pdf import Metadata, render
from tests.reports import status_samples as samples
from tests.reports.chosen import files
from tests.reports.test_lagesrapport import only_plain_values, opened, page_texts

CASES = samples.cases()
PRINTED = [name for name in CASES if name != "full"]
ORDINARY = {("usual", "sv"), ("usual", "en"), ("one", "sv"), ("hostile", "sv")}


def document(name, language="sv"):
    written = samples.WRITTEN if name in {"usual", "full"} else None
    return samples.document(CASES[name], language, written=written)


@functools.cache
def made(name, language="sv"):
    snapshot = document(name, language)
    metadata = Metadata(CASES[name].data_time, "statusrapport.json", canonical(snapshot), "Underlag")
    return snapshot, render(render_file(render_document(snapshot), snapshot), metadata=metadata)


@functools.cache
def html(name, language="sv"):
    return render_document(document(name, language)).replace("\u200b", "")


def text_of(fragment):
    return " ".join(re.sub(r"<[^>]+>", " ", fragment).split()).replace("\u00a0", " ")


def chapters(text):
    return re.findall(r'<h2><span class="nr">(\d+)</span> <span class="t">(.*?)</span>', text)


def chapter(text, title):
    """What stands in the chapter, as text."""
    start = text.index(f'<span class="t">{title}</span>')
    return text_of(text[start : text.index("</section>", start)])


def accepted(pdf, tmp_path):
    file = tmp_path / "rapport.pdf"
    file.write_bytes(pdf)
    for profile in ("ua1", "3a"):
        verdict = page.validate_pdf(str(file), profile=profile)
        assert verdict.is_compliant, str(verdict)


@pytest.mark.parametrize(("name", "language"), files(PRINTED, ORDINARY))
def test_every_case_gives_a_file_that_both_standards_accept(name, language, tmp_path):
    snapshot, pdf = made(name, language)
    accepted(pdf, tmp_path)
    reader = opened(pdf)
    assert reader.trailer["/Root"]["/Lang"] == language
    assert reader.metadata.title.startswith(snapshot["title"])
    assert reader.attachments == {"statusrapport.json": [canonical(snapshot)]}
    assert min(len(text.splitlines()) for text in page_texts(pdf)) > 12


@pytest.mark.chaos
@pytest.mark.timeout(180)
def test_ten_thousand_entries_with_the_longest_texts_still_give_a_file(tmp_path):
    snapshot, pdf = made("full")
    assert len(opened(pdf).pages) < 200
    accepted(pdf, tmp_path)
    told = text_of(render_document(snapshot))
    assert "som inte ryms här. Allt finns i tjänsten." in told
    assert len(canonical(snapshot)) < 1_000_000


@pytest.mark.parametrize("name", CASES)
def test_the_snapshot_is_plain_json_and_survives_the_database(name):
    snapshot = document(name)
    assert only_plain_values(snapshot)
    again = json.loads(json.dumps(snapshot))
    assert render_document(again) == render_document(snapshot)


def test_the_parts_stand_in_their_order_and_what_has_nothing_is_left_out():
    assert [title for _number, title in chapters(html("usual"))] == [
        "Här är vi nu",
        "Förändrade förutsättningar",
        "Arbetet process för process",
        "Periodens aktiviteter",
        "Det vi planerade förra gången",
        "Så långt har det nått",
        "Utbildning",
        "Diplom",
        "Mål och nyckeltal",
        "Planer och enheternas svar",
        "Globala målen",
        "Programträffar",
        "Framgångar",
        "Utmaningar",
        "Att göra härnäst",
        "Så går vi vidare",
        "Metod och underlag",
    ]
    assert [title for _number, title in chapters(html("planned"))] == [
        "Arbetet process för process",
        "Så långt har det nått",
        "Att göra härnäst",
        "Metod och underlag",
    ]


@pytest.mark.parametrize("name", CASES)
def test_tables_have_headers_with_scope_and_no_empty_cell(name):
    text = html(name)
    assert not re.search(r"<th(?!ead| scope=)", text)
    assert not re.search(r"<(th|td|caption|h[1-6]|li)[^>]*>(\s|<br>|<[^>]+>)*</\1>", text)
    assert "style=" not in text
    numbers = re.findall(r'<span class="nr">Tabell (\d+)</span>', text)
    assert [int(number) for number in numbers] == list(range(1, len(numbers) + 1))


def test_page_1_has_the_period_in_numbers():
    first = page_texts(made("usual")[1])[0]
    for words in (
        "saker blev klara",
        "planerade saker har slutförts",
        "har lett vidare",
        "deltagare i utbildning",
    ):
        assert words.split()[-1] in first, words
    assert "1 januari–30 juni 2020" in first.replace("\u00a0", " ")
    assert "Två poster saknar datum och är därför inte med." in " ".join(first.replace("\u00a0", " ").split())


def test_work_is_told_process_by_process_with_what_it_led_to():
    told = chapter(html("usual"), "Arbetet process för process")
    assert (
        told.index("Kulturstrategi") < told.index("Planering och uppföljning") < told.index("Ärendehantering")
    )
    assert told.index("Ärendehantering") < told.index("Övrigt")
    assert "Ledde till ”Budgetens anvisningar frågar efter konsekvenser” (produkt); ”Handläggarna" in told
    assert "Gav upphov till ”Genomgång av statistiken” (aktivitet)" in told
    assert "Aktivitet, 15 april 2020 . Regional utveckling" in told.replace("2020.", "2020 .")


def test_numbers_of_people_are_told_as_well_as_they_are_known():
    told = chapter(html("usual"), "Periodens aktiviteter")
    assert "58 (40 kvinnor och 18 män; chef 5)" in told
    assert "Ungefär 40" in told
    assert "Okänt antal" in told
    assert "58 deltagare i en utbildning, varav 5 i funktionen chef." in chapter(html("usual"), "Utbildning")


def test_what_was_planned_returns_with_what_became_of_it():
    told = chapter(html("usual"), "Det vi planerade förra gången")
    assert "Klart: en. Pågår: en. Flyttat: en. Blev inte av: en." in told
    assert "Konferens Pandemin kom emellan. 4 maj 2020 Blev inte av" in told
    assert "Flyttat, 21 oktober 2020" in told


def test_the_own_position_stands_beside_the_reach_and_is_never_merged():
    told = chapter(html("usual"), "Så långt har det nått")
    assert "räknas inte ihop med posterna" in told
    assert "Delvis Mallarna finns i två processer." in told
    assert "Inget sagt" in told
    assert "Organisationens egen" not in chapter(html("months"), "Så långt har det nått")


def test_indicators_show_women_and_men_or_say_why_not():
    told = chapter(html("usual"), "Mål och nyckeltal")
    assert "Utfall, 2020-06-01 61 inte angivet" in told
    assert "Kvinnor och män redovisas inte var för sig: Det räknar avdelningar, inte människor." in told
    assert "Åtgärder: en pågår och två är planerade." in told
    assert "Åtgärder: inga är kopplade till målet. Nyckeltal: inget." in told


def test_units_that_have_not_mapped_are_named():
    told = chapter(html("usual"), "Globala målen")
    assert "Två av tre enheter har kartlagt de globala målen." in told
    assert "Inte kartlagt än: Avdelning 3." in told
    assert "2020–2028: 5 Jämställdhet" in told


def test_diplomas_meetings_and_dates_are_told():
    text = html("usual")
    assert "14 april 2023" in chapter(text, "Diplom")
    assert "Utan slutdatum" in chapter(text, "Diplom")
    assert "En politiker, två strateger" in chapter(text, "Programträffar")
    assert "Strategträff 7" in chapter(text, "Programträffar")
    assert "Delårsrapport Regional utveckling Till nämnden 31 augusti 2020" in chapter(
        text, "Att göra härnäst"
    )


def test_the_method_says_what_is_missing_and_what_is_constructed():
    told = chapter(html("usual"), "Metod och underlag")
    assert (
        "Rapporten har 7 poster, som de stod när perioden slutade eller, om det var tidigare, när underlaget "
        "hämtades: tre är klara, två pågår och två är" in told
    )
    assert "Två poster saknar datum och är därför inte med." in told
    assert "En av tre aktiviteter saknar antal deltagare." in told
    assert "konstruerade exempelvärden" in told
    assert "onstruerade" not in html("months")
    assert all(
        "Konstruerade exempelvärden" in " ".join(text.split()) for text in page_texts(made("usual")[1])
    )


def test_hostile_text_is_printed_as_text():
    text = html("hostile")
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_sentences_help_where_people_write():
    said = samples.data_of(CASES["usual"])["sentences"]
    assert "Med de globala målen får perspektiven plats bredvid varandra." in said["challenges"]
    assert "”Konferens” blev inte av. Pandemin kom emellan." in said["challenges"]
    assert "> Nu vet jag vem jag kan fråga.\n> – Medarbetare" in said["successes"]
    assert "58 deltagare i en utbildning, varav 5 i funktionen chef." in said["training"]
    assert said["earlier"] == [
        "Av fyra saker som var planerade i förra rapporten: en är klar, en pågår, en är flyttad och en blev inte av."
    ]
    for texts in samples.data_of(CASES["full"])["sentences"].values():
        assert len(texts) <= 30


def test_the_active_language_does_not_change_a_report():
    snapshot = document("usual", "sv")
    expected = render_document(snapshot)
    with translation.override("en"):
        assert render_document(snapshot) == expected
        assert document("usual", "sv") == snapshot


def test_what_people_logged_is_marked_as_swedish_in_an_english_report():
    assert '<span lang="sv">Utbildning för chefer</span>' in html("usual", "en")
    assert 'lang="sv"' not in html("usual").replace('<article class="rapport" lang="sv">', "")


@pytest.mark.parametrize(
    ("lengths", "kept"), [([], 0), ([20], 1), ([4, 4, 4], 2), ([1] * 9, 5), ([20, 1], 1), ([0] * 9, 5)]
)
def test_rows_are_kept_while_they_fit(lengths, kept):
    assert fitting(lengths, lambda length: length, most=5, letters=10) == lengths[:kept]


def test_plans_are_counted_of_the_units_and_those_without_an_answer_are_left_out():
    told = chapter(html("usual"), "Planer och enheternas svar")
    assert "Tre av fem enheter har svarat." in told
    assert "Plan som ingen har svarat på" not in told
    assert "Barnets rättigheter 2 1" in told
    assert "En samordnare är utsedd 3" in told
