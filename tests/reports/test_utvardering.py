"""The evaluation on constructed material: whole pages, accessible files, and nothing said that isn't known."""

import functools
import json
import re
from dataclasses import replace

import pytest

from figures.figure import Figure
from reports.document import render_document, render_file
from reports.kinds import canonical
from reports.kinds.utvardering.method import method
from reports.pdf import Metadata, render
from reports.plain_text import plain
from tests.reports import survey_samples as samples
from tests.reports.chosen import files, swedish
from tests.reports.test_lagesrapport import only_plain_values, opened, page_texts
from tests.reports.test_statusrapport import accepted, chapter, text_of

CASES = samples.cases()
PRINTED = [name for name in CASES if name != "full"]
# Ways of collecting differ in a sentence; English is the same pages in other words.
ORDINARY = {("usual", "sv"), ("usual", "en"), ("mixed", "sv"), ("hidden", "sv"), ("hostile", "sv")}


def document(name, language="sv"):
    written = samples.WRITTEN if name in {"usual", "full"} else None
    return samples.document(CASES[name], language, written=written)


@functools.cache
def made(name, language="sv"):
    snapshot = document(name, language)
    metadata = Metadata(CASES[name].data_time, "utvardering.json", canonical(snapshot), "Underlag")
    return snapshot, render(render_file(render_document(snapshot), snapshot), metadata=metadata)


@functools.cache
def html(name, language="sv"):
    return render_document(document(name, language)).replace("\u200b", "")


def titles(text):
    return re.findall(r'<h2><span class="nr">([^<]+)</span> <span class="t">(.*?)</span>', text)


@pytest.mark.parametrize(("name", "language"), files(PRINTED, ORDINARY))
def test_every_case_gives_a_file_that_both_standards_accept(name, language, tmp_path):
    snapshot, pdf = made(name, language)
    accepted(pdf, tmp_path)
    reader = opened(pdf)
    assert reader.trailer["/Root"]["/Lang"] == language
    assert reader.attachments == {"utvardering.json": [canonical(snapshot)]}
    assert min(len(text.splitlines()) for text in page_texts(pdf)[1:]) > 8


@pytest.mark.chaos
@pytest.mark.timeout(400)
def test_forty_questions_with_the_longest_texts_and_311_groups_still_give_a_file(tmp_path):
    snapshot, pdf = made("full")
    assert len(opened(pdf).pages) < 300
    accepted(pdf, tmp_path)
    assert len(canonical(snapshot)) < 2_000_000
    assert "Allt finns i tjänsten." in text_of(render_document(snapshot))


@pytest.mark.parametrize("name", CASES)
def test_the_snapshot_is_plain_json_and_survives_the_database(name):
    snapshot = document(name)
    assert only_plain_values(snapshot)
    assert render_document(json.loads(json.dumps(snapshot))) == render_document(snapshot)


@pytest.mark.parametrize("name", PRINTED)
def test_figures_and_tables_are_numbered_and_their_heads_are_heads(name):
    text = html(name)
    for word in ("Figur", "Tabell"):
        numbers = re.findall(rf'<span class="nr">{word} (\d+)</span>', text)
        assert [int(number) for number in numbers] == list(range(1, len(numbers) + 1))
    assert not re.search(r"<th(?!ead| scope=)", text)
    assert not re.search(r"<(th|td|caption|h[1-6]|li)[^>]*>(\s|<br>|<[^>]+>)*</\1>", text)
    assert "style=" not in text


def test_chapters_are_the_pages_of_the_questionnaire():
    assert titles(html("usual")) == [
        ("1", "Sammanfattning kapitel för kapitel"),
        ("2", "Så gjordes utvärderingen"),
        ("3", "Arbetssätt och resurser"),
        ("4", "Handlingsplanens betydelse"),
        ("5", "MR-nätverket"),
        ("6", "Övriga kommentarer och tankar framåt"),
        ("7", "Slutsatser och nästa steg"),
        ("8", "Så skyddades svaren"),
        ("Bilaga A", "Frågorna i enkäten"),
    ]


def test_each_figure_in_print_has_the_numbers_of_its_figure():
    snapshot = document("usual")
    text = render_document(snapshot).replace("\u200b", "")
    drawn = [
        Figure.from_dict(block["figure"])
        for part in snapshot["parts"]
        for block in part.get("data", {}).get("blocks", ())
        if block["sort"] == "figure"
    ]
    assert len(drawn) == 10
    for figure in drawn:
        shown = text[text.index(f'id="{figure.id}"') :]
        shown = shown[: shown.index("</table>")]
        rows = re.findall(
            r'<th scope="row">(.*?)</th><td><div class="spar andel-(\d+)">'
            r'.*?"v">(.*?)</span></div></td><td class="num">(.*?)</td>',
            shown,
        )
        values = figure.series[0].values
        assert rows == [
            (name, str(value), aside, figure.text(value))
            for name, value, aside in zip(figure.categories, values, figure.asides, strict=True)
        ]


