"""The kinds of report there are, by key; a new kind is a package here and a line in KINDS."""

from reports.kinds import lagesrapport, programrapport, resultatrapport, statusrapport, utvardering
from reports.kinds.kind import (
    Collected,
    NoOptions,
    NothingToReportError,
    ReportKind,
    Section,
    Values,
    canonical,
    check_code,
    sha256_of,
)

KINDS: dict[str, ReportKind] = {
    kind.key: kind
    for kind in (
        lagesrapport.KIND,
        statusrapport.KIND,
        utvardering.KIND,
        resultatrapport.KIND,
        programrapport.KIND,
    )
}

__all__ = [
    "KINDS",
    "Collected",
    "NoOptions",
    "NothingToReportError",
    "ReportKind",
    "Section",
    "Values",
    "canonical",
    "check_code",
    "sha256_of",
]
