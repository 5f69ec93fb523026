"""Our PDF engine against bare WeasyPrint on the same HTML in the same process: aim at most 1.15.

`make bench` runs it.
"""

import resource
import statistics
import time
from collections.abc import Callable

import weasyprint

from reports.kinds import KINDS, canonical
from reports.kinds.lagesrapport.material import compose
from reports.pdf import Metadata, engine, render
from reports.pdf.assets import BASE_URL, PackagedAssets
from tests.reports import samples

ROUNDS = 15
AIM = 1.15


def bare(html: str) -> bytes:
    """What anyone would get: the same HTML, style sheet, fonts and PDF/A variant, everything kept between runs."""
    document = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=PackagedAssets())
    return document.write_pdf(  # type: ignore[no-any-return]  # bytes when there is no target
        stylesheets=engine.style_sheets(), font_config=engine.fonts(), pdf_variant="pdf/a-3a"
    )


def seconds(work: Callable[[], bytes]) -> float:
    """Time one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print seconds, the ratio of the medians, and the most memory used."""
    kind, material = KINDS["lagesrapport"], samples.cases()["four"]
    snapshot = compose(material, "sv")
    html = kind.render_html(snapshot)

    def job() -> bytes:
        """What the worker does: snapshot to HTML to PDF with the data enclosed."""
        metadata = Metadata(material.data_time, "lagesrapport.json", canonical(snapshot), "Underlag")
        return render(kind.render_html(snapshot), metadata=metadata)

    cold = seconds(job)
    bare(html)
    # In turns, so that what else the machine does meets both alike.
    pairs = [(seconds(job), seconds(lambda: bare(html))) for _ in range(ROUNDS)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"PDF job, first in a process   {cold:.2f} s")
    print(f"PDF job, warm                 {ours:.2f} s")
    print(f"Bare WeasyPrint, warm         {theirs:.2f} s")
    print(f"Ratio                         {ours / theirs:.2f} (aim at most {AIM})")
    print(f"Most memory                   {memory:.0f} MiB")


if __name__ == "__main__":
    main()
