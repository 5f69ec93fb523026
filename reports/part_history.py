"""What a part said before, one step at a time, and what each step changed."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from reports.document import render_text
from reports.models import Part, Revision
from reports.part_page import default_heading

Change = Literal["same", "added", "removed", "skipped"]
AROUND: Final = 1
"""Unchanged lines that are shown before and after a change."""
MOST_LINES: Final = 3_000
"""Longer texts are compared by how they begin and end: lines in another order could take minutes."""

Opcode = tuple[str, int, int, int, int]


@dataclass(frozen=True)
class Line:
    """One line of a text, and what happened to it."""

    change: Change
    text: str = ""


@dataclass(frozen=True)
class Step:
    """One revision, read: what it said, and what it changed since the one before."""

    revision: Revision
    heading: str
    html: str
    lines: list[Line]
    is_first: bool
    is_current: bool


def step(part: Part, revisions: Sequence[Revision], chosen: Revision) -> Step:
    """Read one of the part's revisions; `revisions` are all of them, newest first."""
    at = next(index for index, one in enumerate(revisions) if one.pk == chosen.pk)
    before = revisions[at + 1] if at + 1 < len(revisions) else None
    default = default_heading(part)
    return Step(
        revision=chosen,
        heading=chosen.heading or default,
        html=render_text(chosen.body) if part.written else "",
        lines=difference(_whole(before, default), _whole(chosen, default)) if before else [],
        is_first=before is None,
        is_current=chosen.version == part.version,
    )


def _whole(revision: Revision, default: str) -> list[str]:
    """Return all that a revision holds, line by line."""
    lines = [revision.heading or default, *revision.caption.split("\n"), *revision.body.split("\n")]
    return [line for line in lines if line.strip()]


def difference(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """Return the lines that went and came, with one unchanged line around them."""
    found: list[Line] = []
    for group in _groups(before, after):
        if found or group[0][1]:
            found.append(Line("skipped"))
        for tag, old, old_end, new, new_end in group:
            if tag == "equal":
                found += [Line("same", text) for text in before[old:old_end]]
            else:
                found += [Line("removed", text) for text in before[old:old_end]]
                found += [Line("added", text) for text in after[new:new_end]]
    return found


def _groups(before: Sequence[str], after: Sequence[str]) -> Iterable[Sequence[Opcode]]:
    """Return the changes with what stands around them, as difflib tells them."""
    if max(len(before), len(after)) <= MOST_LINES:
        # Its heuristic for lines that stand often keeps a long text of equal lines from taking minutes.
        return difflib.SequenceMatcher(a=before, b=after).get_grouped_opcodes(AROUND)
    if before == after:
        return []
    start = _equal(before, after)
    end = _equal(before[start:][::-1], after[start:][::-1])
    old_end, new_end = len(before) - end, len(after) - end
    shown_before, shown_after = min(start, AROUND), min(end, AROUND)
    return [
        [
            ("equal", start - shown_before, start, start - shown_before, start),
            ("replace", start, old_end, start, new_end),
            ("equal", old_end, old_end + shown_after, new_end, new_end + shown_after),
        ]
    ]


def _equal(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many lines are the same from the beginning."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((at for at, (old, new) in pairs if old != new), min(len(before), len(after)))


def history(part: Part, wanted: str) -> dict[str, Any]:
    """Return a part's revisions, newest first, and the one that is asked for by its number. One query."""
    revisions = list(part.revisions.latest_first().select_related("saved_by"))
    chosen = next((one for one in revisions if str(one.version) == wanted), None)
    if chosen is None and revisions:
        chosen = revisions[0]
    return {"revisions": revisions, "step": step(part, revisions, chosen) if chosen else None}
