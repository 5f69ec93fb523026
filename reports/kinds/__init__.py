"""The kinds of report there are, by key; a new kind is a module here and a line in KINDS."""

from reports.kinds import lagesrapport
from reports.kinds.kind import (
    NothingToReportError,
    ReportKind,
    Snapshot,
    canonical,
    check_code,
    snapshot_sha256,
)

KINDS: dict[str, ReportKind] = {kind.key: kind for kind in (lagesrapport.KIND,)}

__all__ = [
    "KINDS",
    "NothingToReportError",
    "ReportKind",
    "Snapshot",
    "canonical",
    "check_code",
    "snapshot_sha256",
]
