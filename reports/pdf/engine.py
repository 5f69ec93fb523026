"""Render trusted-template HTML to PDF bytes: one call, no network, no files, bounded memory, no silent fault."""

import contextlib
import datetime
import functools
import logging
import resource
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import weasyprint
from django.conf import settings
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from reports.pdf import repairs
from reports.pdf.assets import BASE_URL, STYLE_SHEETS, PackagedAssets, packaged
from reports.pdf.identification import identify

MOST_CHARACTERS: Final = 2_000_000
"""A page of print is about 10,000 characters of HTML; more than 200 pages means that something is wrong."""

repairs.install()
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)


class RenderError(Exception):
    """WeasyPrint could not make the document, or complained in a way that would break it for a reader."""


class TooLargeError(RenderError):
    """The document needs more memory or text than one report may have."""


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

    Raises TooLargeError, or RenderError with WeasyPrint's own words.
    """
    if len(html) > MOST_CHARACTERS:
        raise TooLargeError(f"{len(html)} characters of HTML, {MOST_CHARACTERS} allowed.")
    with _memory_limit(settings.REPORT_MEMORY_MB), _errors_raised():
        try:
            document = weasyprint.HTML(
                string=html, base_url=BASE_URL, url_fetcher=PackagedAssets(), media_type="print"
            )
            return document.write_pdf(  # type: ignore[no-any-return]  # bytes when there is no target
                stylesheets=style_sheets(),
                font_config=fonts(),
                pdf_variant="pdf/a-3a",
                attachments=_attachments(metadata),
                finisher=identify,
            )
        except (MemoryError, RecursionError) as error:
            raise TooLargeError(type(error).__name__) from error
        except FatalURLFetchingError as error:  # a BaseException, so nothing above would catch it
            raise RenderError(str(error)) from error


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


@functools.cache
def fonts() -> FontConfiguration:
    """Return the packaged fonts, loaded once in the life of a worker."""
    return FontConfiguration()


@functools.cache
def style_sheets() -> tuple[weasyprint.CSS, ...]:
    """Return the print style sheets, parsed once in the life of a worker."""
    fetcher = PackagedAssets()
    return tuple(
        weasyprint.CSS(
            string=packaged()[name].decode(),
            base_url=f"{BASE_URL}{name}",
            url_fetcher=fetcher,
            font_config=fonts(),
            media_type="print",
        )
        for name in STYLE_SHEETS
    )


class _Collector(logging.Handler):
    """Keeps WeasyPrint's complaints of level ERROR."""

    def __init__(self) -> None:
        super().__init__(level=logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextlib.contextmanager
def _errors_raised() -> Iterator[None]:
    """Turn what WeasyPrint only logs, such as a missing alternative text, into an exception."""
    logger = logging.getLogger("weasyprint")
    collector = _Collector()
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
    if collector.messages:
        raise RenderError("; ".join(collector.messages[:5]))


@contextlib.contextmanager
def _memory_limit(megabytes: int) -> Iterator[None]:
    """Bound this process's address space while a document is made, so that one report can't take the machine."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * 1024 * 1024
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
