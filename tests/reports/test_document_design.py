"""The design of a document: accessible and archivable in every status; contents lead right, marks stay."""

import datetime
import functools
import io
import itertools
import re
from dataclasses import replace
from typing import Any

import page
import pypdf
import pytest

from reports.pdf import Metadata, render
from tests.reports import document_samples as samples
from tests.reports.chosen import files, swedish
from tests.reports.structure import elements
from tests.reports.test_lagesrapport import page_texts as texts_of

CASES = samples.cases()
# One of each status, with and without a cover, short and long.
ORDINARY = {
    (name, "sv")
    for name in ("copy", "proposal", "published", "correction", "short-copy", "one", "long", "real")
} | {("proposal", "en")}
COVERED = swedish([name for name, case in CASES.items() if case.cover], ORDINARY)
PRINTED = swedish(CASES, ORDINARY)
CREATED = datetime.datetime(2026, 2, 14, 9, 30, tzinfo=datetime.UTC)
MARKS = {"copy": "Utkast", "proposal": "Version 2 till nämnd"}


@functools.cache
def made(name, language="sv"):
    return render(samples.whole(replace(CASES[name], language=language)), metadata=Metadata(CREATED))


def opened(pdf) -> Any:
    """The file to look into; pypdf's own types know little of what a file holds."""
    return pypdf.PdfReader(io.BytesIO(pdf))


@functools.cache
def page_texts(name):
    return [" ".join(text.split()) for text in texts_of(made(name))]


def chapters(name):
    """Return the chapters that the contents name: (number, title)."""
    found = re.findall(
        r'<h2><span class="nr">([^<]+)</span> <span class="t">([^<]+)</span>', samples.fragment(CASES[name])
    )
    assert found
    return found


@pytest.mark.parametrize(("name", "language"), files(CASES, ORDINARY))
def test_every_sample_gives_a_file_that_both_standards_accept(name, language, tmp_path):
    file = tmp_path / "rapport.pdf"
    file.write_bytes(made(name, language))
    for profile in ("ua1", "3a"):
        verdict = page.validate_pdf(str(file), profile=profile)
        assert verdict.is_compliant, str(verdict)
    assert opened(made(name, language)).trailer["/Root"]["/Lang"] == language


@pytest.mark.parametrize("name", COVERED)
def test_contents_lead_to_the_page_that_they_name(name):
    reader, texts = opened(made(name)), page_texts(name)
    links = [
        annotation.get_object()
        for annotation in reader.pages[1].get("/Annots", [])
        if annotation.get_object()["/Subtype"] == "/Link"
    ]
    targets = [
        reader.get_destination_page_number(reader.named_destinations[str(link["/Dest"])]) for link in links
    ]
    expected = chapters(name)
    assert len(targets) == len(expected)
    for (number, title), target in zip(expected, targets, strict=True):
        assert f"{number} {title} {target + 1}" in texts[1]
        assert next(place for place, text in enumerate(texts) if place > 1 and title in text) == target


@pytest.mark.parametrize("name", COVERED)
def test_a_row_of_the_contents_has_one_link_that_holds_no_other(name):
    found = elements(made(name))
    links = [element for element in found if element["/S"] == "/Link"]
    written = (CASES[name].chapters + 1) // 2
    assert len(links) == len(chapters(name)) + written
    for link in links:
        children = link["/K"] if isinstance(link["/K"], list) else [link["/K"]]
        parts = [child.get_object() if hasattr(child, "get_object") else child for child in children]
        assert not any(isinstance(part, dict) and part.get("/S") == "/Link" for part in parts)


@pytest.mark.parametrize("name", PRINTED)
def test_head_and_foot_say_what_document_whose_and_how_far_it_is_decided(name):
    case, texts = CASES[name], page_texts(name)
    inner = texts[1:]
    assert all(case.title in text for text in inner)
    assert all(case.organisation in text for text in texts)
    assert all(f"{number} ({len(texts)})" in text for number, text in enumerate(inner, start=2))
    for purpose, mark in MARKS.items():
        counts = [text.count(mark) for text in inner]
        assert all(count > 0 for count in counts) if case.purpose == purpose else not any(counts), purpose
    assert (MARKS[case.purpose] in texts[0]) if case.purpose in MARKS else True


@pytest.mark.parametrize("name", PRINTED)
def test_every_page_of_constructed_values_says_so_and_no_other(name):
    said = ["Konstruerade exempelvärden" in text for text in page_texts(name)]
    assert all(said) if CASES[name].constructed else not any(said)


@pytest.mark.parametrize("name", PRINTED)
def test_no_page_is_nearly_empty(name):
    first, *rest = (len(text.splitlines()) for text in texts_of(made(name)))
    assert first > 6
    assert min(rest) > 9


def test_the_running_head_names_the_chapter():
    titles = dict(chapters("full"))
    for number in ("2", "7", "14"):
        assert any(text.count(f"{number} {titles[number]}") > 0 for text in page_texts("full")[3:])


def test_a_wide_table_lies_down_and_nothing_else_does():
    sizes = [
        (sheet.mediabox.width > sheet.mediabox.height, text)
        for sheet, text in zip(opened(made("full")).pages, texts_of(made("full")), strict=True)
    ]
    lying = [text for is_wide, text in sizes if is_wide]
    assert len(lying) == 1
    assert "Fyra gruppers svar" in lying[0]


def test_what_is_proposed_decided_and_replaced_is_said():
    proposal, correction = " ".join(page_texts("proposal")), " ".join(page_texts("correction"))
    assert "Förslag till beslut" in proposal
    assert "KS 2026/0147" in page_texts("proposal")[0]
    assert "Den här versionen ersätter version 1" in correction
    assert "Skäl: Två tal i tabell 2 var omkastade." in correction
    assert "fastställde rapporten" in page_texts("published")[0]


@pytest.mark.parametrize("name", CASES)
def test_headings_go_down_one_step_at_a_time_from_one_title(name):
    html = samples.fragment(CASES[name])
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
    assert "style=" not in html


def test_the_logo_has_words_and_is_left_out_where_there_is_none():
    assert 'alt="Logotyp: Exempelkommunen"' in samples.fragment(CASES["published"])
    assert "<img" not in samples.fragment(CASES["one"])
    assert [
        element
        for element in elements(made("published"))
        if element.get("/Alt") == "Logotyp: Exempelkommunen"
    ]


def test_an_address_is_printed_as_a_note():
    notes = [element for element in elements(made("published")) if element["/S"] == "/Note"]
    assert len(notes) == 4
    assert "1. https://example.org/uppfoljning/2026" in " ".join(page_texts("published"))
