"""HTML of our own templates becomes a PDF that is PDF/UA-1 and PDF/A-3a at once, the same bytes every time."""

from reports.pdf.engine import Metadata, RenderError, TooLargeError, engine_version, render

__all__ = ["Metadata", "RenderError", "TooLargeError", "engine_version", "render"]
