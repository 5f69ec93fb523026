"""Render trusted-template HTML to PDF bytes: one call, no network, no files, at most 200 pages, no silent fault."""

import datetime
import functools
import logging
import os
from dataclasses import dataclass
from typing import Any, Final

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from reports.packaged import STYLE_SHEETS, packaged
from reports.pdf import repairs
from reports.pdf.assets import BASE_URL, PackagedAssets
from reports.pdf.guards import complaints
from reports.pdf.identification import identify

MOST_CHARACTERS: Final = 2_000_000
"""A page of print is about 10,000 characters of HTML; this much is refused before it costs anything."""
MOST_PAGES: Final = 200
_UNSMOOTHED: Final = "img { image-rendering: crisp-edges !important }"
"""PDF/A forbids to tell a viewer to smooth a picture, which is what WeasyPrint tells it otherwise."""

repairs.install()
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)


class RenderError(Exception):
    """WeasyPrint could not make the document, or complained in a way that would break it for a reader."""

    code = "not_rendered"


class TooLargeError(RenderError):
    """The document needs more memory or text than one report may have."""

    code = "too_large"


class TooSlowError(RenderError):
    """The document takes longer than one report may."""

    code = "too_slow"


class TooManyPagesError(RenderError):
    """The document is longer than a report may be."""

    code = "too_many_pages"

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.pages = pages


@dataclass(frozen=True)
class Metadata:
    """What the file carries besides its pages: the data it was made from, and the one date there is."""

    data_time: datetime.datetime
    data_name: str = ""
    data: bytes = b""
    data_description: str = ""


def engine_version() -> str:
    """Return what made the file, for the record."""
    return f"WeasyPrint {weasyprint.__version__}"


def render(html: str, *, metadata: Metadata) -> bytes:
    """Return the PDF of a whole HTML document with lang, title and dcterms.created in its head.

    Raises TooLargeError, TooManyPagesError, or RenderError with WeasyPrint's own words. Nothing here bounds time or
    memory: workers call child.render_bounded, which does.
    """
    if len(html) > MOST_CHARACTERS:
        raise TooLargeError(f"{len(html)} characters of HTML, {MOST_CHARACTERS} allowed.")
    content, unprintable = _attempt(html, metadata)
    if unprintable:
        content, unprintable = _attempt(_spelled_out(html, unprintable), metadata)
    if unprintable:
        raise RenderError(f"No font has {sorted(unprintable)}.")
    return content


def _attempt(html: str, metadata: Metadata) -> tuple[bytes, frozenset[str]]:
    """Return the file, and the characters that no installed font has: with one of them it is not accessible."""
    with complaints() as heard:
        try:
            content = _written(html, metadata)
        except (MemoryError, RecursionError) as error:
            raise TooLargeError(type(error).__name__) from error
        except FatalURLFetchingError as error:  # a BaseException, so nothing above would catch it
            raise RenderError(str(error)) from error
    if heard.errors:
        raise RenderError("; ".join(heard.errors[:5]))
    return content, frozenset(heard.unprintable)


def _written(html: str, metadata: Metadata) -> bytes:
    """Lay the document out, count its pages, and only then write the file."""
    source = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=PackagedAssets(), media_type="print")
    options: dict[str, Any] = {
        "stylesheets": style_sheets(),
        "pdf_variant": "pdf/a-3a",
        "attachments": _attachments(metadata),
    }
    document = source.render(font_config=fonts(), **options)
    if len(document.pages) > MOST_PAGES:
        raise TooManyPagesError(len(document.pages))
    content: bytes = document.write_pdf(finisher=identify, **options)
    return content


def _spelled_out(html: str, characters: frozenset[str]) -> str:
    """Write characters that can't be drawn as their code, [U+1F469]; the enclosed data keeps them as they are."""
    return html.translate({ord(character): f"[U+{ord(character):04X}]" for character in characters})


def _attachments(metadata: Metadata) -> list[weasyprint.Attachment]:
    """Return the data as an associated file, dated as the data so that the same input gives the same bytes."""
    if not metadata.data:
        return []
    return [
        weasyprint.Attachment(
            string=metadata.data,
            name=metadata.data_name,
            description=metadata.data_description,
            created=metadata.data_time.astimezone(datetime.UTC),
            modified=metadata.data_time.astimezone(datetime.UTC),
            relationship="Data",
            url_fetcher=PackagedAssets(),
        )
    ]


def fonts() -> FontConfiguration:
    """Return the packaged fonts, loaded once in the life of a process."""
    return _loaded(os.getpid())[0]


def style_sheets() -> tuple[weasyprint.CSS, ...]:
    """Return the print style sheets, parsed once in the life of a process."""
    return _loaded(os.getpid())[1]


@functools.cache
def _loaded(_process: int) -> tuple[FontConfiguration, tuple[weasyprint.CSS, ...]]:
    """Load fonts and style sheets in this very process, never before a fork.

    From Pango 1.52 a thread serves each font map, and a forked child has no such thread: it would wait for ever. What
    the parent may have loaded stays in the cache, because a font map that is let go of removes its folder.
    """
    font_map, fetcher = FontConfiguration(), PackagedAssets()

    def sheet(text: str, name: str) -> weasyprint.CSS:
        return weasyprint.CSS(
            string=text,
            base_url=f"{BASE_URL}{name}",
            url_fetcher=fetcher,
            font_config=font_map,
            media_type="print",
        )

    packed = tuple(sheet(packaged()[name].decode(), name) for name in STYLE_SHEETS)
    return font_map, (*packed, sheet(_UNSMOOTHED, ""))
