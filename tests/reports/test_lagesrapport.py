"""The status report: its snapshot holds everything, its pages are whole, and its file is accessible and archivable."""

import functools
import io
import json
import re
from dataclasses import replace
from typing import Any

import page
import pypdf
import pytest
from django.utils import translation

from figures.figure import Figure
from reports.document import render_document, render_file
from reports.kinds import KINDS, canonical, check_code, sha256_of
from reports.packaged import packaged
from reports.pdf import Metadata, render
from tests.reports import samples
from tests.reports.chosen import files, swedish
from tests.reports.structure import elements, within

KIND = KINDS["lagesrapport"]
CASES = samples.cases()
# The usual one, one with what stands beside, and hostile text; the others are the same pages with more or less on them.
ORDINARY = {("four", "sv"), ("four", "en"), ("beside", "sv"), ("long", "sv")}
FILES = files(CASES, ORDINARY)
HEX = re.compile(r"#[0-9a-f]{6}\b")


@functools.cache
def made(name, language="sv"):
    return make(name, language)


def document(name, language="sv"):
    return samples.document(CASES[name], language, name=samples.ORGANISATIONS.get(name, ""))


def make(name, language="sv"):
    snapshot = document(name, language)
    metadata = Metadata(CASES[name].data_time, "lagesrapport.json", canonical(snapshot), "Underlag")
    return snapshot, render(render_file(render_document(snapshot), snapshot), metadata=metadata)


def values(snapshot, key):
    """What a section was given."""
    return next(part["data"] for part in snapshot["parts"] if part["key"] == key)


def drawn(snapshot):
    """The two figures as JSON has them."""
    return values(snapshot, "page1")["figure"], values(snapshot, "development")["figure"]


def opened(pdf) -> Any:
    """The file to look into; pypdf's own types know little of what a file holds."""
    return pypdf.PdfReader(io.BytesIO(pdf))


@functools.cache
def page_texts(pdf):
    """Read once for all tests of a file: it takes longer than making the file."""
    return [sheet.extract_text() for sheet in opened(pdf).pages]


def only_plain_values(value):
    if isinstance(value, dict):
        return all(isinstance(key, str) and only_plain_values(item) for key, item in value.items())
    if isinstance(value, list):
        return all(map(only_plain_values, value))
    return value is None or isinstance(value, bool | int | str)


@pytest.mark.parametrize(("name", "language"), FILES)
def test_every_case_gives_a_file_that_both_standards_accept(name, language, tmp_path):
    snapshot, pdf = made(name, language)
    file = tmp_path / "rapport.pdf"
    file.write_bytes(pdf)
    for profile in ("ua1", "3a"):
        verdict = page.validate_pdf(str(file), profile=profile)
        assert verdict.is_compliant, str(verdict)
    reader = opened(pdf)
    assert reader.trailer["/Root"]["/Lang"] == language
    assert reader.metadata.title.startswith(snapshot["title"])


@pytest.mark.parametrize(("name", "language"), FILES)
def test_page_1_holds_findings_figure_and_proposals(name, language):
    snapshot, pdf = made(name, language)
    first, second, *_rest = page_texts(pdf)
    for finding in values(snapshot, "page1")["findings"]:
        assert " ".join(finding["heading"].split()) in " ".join(first.split())
    assert {"sv": "Figur 1", "en": "Figure 1"}[language] in first
    assert {"sv": "Om underlaget.", "en": "About the data."}[language] in first
    assert any(title in second for title in {"sv": ("Så ser", "Så har"), "en": ("How", "Where")}[language])


@pytest.mark.parametrize("name", swedish(CASES, ORDINARY))
def test_every_page_says_that_values_are_constructed(name):
    _snapshot, pdf = made(name)
    assert all("Konstruerade exempelvärden" in " ".join(text.split()) for text in page_texts(pdf))


@pytest.mark.parametrize("name", swedish(CASES, ORDINARY))
def test_no_page_is_nearly_empty(name):
    _snapshot, pdf = made(name)
    assert min(len(text.splitlines()) for text in page_texts(pdf)) > 12


def test_real_values_are_not_called_constructed():
    material = replace(samples.material(*samples.FOUR), constructed=False)
    assert "onstruerade" not in render_document(samples.document(material))


@pytest.mark.parametrize("name", CASES)
def test_the_snapshot_is_plain_json_and_survives_the_database(name):
    snapshot = document(name)
    assert only_plain_values(snapshot)
    again = json.loads(json.dumps(snapshot))
    assert canonical(again) == canonical(snapshot)
    assert render_document(again) == render_document(snapshot)


