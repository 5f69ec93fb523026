"""What a report kind is: it collects a snapshot of everything it prints, and turns only the snapshot into HTML."""

import functools
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise

from checklists.models import Occasion
from organisations.models import Organisation
from reports.packaged import assets_sha256

Snapshot = dict[str, Any]
"""JSON with whole numbers and text only. Holds at least kind, language, title, data_time and constructed."""


class NothingToReportError(Exception):
    """There is no handed-in material in the chosen scope yet."""


class Collect(Protocol):
    """Reads the database, in the caller's transaction, and returns the snapshot in the given language."""

    def __call__(
        self, *, organisation: Organisation, occasion: Occasion | None, language: str, functions: bool = False
    ) -> Snapshot:
        """Raise NothingToReportError when there is nothing to report. `functions`: with distances between them."""


@dataclass(frozen=True)
class ReportKind:
    """One kind of report. scope_option is the option of order_report that chooses what it is about."""

    key: str
    name: str | Promise
    scope_option: str
    scopes: Callable[[], list[str]]
    collect: Collect
    template: str
    template_files: tuple[str, ...]
    context: Callable[[Snapshot], Mapping[str, Any]]

    @functools.cached_property
    def template_version(self) -> str:
        """A hash over all that turns a snapshot into a page: templates, style, fonts and translations."""
        root = Path(settings.BASE_DIR)
        files = sorted(
            path for pattern in self.template_files for path in root.glob(pattern) if path.is_file()
        )
        digest = hashlib.sha256(assets_sha256().encode())
        for path in files:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    def render_html(self, snapshot: Snapshot) -> str:
        """Return the whole document; the same snapshot gives the same text, whatever language is active."""
        with translation.override(snapshot["language"]):
            return render_to_string(
                self.template,
                {
                    "report": snapshot,
                    "kind_name": self.name,
                    "check_code": check_code(snapshot_sha256(snapshot)),
                    "template_version": self.template_version[:12],
                    **self.context(snapshot),
                },
            )


def canonical(snapshot: Snapshot) -> bytes:
    """Return the snapshot as the bytes that are hashed and enclosed in the file: sorted, compact, UTF-8."""
    return json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def snapshot_sha256(snapshot: Snapshot) -> str:
    """Return the hash that identifies the snapshot; also the hash of the data file enclosed in the PDF."""
    return hashlib.sha256(canonical(snapshot)).hexdigest()


def check_code(sha256: str) -> str:
    """Return the code that is printed: the first sixteen characters of the hash, in fours."""
    return " ".join(sha256[start : start + 4] for start in range(0, 16, 4))
