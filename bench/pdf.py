"""Reports of about 12, 50 and 200 pages: our PDF job against bare WeasyPrint of the same HTML, in seconds and memory.

Each runs in a forked process of its own, in turns. Bare is the same HTML, style sheet, fonts and PDF/A variant, without
bounds, identifier, enclosed data and count of pages. Aim: at most 1.15 of its seconds.
"""

import datetime
import io
import os
import statistics
import time
from dataclasses import dataclass

import pypdf
import weasyprint

from reports.pdf import Metadata, engine
from reports.pdf.assets import BASE_URL, PackagedAssets, served
from reports.pdf.child import render_measured

CHAPTERS = {5: 7, 24: 3, 98: 3}
"""Chapters, two pages each with a figure, tables and notes, and how many rounds to measure."""
AIM = 1.15
LIMIT_SECONDS = 200
METADATA = Metadata(
    datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC), "underlag.json", b'{"a":1}' * 40_000, "Underlag"
)
SENTENCE = (
    "Nämnden har under året gått igenom sina beslut och sett vilka som nådde flickor, pojkar, kvinnor och män "
    "på lika villkor. "
)


@dataclass(frozen=True)
class Measured:
    seconds: float
    mebibytes: float


def main() -> None:
    """Print pages, seconds, memory and both ratios for each length."""
    served()
    for chapters, rounds in CHAPTERS.items():
        html = document(chapters)
        pages, _first = ours(html)
        pairs = [(ours(html)[1], bare(html)) for _ in range(rounds)]
        mine, theirs = (_median(column) for column in zip(*pairs, strict=True))
        print(
            f"{pages:>3} pages  job {mine.seconds:>5.2f} s {mine.mebibytes:>4.0f} MiB  "
            f"bare {theirs.seconds:>5.2f} s {theirs.mebibytes:>4.0f} MiB  "
            f"ratios {mine.seconds / theirs.seconds:.2f} (aim at most {AIM}) "
            f"and {mine.mebibytes / theirs.mebibytes:.2f}"
        )


def ours(html: str) -> tuple[int, Measured]:
    """Do what the worker does, and return the pages and what they took."""
    start = time.perf_counter()
    rendered = render_measured(html, metadata=METADATA, seconds=LIMIT_SECONDS)
    seconds = time.perf_counter() - start
    pages = len(pypdf.PdfReader(io.BytesIO(rendered.content)).pages)
    return pages, Measured(seconds, rendered.peak_bytes / 1024**2)


def bare(html: str) -> Measured:
    """Do what anyone would, in a process of its own so that its memory can be told."""
    start = time.perf_counter()
    process = os.fork()
    if process == 0:
        source = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=PackagedAssets())
        source.write_pdf(
            os.devnull,
            stylesheets=engine.style_sheets(),
            font_config=engine.fonts(),
            pdf_variant="pdf/a-3a",
        )
        os._exit(os.EX_OK)
    _, status, usage = os.wait4(process, 0)
    assert status == os.EX_OK
    return Measured(time.perf_counter() - start, usage.ru_maxrss / 1024)


def _median(runs: tuple[Measured, ...]) -> Measured:
    return Measured(
        statistics.median(run.seconds for run in runs), statistics.median(run.mebibytes for run in runs)
    )


def document(chapters: int) -> str:
    """Return a constructed report in the classes of the print style sheet."""
    body = "".join(_chapter(number) for number in range(1, chapters + 1))
    return (
        '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Mätrapport</title>'
        '<meta name="dcterms.created" content="2026-03-01T00:00:00Z"></head><body>'
        f"<h1>Mätrapport</h1>{body}</body></html>"
    )


def _chapter(number: int) -> str:
    paragraph = f"<p>{SENTENCE * 3}</p>"
    noted = f'<p>{SENTENCE}<span class="fot">Not till kapitel {number}. Värdena är konstruerade.</span></p>'
    points = "<ul>" + f"<li>{SENTENCE}</li>" * 4 + "</ul>"
    return (
        f'<section class="kapitel ny"><h2><span class="nr">{number}</span><span class="t">Kapitel {number}</span></h2>'
        f"{paragraph * 3}{_figure(number)}<h3>Det som hände</h3>{noted}{points}{paragraph * 3}{_table(number)}"
        f"<h3>Det som följer</h3>{paragraph}</section>"
    )


def _figure(number: int) -> str:
    bars = "".join(
        f'<rect x="0" y="{row * 14}" width="{80 + (number * 37 + row * 53) % 320}" height="9" fill="#54225c"/>'
        for row in range(8)
    )
    return (
        f'<figure class="figur"><figcaption><span class="nr">Figur {number}</span><span class="rubrik">Åtta punkter'
        '</span></figcaption><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 120">'
        f"<title>Åtta staplar i kapitel {number}</title>{bars}</svg></figure>"
    )


def _table(number: int) -> str:
    rows = "".join(
        f'<tr><th scope="row">Punkt {row}</th>'
        + "".join(f'<td class="num">{(number * row * year) % 97}</td>' for year in range(1, 5))
        + "</tr>"
        for row in range(1, 13)
    )
    heads = "".join(f'<th scope="col" class="num">{year}</th>' for year in range(2023, 2027))
    return (
        f'<div class="tabell"><table><caption><span class="nr">Tabell {number}</span>'
        '<span class="rubrik">Punkterna över fyra år</span></caption>'
        f'<thead><tr><th scope="col">Punkt</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


if __name__ == "__main__":
    main()
