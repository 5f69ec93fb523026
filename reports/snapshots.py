"""What a frozen document is made of: the data and the texts of the parts that are shown, and nothing of the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.utils import translation

from figures.text import clean_line, clean_text
from organisations.models import Organisation
from reports.kinds import ReportKind, Values

SCHEMA: Final = 3
LONGEST_NAME: Final = 300


@dataclass(frozen=True)
class PartText:
    """One part as people have arranged it; an empty heading means the kind's own."""

    key: str
    written: bool
    heading: str = ""
    caption: str = ""
    body: str = ""
    left_out: bool = False


@dataclass(frozen=True)
class Status:
    """What the document is, printed on it. Sentences are ready; `date` is a day as ISO writes it."""

    purpose: str = "copy"
    version: int = 1
    body: str = ""
    reference: str = ""
    proposal: str = ""
    proposal_number: int = 0
    decision: str = ""
    replaces: str = ""
    reason: str = ""
    date: str = ""

    def cleaned(self) -> Values:
        """Return it as JSON, with nothing in it that can't be printed."""
        return {
            name: clean_text(value) if isinstance(value, str) else value
            for name, value in asdict(self).items()
        }


@dataclass(frozen=True)
class LogoOf:
    """The organisation's logo: where it is read on the screen, and its size in pixels."""

    url: str
    sha256: str
    width: int
    height: int


@dataclass(frozen=True)
class Writing:
    """What people have decided about a document: its title, its first words, and its parts in their order."""

    title: str
    parts: Sequence[PartText]
    summary: str = ""
    cover: bool = False


def default_parts(kind: ReportKind) -> list[PartText]:
    """Return the parts that a new draft begins with."""
    return [PartText(section.key, section.written) for section in kind.sections]


def snapshot(
    *,
    kind: ReportKind,
    organisation: Organisation,
    language: str,
    data: Mapping[str, Any],
    writing: Writing,
    status: Status,
    logo: LogoOf | None = None,
) -> Values:
    """Return all that is printed, as JSON. Everything that people have typed is cleaned of what can't be printed."""
    with translation.override(language):
        parts = [_part(kind, data, part) for part in writing.parts if is_shown(part, data)]
    return {
        "schema": SCHEMA,
        "kind": kind.key,
        "data_schema": data["schema"],
        "language": language,
        "content_language": data["content_language"],
        "title": clean_line(writing.title, LONGEST_NAME),
        "subtitle": data["subtitle"],
        "summary": clean_text(writing.summary),
        "data_time": data["data_time"],
        "constructed": data["constructed"],
        "facts": data["facts"],
        "cover": writing.cover,
        "logo": asdict(logo) if logo else None,
        "organisation": _organisation(organisation),
        "status": status.cleaned(),
        "parts": parts,
    }


def is_shown(part: PartText, data: Mapping[str, Any]) -> bool:
    """Whether a part is printed: not left out, and with something in it."""
    if part.left_out:
        return False
    return bool(part.body.strip()) if part.written else data["sections"].get(part.key) is not None


def heading_of(kind: ReportKind, data: Mapping[str, Any], part: PartText) -> str:
    """Return the part's heading: people's own, or what the data makes it, or the section's. Language is active."""
    section = kind.by_key.get(part.key)
    own = clean_line(part.heading, LONGEST_NAME)
    return own or data["titles"].get(part.key, "") or (str(section.title) if section else "")


def _part(kind: ReportKind, data: Mapping[str, Any], part: PartText) -> Values:
    section = kind.by_key.get(part.key)
    made: Values = {
        "key": part.key,
        "written": part.written,
        "heading": heading_of(kind, data, part),
        "layout": section.layout if section else "flow",
    }
    if part.written:
        return made | {"text": clean_text(part.body)}
    return made | {"caption": clean_text(part.caption), "data": data["sections"][part.key]}


def _organisation(organisation: Organisation) -> Values:
    return {
        "name": clean_line(organisation.name, LONGEST_NAME),
        "kind": organisation.kind,
        "code": organisation.code or "",
        "above": clean_line(organisation.parent.name, LONGEST_NAME) if organisation.parent else "",
    }
