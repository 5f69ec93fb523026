"""What is repaired in WeasyPrint and pydyf; these tests fail when a new version changes the ground."""

import datetime
import io
import zlib
from typing import Any

import page
import pydyf
import pypdf
import weasyprint

from reports.pdf import Metadata, render

METADATA = Metadata(datetime.datetime(2020, 2, 14, tzinfo=datetime.UTC))
TABLE = """<!doctype html><html lang="sv"><head><title>Prov</title></head><body><h1>Prov</h1>
<table><caption>Tal</caption><thead><tr><th scope="col">År</th><th scope="col">Summa</th></tr></thead>
<tbody><tr><th scope="row">2019</th><td>14</td></tr></tbody></table>
<p>Text<span class="fot">En not.</span> <span lang="en">in English</span></p><p lang="fi">suomeksi</p></body></html>"""


def elements(pdf):
    """Return every structure element of the tag tree, in reading order."""
    root: Any = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    found, waiting = [], [root["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop(0)
        if isinstance(element, pypdf.generic.IndirectObject):
            element = element.get_object()
        if not isinstance(element, dict):
            continue
        if "/S" in element:
            found.append(element)
        children = element.get("/K", [])
        waiting = [*(children if isinstance(children, list) else [children]), *waiting]
    return found


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
