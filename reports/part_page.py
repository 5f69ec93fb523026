"""What the page of one part shows beside what is typed: what the data says, the last report, comments, the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.safestring import SafeString

from reports.actions.drafts import is_outdated
from reports.actions.freezing import compose
from reports.document import render_part, render_text
from reports.draft_page import Row, rows_of
from reports.forms.writing import CommentForm
from reports.kinds import KINDS
from reports.models import Comment, Draft, Part, Publication
from reports.snapshots import Status


@dataclass(frozen=True)
class Sentences:
    """Ready sentences about one generated section."""

    heading: str
    said: list[str]
    is_own: bool


@dataclass(frozen=True)
class Earlier:
    """The same part in the last published report."""

    publication: Publication
    text: str


@dataclass(frozen=True)
class Thread:
    """A comment with its answers."""

    comment: Comment
    replies: list[Comment]

    @property
    def is_open(self) -> bool:
        """Whether nobody has closed it."""
        return self.comment.closed_at is None

    @property
    def answer(self) -> CommentForm:
        """The form that answers it."""
        return CommentForm(thread=self.comment)


def part_context(part: Part) -> dict[str, Any]:
    """Collect what stands beside the form. A constant number of queries; `part` is fetched with_comments()."""
    draft = part.draft
    found = rows_of(draft, list(draft.parts.in_order()))
    here = next(index for index, row in enumerate(found) if row.part == part)
    return {
        "draft": draft,
        "part": part,
        "row": found[here],
        "before": found[here - 1] if here else None,
        "after": found[here + 1] if here + 1 < len(found) else None,
        "sentences": sentences(draft, found, part),
        "gathered": draft.data.get("gathered", {}).get(part.key, []) if part.written else [],
        "earlier": earlier(part) if part.written else None,
        "threads": threads(part),
        "outdated": is_outdated(draft),
        "printed": printed(part),
    }


def saved_context(part: Part) -> dict[str, Any]:
    """Collect what changes on the page with a save, and no more: it is asked for each time somebody stops typing."""
    return {
        "draft": part.draft,
        "part": part,
        "heading": part.heading or default_heading(part),
        "outdated": is_outdated(part.draft),
        "printed": printed(part),
    }


def printed(part: Part) -> str:
    """Return the part as it will be printed; empty where there is nothing to show, or the data is read anew first."""
    if part.written:
        with translation.override(part.draft.language):
            return render_text(part.body)
    if is_outdated(part.draft) or part.left_out:
        return ""
    return SafeString(render_part(compose(part.draft, Status()), part.key))


def sentences(draft: Draft, found: Sequence[Row], part: Part) -> list[Sentences]:
    """Return what the data says, in the order of the document; a generated part's own sentences alone."""
    said = draft.data["sentences"]
    return [
        Sentences(row.heading, said[row.part.key], row.part == part)
        for row in found
        if said.get(row.part.key) and (part.written or row.part == part)
    ]


def earlier(part: Part) -> Earlier | None:
    """Return the same part of the latest report in force that was published before this one. One query.

    A part of the organisation's own is the same when it has the same heading.
    """
    draft = part.draft
    since = (draft.corrects.approved_at if draft.corrects else None) or draft.created_at
    publications = Publication.objects.in_force().filter(
        organisation=draft.organisation, report__kind=draft.kind, approved_at__lt=since
    )
    latest = publications.newest_first().select_related("report").defer("report__html").first()
    if latest is None:
        return None
    for other in latest.report.snapshot["parts"]:
        same = (
            other["key"] == part.key if part.key else other["heading"].casefold() == part.heading.casefold()
        )
        if other["written"] and same:
            return Earlier(latest, other["text"])
    return Earlier(latest, "")


def threads(part: Part) -> list[Thread]:
    """Return a part's comments as they belong together, open ones first. No query after with_comments()."""
    comments = list(part.comments.all())
    replies: dict[int, list[Comment]] = {}
    for comment in comments:
        if comment.answers_id is not None:
            replies.setdefault(comment.answers_id, []).append(comment)
    found = [Thread(one, replies.get(one.pk, [])) for one in comments if one.answers_id is None]
    return sorted(found, key=lambda thread: not thread.is_open)


@dataclass(frozen=True)
class Discussed:
    """A part with some of its threads."""

    row: Row
    threads: list[Thread]


def discussed(draft: Draft) -> dict[str, list[Discussed]]:
    """Return all threads of a draft by part, open and closed apart. Two queries, whatever the number."""
    found = rows_of(draft, list(draft.parts.in_order().with_comments()))
    by_part = [(row, threads(row.part)) for row in found]
    return {
        name: [
            Discussed(row, chosen)
            for row, every in by_part
            if (chosen := [thread for thread in every if thread.is_open == is_open])
        ]
        for name, is_open in (("open", True), ("closed", False))
    }


def default_heading(part: Part) -> str:
    """Return the heading that the part has when nobody writes one; empty for the organisation's own."""
    kind = KINDS[part.draft.kind]
    section = kind.by_key.get(part.key)
    if section is None:
        return ""
    with translation.override(part.draft.language):
        return str(part.draft.data["titles"].get(part.key, "") or section.title)
