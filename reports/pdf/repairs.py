"""What WeasyPrint 70 and pydyf leave out: languages, scope of headers, notes, places of figures, one end of line.

This replaces two functions of pinned versions; tests/reports/pdf/test_repairs.py fails when they change.
"""

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags as weasyprint_tags

FOOTNOTE_CLASS = "fot"
POINTS_IN_A_PIXEL = 0.75
_SCOPES = {"row": "/Row", "col": "/Column"}
_build_original = weasyprint_tags._build_box_tree  # noqa: SLF001  # pinned exactly in pyproject.toml


def _build_with_attributes(
    box: Any,  # WeasyPrint has no types
    parent: pydyf.Dictionary,
    pdf: pydyf.PDF,
    page_number: int,
    *rest: Any,
) -> Iterator[pydyf.Dictionary]:
    """Yield the elements of a box as WeasyPrint makes them, with the attributes it leaves out."""
    real = box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001
    for element in _build_original(box, parent, pdf, page_number, *rest):
        if _is_generated_for_element(real):
            _add_attributes(element, real)
            if element["S"] == "/Figure":
                element["A"]["BBox"] = _place(real, pdf.page_references[page_number], pdf)
        yield element


def _is_generated_for_element(box: Any) -> bool:
    """Leave out the page, the root and pseudo-elements: they carry no attributes of their own."""
    if box.element is None or isinstance(box, boxes.PageBox | boxes.MarginBox):
        return False
    name = str(box.element_tag).rpartition("}")[2]  # an address stands before the name of a drawing
    return name not in {"html", "body"} and ":" not in name


def _add_attributes(element: pydyf.Dictionary, box: Any) -> None:
    attributes = box.element.attrib
    if language := attributes.get("lang"):
        element["Lang"] = pydyf.String(language)
    if element["S"] == "/TH" and (scope := _SCOPES.get(attributes.get("scope", ""))):
        element["A"]["Scope"] = scope
    if FOOTNOTE_CLASS in attributes.get("class", "").split() and element["S"] == "/Span":
        element["S"] = "/Note"
        element["ID"] = pydyf.String(f"note-{element.number}")


def _place(box: Any, page_reference: bytes, pdf: pydyf.PDF) -> pydyf.Array:
    """Return where a figure stands, in points from the lower left corner; WeasyPrint writes pixels from the top."""
    page_height = pdf.objects[int(page_reference.split()[0])]["MediaBox"][3]
    left, top = box.content_box_x() * POINTS_IN_A_PIXEL, box.content_box_y() * POINTS_IN_A_PIXEL
    right, bottom = left + box.width * POINTS_IN_A_PIXEL, top + box.height * POINTS_IN_A_PIXEL
    return pydyf.Array((left, page_height - bottom, right, page_height - top))


_stream_data = pydyf.Stream.data


def _data_with_clear_end(stream: pydyf.Stream) -> bytes:
    """Return a stream's bytes with an end of line that can't be read as part of the data.

    Data that happens to end with CR, as one compressed stream in 256 does, would make CRLF with the LF that follows;
    a validator then counts one byte too few. An end of line of its own, CRLF, leaves the count right.
    """
    content: bytes = _stream_data.fget(stream)
    if content.endswith(b"\r\nendstream"):
        return content.removesuffix(b"\nendstream") + b"\r\nendstream"
    return content


def install() -> None:
    """Put both in place; doing it twice changes nothing."""
    weasyprint_tags._build_box_tree = _build_with_attributes  # noqa: SLF001
    pydyf.Stream.data = property(_data_with_clear_end)