def test_the_same_snapshot_gives_the_same_bytes_and_another_gives_others():
    assert make("four") == made("four")
    assert made("single")[1] != made("four")[1]


def test_the_active_language_does_not_change_a_report():
    snapshot = document("four", "sv")
    expected = render_document(snapshot)
    with translation.override("en"):
        assert render_document(snapshot) == expected
        assert document("four", "sv") == snapshot


def test_the_file_carries_its_data_and_the_code_of_it():
    snapshot, pdf = made("four")
    reader = opened(pdf)
    assert reader.attachments == {"lagesrapport.json": [canonical(snapshot)]}
    specification = reader.trailer["/Root"]["/AF"][0].get_object()
    assert specification["/AFRelationship"] == "/Data"
    assert check_code(sha256_of(snapshot)) in " ".join(page_texts(pdf))


def test_bookmarks_fonts_and_dates():
    _snapshot, pdf = made("four")
    reader = opened(pdf)
    titles = [entry.title for entry in flat(reader.outline)]
    assert titles[:3] == [
        "Lägesrapport februari 2020",
        "Det viktigaste på en sida",
        "Förslag att ta ställning till",
    ]
    assert "1 Så har vi rört oss" in titles
    fonts = {
        str(font.get_object()["/BaseFont"])
        for sheet in reader.pages
        for font in sheet["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("Source-Sans" in name or "SourceSans" in name for name in fonts), fonts
    assert reader.metadata["/CreationDate"] == reader.metadata["/ModDate"] == "D:20200214093000Z"


def flat(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from flat(entry)
        else:
            yield entry


def test_hostile_text_is_printed_as_text():
    snapshot = document("long", "sv")
    html = render_document(snapshot)
    assert "<script" not in html
    assert "<img" not in html
    assert "<link" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize(("name", "language"), FILES)
def test_every_figure_has_an_alternative_with_its_numbers_and_a_table_after_it(name, language):
    snapshot, pdf = made(name, language)
    found = [element for element in elements(pdf) if element["/S"] in {"/Caption", "/Figure", "/Table"}]
    kinds = [element["/S"] for element in found]
    assert kinds[:6] == ["/Caption", "/Figure", "/Table"] * 2
    assert kinds.count("/Figure") == 2
    for data, element in zip(drawn(snapshot), (found[1], found[4]), strict=True):
        figure = Figure.from_dict(data)
        assert element["/Alt"] == figure.alternative()
        cells = [cell for row in figure.table().rows for cell in row.cells]
        assert all(cell in element["/Alt"] for cell in cells)
        left, bottom, right, top = element["/A"]["/BBox"]
        assert 0 < left < right < 596
        assert 0 < bottom < top < 842
    for element, data in zip((found[2], found[5]), drawn(snapshot), strict=True):
        rows = [part for part in within(element) if part["/S"] == "/TR"]
        table = Figure.from_dict(data).table()
        assert len(rows) == 1 + len(table.rows) + bool(table.total)


def test_html_has_headers_with_scope_and_no_style():
    html = render_document(document("four", "sv"))
    assert not re.search(r"<th(?!ead| scope=)", html)
    assert "style=" not in html
    assert not re.search(r"<(th|caption|h[1-6])[^>]*>\s*</", html)


def test_texts_in_another_language_are_marked():
    html = render_document(document("four", "en"))
    assert '<article class="rapport" lang="en">' in html
    assert '<th scope="row" lang="sv">' in html
    assert '<div class="text" lang="sv">' in html
    assert 'lang="sv"' not in render_document(document("four", "sv")).replace(
        '<article class="rapport" lang="sv">', ""
    )


def test_the_colophon_names_the_kind_as_people_do():
    assert "<dd>Lägesrapport, " in render_document(document("four", "sv"))
    assert "<dd>Status report, " in render_document(document("four", "en"))


def test_a_drawing_has_the_colours_of_the_style_sheet():
    html = render_document(document("fallen", "sv"))
    colours = {
        colour.lower() for svg in re.findall(r"<svg.*?</svg>", html, re.DOTALL) for colour in HEX.findall(svg)
    }
    assert len(colours) > 5
    assert colours - {"#ffffff"} <= set(HEX.findall(packaged()["print/print.css"].decode()))


def test_the_template_version_is_a_hash():
    assert re.fullmatch(r"[0-9a-f]{64}", KIND.template_version)
