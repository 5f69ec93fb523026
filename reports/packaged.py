"""The files that documents are printed with: our own style sheet, fonts and drawings, by exact name."""

import functools
import hashlib
from pathlib import Path
from typing import Final

from django.conf import settings

STYLE_SHEETS: Final = (
    "print/print.css",
    "print/cover.css",
    "print/written.css",
    "print/status.css",
    "css/shares.css",
    "print/survey.css",
)
_PACKAGED: Final = (
    *STYLE_SHEETS,
    "print/ringar.svg",
    "fonts/source-sans-3-latin-400-normal.woff2",
    "fonts/source-sans-3-latin-400-italic.woff2",
    "fonts/source-sans-3-latin-600-normal.woff2",
    "fonts/source-sans-3-latin-700-normal.woff2",
)


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
