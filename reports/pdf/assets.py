"""The only things a document may fetch: print assets, small drawings of our style sheet, one kind of picture."""

import base64
import binascii
import functools
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from fontTools.ttLib import woff2
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.packaged import packaged

BASE_URL: Final = "asset:"
DRAWING: Final = "data:image/svg+xml,"
PICTURE: Final = "data:image/png;base64,"
MOST_PICTURE_BYTES: Final = 500_000
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_TYPES: Final = {".css": "text/css", ".woff2": "font/ttf", ".svg": "image/svg+xml"}


class ForbiddenAddressError(ValueError):
    """A document asked for something outside the packaged assets."""


@functools.cache
def served() -> Mapping[str, bytes]:
    """Return the packaged assets by name, with the fonts unpacked: 0.1 s that a worker pays once, not each report."""
    return {
        name: _unpacked(content) if name.endswith(".woff2") else content
        for name, content in packaged().items()
    }


def _unpacked(font: bytes) -> bytes:
    plain = io.BytesIO()
    woff2.decompress(io.BytesIO(font), plain)
    return plain.getvalue()


class PackagedAssets(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves asset:<exact name> from memory and decodes two kinds of data: addresses; refuses everything else.

    It never opens a file by a name from a document, and never a socket.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data", "asset"), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the asset, or raise ForbiddenAddressError."""
        if url.startswith(DRAWING):
            return super().fetch(url, headers)
        if url.startswith(PICTURE):
            return URLFetcherResponse(url, _picture(url), {"Content-Type": "image/png"})
        name = url.removeprefix(BASE_URL)
        content = served().get(name) if url.startswith(BASE_URL) else None
        if content is None:
            raise ForbiddenAddressError(f"A report may not fetch {url[:100]!r}.")
        return URLFetcherResponse(url, content, {"Content-Type": _TYPES[Path(name).suffix]})


def _picture(url: str) -> bytes:
    """Return the bytes of a picture, such as an organisation's logo, that really is a PNG of at most 500 kB."""
    encoded = url.removeprefix(PICTURE)
    if len(encoded) > MOST_PICTURE_BYTES * 4 // 3 + 4:
        raise ForbiddenAddressError("A picture in a report is at most 500 kB.")
    try:
        content = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise ForbiddenAddressError("A picture in a report is not well encoded.") from error
    if len(content) > MOST_PICTURE_BYTES or not content.startswith(_PNG):
        raise ForbiddenAddressError("A picture in a report is a PNG of at most 500 kB.")
    return content
