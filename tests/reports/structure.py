"""Reads the tag tree of a PDF: what a screen reader meets, in its order."""

import io
from collections.abc import Iterator
from typing import Any

import pypdf


def elements(pdf: bytes) -> list[Any]:
    """Return every structure element of the file."""
    root: Any = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    return list(within(root["/StructTreeRoot"]))


def within(element: Any) -> Iterator[Any]:
    """Yield the structure elements below this one, each before its own children."""
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        found = child.get_object() if isinstance(child, pypdf.generic.IndirectObject) else child
        if isinstance(found, dict) and "/S" in found:
            yield found
            yield from within(found)