def test_two_or_three_figures_share_a_page():
    pages = page_texts(made("usual")[1])
    last = next(number for number, text in enumerate(pages) if "Så skyddades svaren" in text and number > 2)
    figures = [len(re.findall(r"^Figur \d+$", text, re.MULTILINE)) for text in pages[3 : last + 1]]
    assert sum(figures) == 10
    assert sum(1 for count in figures if count) <= 5


def test_how_it_was_made_and_what_36_per_cent_means():
    told = chapter(html("usual"), "Så gjordes utvärderingen")
    for words in (
        "39 fick enkäten 14 svarade 36 % svarsfrekvens",
        "Sista dagen att svara var 9 december 2020.",
        "De som inte hade svarat fick två påminnelser.",
        "Vad 36 % betyder",
        "Talen gäller de 14 som svarade. De säger inget om de 25 som inte gjorde det.",
        "En person motsvarar ungefär sju procentenheter.",
        "Inspel från samtal i grupp står i egna rutor",
    ):
        assert words in told
    assert "workshop" not in chapter(html("mixed"), "Så gjordes utvärderingen").lower()


def test_one_who_did_not_answer_is_told_as_one():
    told = method(replace(CASES["usual"], invited=15))["meaning"]
    assert told[0] == "Talen gäller de 14 som svarade. De säger inget om den som inte gjorde det."


def test_each_way_of_collecting_says_what_is_not_known():
    assert "lästes sedan in" in chapter(html("collected"), "Så gjordes utvärderingen")
    assert "Hur de skyddades innan dess vet tjänsten inte." in chapter(
        html("collected"), "Så skyddades svaren"
    )
    shared = chapter(html("shared"), "Så gjordes utvärderingen")
    assert "Hur många som fick länken är inte känt" in shared
    assert "svarsfrekvens" not in shared
    assert "Enkäten var inte anonym" in chapter(html("named"), "Så skyddades svaren")


def test_a_page_weaves_figures_comments_workshop_and_quotes():
    text = html("usual")
    places = [
        text.index(words)
        for words in ('"nr">Figur 2<', "Planen gav mig ett språk", '"nr">Figur 3<', '"nr">Figur 6<',
                      "Det som kommentarerna säger", "Ur workshopen", "<strong>Grupp 1:</strong>")
    ]  # fmt: skip
    assert places == sorted(places)
    assert "Barnets rättigheter" in chapter(text, "Handlingsplanens betydelse")


def test_without_quotes_and_notes_it_is_whole_too():
    text = html("mixed")
    assert "blockquote" not in text
    assert "Ur workshopen" not in text


def test_what_is_hidden_says_why_and_nothing_else_does():
    told = chapter(html("mixed"), "Det som inte har fått svar")
    assert told.endswith("Fråga som inte redovisas Hur är det? Visas inte: färre än 6 har svarat.")
    hidden = html("hidden")
    assert "Så få har svarat att inget svar redovisas." in hidden
    assert "under 6" in text_of(hidden)
    assert "Det viktigaste på en sida" not in hidden
    assert 'class="stapel"' not in hidden


def test_rows_of_a_matrix_share_a_figure_and_a_table():
    told = chapter(html("mixed"), "Uppdraget")
    assert (
        "Störst andel svarar ”Instämmer helt” eller ”Instämmer till stor del” på ”Jag vet vad som förväntas"
        in told
    )
    assert "Jag har det mandat jag behöver visas inte" in told
    assert "Jag har det mandat jag behöver Visas inte: färre än 6 har svarat." in told


def test_groups_and_rounds_stand_beside_each_other_without_what_is_hidden():
    text = html("mixed")
    assert "Hälso- och sjukvård 16 12 75 %" in chapter(text, "Så gjordes utvärderingen")
    assert "Visas inte: färre än 10 har svarat (1 grupp)." in chapter(text, "Svaren grupp för grupp")
    assert "Kultur Alla eller nästan alla svarade ”Ganska bra”. 11" in chapter(text, "Svaren grupp för grupp")
    rounds = chapter(text, "Förra omgången")
    assert "Då svarade 20 av 40 (50 %)." in rounds
    assert "55 % 11 av 20 71 % 24 av 34" in rounds
    assert "Två frågor är nya eller ställdes på ett annat sätt" in rounds


@pytest.mark.parametrize("name", swedish(PRINTED, ORDINARY))
def test_constructed_values_say_so_on_every_page(name):
    _snapshot, pdf = made(name)
    said = ["Konstruerade exempelvärden" in " ".join(text.split()) for text in page_texts(pdf)]
    assert all(said) == any(said) == CASES[name].constructed


def test_the_questions_stand_in_the_appendix_as_they_were_asked():
    told = chapter(html("usual"), "Frågorna i enkäten")
    assert told.count("Vill du kommentera ditt svar?") == 10
    assert "Ge gärna exempel." in told
    assert "Ja · Nej · Vet inte eller ingen åsikt" in told


def test_what_people_wrote_is_never_markup():
    assert "<script>" not in html("hostile")
    assert "&lt;script&gt;" in html("hostile")


def test_as_plain_text_every_number_is_there():
    text = plain(html("usual")).replace("\u00a0", " ")
    assert "Ganska bra | 6 | 43 %" in text
    assert "Grupp 1: Två av fyra grupper" in text
