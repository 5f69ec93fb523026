"""A report as texts to paste elsewhere: its summary and each of its parts under a heading, with plain signs only."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from django.utils import translation

from reports.document import render_document
from reports.kinds import Values
from reports.plain_text import plain

_SECTION: Final = re.compile(r"<(/?)section\b([^>]*)>")
_HEADING: Final = re.compile(r"<h2\b[^>]*>(.*?)</h2>", re.DOTALL)
# A chapter's number means nothing in another document.
_NUMBER: Final = re.compile(r'<span class="nr">.*?</span>', re.DOTALL)
_COPIED: Final = frozenset({"sammanfattning", "beslut", "kapitel"})
_LEFT_OUT: Final = frozenset({"kolofon"})


def sections_as_text(snapshot: Values, html: str = "") -> list[tuple[str, str]]:
    """Return heading and text of what a document says, in its order; cover, contents and colophon stay behind.

    `html` is the document's frozen page, where it has one: then the texts are exactly what is read there.
    """
    html = html or render_document(snapshot)
    with translation.override(snapshot["language"]):
        found = [_as_text(section) for section in _sections(html)]
    return [(heading, text) for heading, text in found if text]


def as_one_text(title: str, sections: Sequence[tuple[str, str]]) -> str:
    """Return all of it as one text file's content."""
    return "\n\n".join([title, *(f"{heading}\n\n{text}" for heading, text in sections)]) + "\n"


def _sections(html: str) -> Iterator[str]:
    """Yield what stands inside each outermost section that is copied."""
    depth, start, classes = 0, 0, ""
    for tag in _SECTION.finditer(html):
        if tag[1]:
            depth -= 1
            if not depth and _is_copied(classes):
                yield html[start : tag.start()]
        else:
            if not depth:
                start, classes = tag.end(), tag[2]
            depth += 1


def _is_copied(attributes: str) -> bool:
    named = re.search(r'class="([^"]*)"', attributes)
    classes = frozenset(named[1].split()) if named else frozenset()
    return bool(classes & _COPIED) and not classes & _LEFT_OUT


def _as_text(section: str) -> tuple[str, str]:
    heading = _HEADING.search(section)
    if heading is None:
        return "", plain(section)
    return plain(_NUMBER.sub("", heading[1])), plain(section[: heading.start()] + section[heading.end() :])
