"""Turns a snapshot, and nothing else, into the HTML of the document: the same for the screen and for print."""

import string
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from reports.kinds import KINDS, ReportKind, Values, check_code, sha256_of
from reports.markdown import to_html
from reports.numbering import Numbering


def render_document(snapshot: Values, kind: ReportKind | None = None) -> str:
    """Return the document as one <article>; the same snapshot gives the same text, whatever language is active."""
    kind = kind or KINDS[snapshot["kind"]]
    with translation.override(snapshot["language"]):
        parts = _render_parts(kind, snapshot)
        return render_to_string(
            "reports/document/document.html",
            {
                "report": _header(snapshot),
                "front": [part for part in parts if part["layout"] == "front"],
                "parts": [part for part in parts if part["layout"] != "front"],
                "chapters": [part for part in parts if part["number"]],
                "kind_name": kind.name,
                "check_code": check_code(sha256_of(snapshot)),
                "template_version": kind.template_version[:12],
            },
        )


def render_file(html: str, snapshot: Values) -> str:
    """Return the whole HTML document that the PDF is made of, around a document that render_document made."""
    with translation.override(snapshot["language"]):
        return render_to_string(
            "reports/document/file.html", {"report": _header(snapshot), "html": SafeString(html)}
        )


def render_part(snapshot: Values, key: str, kind: ReportKind | None = None) -> str:
    """Return one generated part as it will be printed, numbered as in the whole document; empty when it isn't shown."""
    kind = kind or KINDS[snapshot["kind"]]
    with translation.override(snapshot["language"]):
        parts = _render_parts(kind, snapshot)
    return next((str(part["html"]) for part in parts if part["key"] == key), "")


def render_text(text: str) -> SafeString:
    """Return what somebody wrote as it will be printed."""
    return to_html(text)


def sizes(snapshot: Values, kind: ReportKind | None = None) -> list[tuple[str, int]]:
    """Return each part's heading and how many characters of HTML it makes, the longest first."""
    kind = kind or KINDS[snapshot["kind"]]
    with translation.override(snapshot["language"]):
        made = [(part["heading"], len(part["html"])) for part in _render_parts(kind, snapshot)]
    return sorted(made, key=lambda part: -part[1])


def _render_parts(kind: ReportKind, snapshot: Values) -> list[Values]:
    """Return the parts with numbers and HTML, in the language that is active.

    Rendered twice: the first time tells which numbers there are, so that a reference may stand before its target.
    """
    chapters, shown = _chapters(snapshot), frozenset(part["key"] for part in snapshot["parts"])
    first = Numbering(chapters=chapters, shown=shown)
    _pass(kind, snapshot, first)
    return _pass(kind, snapshot, Numbering(known=first.given, chapters=chapters, shown=shown))


def _pass(kind: ReportKind, snapshot: Values, numbering: Numbering) -> list[Values]:
    return [
        {
            **part,
            "id": _id(index),
            "number": numbering.chapters.get(part["key"] or _id(index), ""),
            "title": part["heading"],
            "layout": _layout(snapshot, index),
            "html": _inside(kind, snapshot, part, numbering),
        }
        for index, part in enumerate(snapshot["parts"], start=1)
    ]


def _layout(snapshot: Values, index: int) -> str:
    """Return the part's layout; the chapter after the first page's parts begins a page where they fill theirs.

    `index` counts from 1. With a summary or a proposal they need a second page, and the chapter goes on there.
    """
    parts = snapshot["parts"]
    layout: str = parts[index - 1]["layout"]
    follows_front = index > 1 and parts[index - 2]["layout"] == "front"
    crowded = snapshot["summary"] or snapshot["status"]["proposal"] or snapshot["status"]["replaces"]
    if layout == "flow" and follows_front and (snapshot["cover"] or not crowded):
        return "page"
    return layout


def _id(index: int) -> str:
    return f"del-{index}"


def _chapters(snapshot: Values) -> dict[str, str]:
    """Number the chapters in their order; appendices have letters, what stands first has none."""
    found: dict[str, str] = {}
    numbers, letters = iter(range(1, 1000)), iter(string.ascii_uppercase)
    for index, part in enumerate(snapshot["parts"], start=1):
        if part["layout"] == "front":
            continue
        number = next(letters, "Z") if part["layout"] == "appendix" else next(numbers)
        found[part["key"] or _id(index)] = str(number)
    return found


def _inside(kind: ReportKind, snapshot: Values, part: Values, numbering: Numbering) -> SafeString:
    if part["written"]:
        return to_html(part["text"])
    context: Mapping[str, Any] = {
        **part["data"],
        "report": _header(snapshot),
        "foreign": ""
        if snapshot["content_language"] == snapshot["language"]
        else snapshot["content_language"],
        "numbering": numbering,
    }
    template = kind.by_key[part["key"]].template or part["key"]
    return render_to_string(f"reports/kinds/{kind.key}/{template}.html", context)


def _header(snapshot: Values) -> Values:
    """Return what a template may know of the document besides its own part."""
    return {name: value for name, value in snapshot.items() if name != "parts"}
