"""A correction begins with what was published, word for word, also where its draft had been written in since."""

from collections.abc import Mapping
from typing import Any

from figures.text import clean_text
from reports.kinds import sha256_of
from reports.models import Draft, Part


def continued(source: Draft, snapshot: Mapping[str, Any]) -> Draft:
    """Return an unsaved draft with the title, the summary and the data that were published.

    What was left out of the document is not in its snapshot; its data comes from the draft that was published. What
    was not left out and still isn't there had nothing to show.
    """
    left_out = set(source.parts.filter(left_out=True).values_list("key", flat=True))
    generated = [part for part in snapshot["parts"] if not part["written"]]
    shown = {part["key"]: part["data"] for part in generated}
    data = {
        **source.data,
        "subtitle": snapshot["subtitle"],
        "data_time": snapshot["data_time"],
        "constructed": snapshot["constructed"],
        "facts": snapshot["facts"],
        "titles": {**source.data["titles"], **{part["key"]: part["heading"] for part in generated}},
        "sections": {
            key: shown.get(key, values if key in left_out else None)
            for key, values in source.data["sections"].items()
        },
    }
    return Draft(
        organisation=source.organisation,
        kind=source.kind,
        language=source.language,
        title=snapshot["title"],
        summary=snapshot["summary"],
        cover=snapshot["cover"],
        options=source.options,
        data=data,
        data_sha256=sha256_of(data),
        data_read_at=source.data_read_at,
    )


def continued_parts(source: Draft, snapshot: Mapping[str, Any], draft: Draft) -> list[Part]:
    """Return the unsaved parts of a draft that goes on from a published one, in the order of the document.

    What was not in the document keeps its place after the part before it, and is left out if it says something.
    """
    before = list(source.parts.in_order())
    made: list[tuple[Part | None, Part]] = []
    for shown in snapshot["parts"]:
        taken = [origin for origin, _new in made]
        origin = _origin([part for part in before if part not in taken], shown)
        made.append((origin, _published_part(shown, origin)))
    for index, part in enumerate(before):
        origins = [origin for origin, _new in made]
        if part not in origins:
            place = origins.index(before[index - 1]) + 1 if index else 0
            made.insert(place, (part, _unpublished_part(part)))
    parts = [new for _origin_of, new in made]
    for position, part in enumerate(parts, start=1):
        part.draft, part.position = draft, position
    return parts


def _origin(before: list[Part], shown: Mapping[str, Any]) -> Part | None:
    """Return the part of the draft that a published one is; None where an own part's heading has changed since.

    Of two own parts with the same heading it is the one with the same text.
    """
    same = [part for part in before if _is_same(part, shown)]
    return next(
        (part for part in same if clean_text(part.body) == shown.get("text", "")), next(iter(same), None)
    )


def _is_same(part: Part, shown: Mapping[str, Any]) -> bool:
    return part.key == shown["key"] if shown["key"] else not part.key and part.heading == shown["heading"]


def _published_part(shown: Mapping[str, Any], before: Part | None) -> Part:
    """Return the part as it was published; the kind's own heading stays the kind's own."""
    is_own_heading = not shown["key"] or bool(before and before.heading)
    return Part(
        key=shown["key"],
        written=shown["written"],
        heading=shown["heading"] if is_own_heading else "",
        caption=shown.get("caption", ""),
        body=shown.get("text", ""),
    )


def _unpublished_part(part: Part) -> Part:
    return Part(
        key=part.key,
        written=part.written,
        heading=part.heading,
        caption=part.caption,
        body=part.body,
        left_out=part.left_out or bool(part.body) or not part.key,
    )
