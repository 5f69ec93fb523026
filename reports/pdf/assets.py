"""The only things a document may fetch: small data: images of our own style sheet and the packaged print assets."""

import functools
import hashlib
from pathlib import Path
from typing import Final

from django.conf import settings
from weasyprint.urls import URLFetcher, URLFetcherResponse

BASE_URL: Final = "asset:"
STYLE_SHEETS: Final = ("print/print.css",)
_TYPES: Final = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
_PACKAGED: Final = (
    *STYLE_SHEETS,
    "print/ringar.svg",
    "fonts/source-sans-3-latin-400-normal.woff2",
    "fonts/source-sans-3-latin-400-italic.woff2",
    "fonts/source-sans-3-latin-600-normal.woff2",
    "fonts/source-sans-3-latin-700-normal.woff2",
)


class ForbiddenAddressError(ValueError):
    """A document asked for something outside the packaged assets."""


class PackagedAssets(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves asset:<exact name> from memory and decodes data: addresses; refuses everything else.

    It never opens a file by a name from a document, and never a socket.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data", "asset"), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the asset, or raise ForbiddenAddressError."""
        if url.startswith("data:image/svg+xml,"):
            return super().fetch(url, headers)
        name = url.removeprefix(BASE_URL)
        content = packaged().get(name) if url.startswith(BASE_URL) else None
        if content is None:
            raise ForbiddenAddressError(f"A report may not fetch {url[:100]!r}.")
        return URLFetcherResponse(url, content, {"Content-Type": _TYPES[Path(name).suffix]})


@functools.cache
def packaged() -> dict[str, bytes]:
    """Return the packaged assets by name, read once."""
    folder = Path(settings.BASE_DIR) / "static"
    return {name: (folder / name).read_bytes() for name in _PACKAGED}


@functools.cache
def assets_sha256() -> str:
    """Return one hash over the names and contents of all packaged assets."""
    digest = hashlib.sha256()
    for name, content in sorted(packaged().items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()
