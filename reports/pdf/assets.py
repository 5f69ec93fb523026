"""The only things a document may fetch: small data: images of our own style sheet and the packaged print assets."""

from pathlib import Path
from typing import Final

from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.packaged import packaged

BASE_URL: Final = "asset:"
_TYPES: Final = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}


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
