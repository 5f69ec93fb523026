"""The engine: nothing is fetched but packaged assets, nothing is silent, its bytes are the same."""

import base64
import datetime
import io

import page
import PIL.Image
import pypdf
import pytest

from reports.logos import normalised
from reports.packaged import packaged
from reports.pdf import Metadata, RenderError, TooLargeError, engine, render
from reports.pdf.assets import MOST_PICTURE_BYTES, PICTURE, ForbiddenAddressError, PackagedAssets

METADATA = Metadata(datetime.datetime(2020, 2, 14, tzinfo=datetime.UTC))


def document(body, head=""):
    return (
        f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Prov</title>{head}'
        f'<meta name="dcterms.created" content="2020-02-14T00:00:00Z"></head><body><h1>Prov</h1>{body}</body></html>'
    )


@pytest.mark.parametrize(
    "body",
    [
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="/etc/passwd" alt="x">',
        '<img src="http://127.0.0.1:9/x.png" alt="x">',
        '<img src="asset:../mrintegration/settings.py" alt="x">',
        '<img src="asset:fonts/../print/print.css" alt="x">',
        '<img src="data:text/html,hej" alt="x">',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
        '<p style="background: url(file:///etc/passwd)">x</p>',
        '<object data="file:///etc/passwd">x</object>',
        '<embed src="http://127.0.0.1:9/">',
        '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><image href="file:///etc/passwd"/></svg>',
    ],
)
def test_a_document_that_asks_for_anything_else_is_refused(body):
    with pytest.raises(RenderError):
        render(document(body), metadata=METADATA)


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="attachment" href="file:///etc/passwd">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        "<style>@import url(file:///etc/passwd);</style>",
        "<style>@font-face { font-family: x; src: url(file:///etc/passwd) } p { font-family: x }</style>",
        '<base href="file:///etc/"><link rel="stylesheet" href="passwd">',
    ],
)
def test_a_head_that_asks_for_anything_else_is_refused(head):
    with pytest.raises(RenderError):
        render(document("<p>x</p>", head), metadata=METADATA)


def test_packaged_assets_are_served_by_exact_name_only():
    fetcher = PackagedAssets()
    for name, content in packaged().items():
        fetched = fetcher.fetch(f"asset:{name}").read()
        assert fetched == content or (name.endswith(".woff2") and fetched.startswith(b"\0\1\0\0"))
    for url in (
        "asset:",
        "asset:print",
        "asset:/print/print.css",
        "asset:print/print.css?x",
        "file:///etc/passwd",
    ):
        with pytest.raises(ForbiddenAddressError):
            fetcher.fetch(url)


def picture(mode, colour, kind="PNG"):
    file = io.BytesIO()
    PIL.Image.new(mode, (200, 80), colour).save(file, kind)
    return file.getvalue()


def address(content):
    return PICTURE + base64.b64encode(content).decode()


@pytest.mark.parametrize(("mode", "colour"), [("RGB", (84, 34, 92)), ("RGBA", (84, 34, 92, 90))])
def test_a_logo_is_a_figure_in_both_standards(tmp_path, mode, colour):
    logo = normalised(picture(mode, colour)).png
    file = tmp_path / "prov.pdf"
    image = f'<p><img src="{address(logo)}" alt="Exempelkommunens logotyp" width="200" height="80"></p>'
    file.write_bytes(render(document(image), metadata=METADATA))
    for profile in ("ua1", "3a"):
        assert page.validate_pdf(str(file), profile=profile).is_compliant
    drawn = pypdf.PdfReader(file).pages[0].images[0].image
    assert drawn is not None
    assert drawn.mode == mode


@pytest.mark.parametrize(
    "wrong",
    [
        address(picture("RGB", 0, "GIF")),
        address(b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        address(picture("RGB", 0) + bytes(MOST_PICTURE_BYTES)),
        address(picture("RGB", 0)) + "%00",
        "data:image/jpeg;base64," + base64.b64encode(picture("RGB", 0, "JPEG")).decode(),
        "data:image/png," + "x",
        "data:image/svg+xml;base64,PHN2Zy8+",
    ],
)
def test_another_picture_than_a_small_png_is_refused(wrong):
    with pytest.raises(ForbiddenAddressError):
        PackagedAssets().fetch(wrong)
    with pytest.raises(RenderError):
        render(document(f'<img src="{wrong}" alt="x">'), metadata=METADATA)


def test_what_the_engine_only_logs_becomes_an_error():
    pixel = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    with pytest.raises(RenderError, match="alt"):
        render(document(f'<p><img src="{pixel}"></p>'), metadata=METADATA)


def test_too_much_text_is_refused_before_it_costs_anything():
    with pytest.raises(TooLargeError):
        render(document("x" * engine.MOST_CHARACTERS), metadata=METADATA)


def test_too_deep_nesting_is_refused():
    with pytest.raises(TooLargeError):
        render(document("<div>" * 3000 + "x" + "</div>" * 3000), metadata=METADATA)


def test_bytes_are_the_same_with_data_enclosed():
    metadata = Metadata(METADATA.data_time, "data.json", b'{"a":1}', "Data")
    assert render(document("<p>x</p>"), metadata=metadata) == render(document("<p>x</p>"), metadata=metadata)


def test_characters_that_no_font_has_are_spelled_out(tmp_path):
    file = tmp_path / "prov.pdf"
    file.write_bytes(
        render(document("<p>Bra \U0010fffd \U0001fbff 漢 😀 Sámediggi đŋšžŧ</p>"), metadata=METADATA)
    )
    for profile in ("ua1", "3a"):
        assert page.validate_pdf(str(file), profile=profile).is_compliant
    text = pypdf.PdfReader(file).pages[0].extract_text()
    assert "[U+10FFFD]" in text
    assert "Sámediggi đŋšžŧ" in text
