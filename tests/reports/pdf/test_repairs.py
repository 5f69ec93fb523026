"""What is repaired in WeasyPrint and pydyf; these tests fail when a new version changes the ground."""

import datetime
import zlib

import page
import pydyf
import weasyprint

from reports.pdf import Metadata, render
from tests.reports.structure import elements

METADATA = Metadata(datetime.datetime(2020, 2, 14, tzinfo=datetime.UTC))
TABLE = """<!doctype html><html lang="sv"><head><title>Prov</title></head><body><h1>Prov</h1>
<table><caption>Tal</caption><thead><tr><th scope="col">År</th><th scope="col">Summa</th></tr></thead>
<tbody><tr><th scope="row">2019</th><td>14</td></tr></tbody></table>
<p>Text<span class="fot">En not.</span> <span lang="en">in English</span></p><p lang="fi">suomeksi</p></body></html>"""


def test_the_pinned_version():
    assert weasyprint.__version__ == "70.0"


def test_header_cells_say_what_they_head():
    scopes = [
        element["/A"]["/Scope"]
        for element in elements(render(TABLE, metadata=METADATA))
        if element["/S"] == "/TH"
    ]
    assert scopes == ["/Column", "/Column", "/Row"]


def test_text_in_another_language_says_so():
    languages = [
        (element["/S"], element["/Lang"])
        for element in elements(render(TABLE, metadata=METADATA))
        if "/Lang" in element
    ]
    assert languages == [("/Span", "en"), ("/P", "fi")]


def test_a_footnote_is_a_note_with_an_id(tmp_path):
    pdf = render(TABLE, metadata=METADATA)
    notes = [element for element in elements(pdf) if element["/S"] == "/Note"]
    assert len(notes) == 1
    assert notes[0]["/ID"].startswith("note-")
    file = tmp_path / "prov.pdf"
    file.write_bytes(pdf)
    assert page.validate_pdf(str(file), profile="ua1").is_compliant


def test_a_figure_says_where_it_stands_on_the_page():
    style = "@page { size: 300pt 200pt; margin: 10pt } body { margin: 0 } svg { display: block }"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt"><title>Tal</title></svg>'
    html = f'<html lang="sv"><title>Prov</title><style>{style}</style><body>{svg}</body></html>'
    figure = next(
        element for element in elements(render(html, metadata=METADATA)) if element["/S"] == "/Figure"
    )
    assert [round(float(side)) for side in figure["/A"]["/BBox"]] == [10, 154, 82, 190]


def test_a_stream_that_ends_like_a_line_is_still_counted_right():
    text = next(
        text for number in range(100_000) if zlib.compress(text := str(number).encode(), 9).endswith(b"\r")
    )
    stream = pydyf.Stream([text], compress=True)
    data = stream.data
    length = stream.extra["Length"] if "Length" in stream.extra else len(zlib.compress(text, 9))
    start = data.index(b"stream\n") + len(b"stream\n")
    assert data[start + length :] == b"\r\nendstream"
    assert zlib.decompress(data[start : start + length]) == text
