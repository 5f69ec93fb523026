"""HTML of our own templates becomes a PDF that is PDF/UA-1 and PDF/A-3a at once, the same bytes every time."""

from reports.pdf.child import render_bounded
from reports.pdf.engine import (
    Metadata,
    RenderError,
    TooLargeError,
    TooManyPagesError,
    TooSlowError,
    engine_version,
    render,
)

__all__ = [
    "Metadata",
    "RenderError",
    "TooLargeError",
    "TooManyPagesError",
    "TooSlowError",
    "engine_version",
    "render",
    "render_bounded",
]
