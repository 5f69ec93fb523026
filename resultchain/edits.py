"""Two at once: what becomes of an entry that somebody else has saved since the page was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

Content = dict[str, Any]
"""An entry as values that JSON has: what people write, ids, days as ISO writes them, counts by function's id."""

# What only makes sense together is changed, or asked about, together.
TOGETHER: Final = (
    ("state", "state_note", "first_day", "last_day"),
    ("participants", "precision", "women", "men", "functions"),
    ("quote", "quote_source"),
)


@dataclass(frozen=True)
class Merged:
    """What to store, and the names of what both have changed, which somebody has to decide about."""

    content: Content
    asked: tuple[str, ...]


def merge(shown: Mapping[str, Any], given: Mapping[str, Any], stored: Mapping[str, Any]) -> Merged:
    """Merge what was typed on an older page with what is stored now.

    `shown` is what the page was made from. What only one of the two changed is taken from that one; of what both
    changed to different things, what was typed stands in the content, and its name among those to ask about.
    """
    content: Content = dict(stored)
    asked: list[str] = []
    for names in parts(given):
        mine = [name for name in names if given[name] != shown.get(name, stored.get(name))]
        if not mine:
            continue
        theirs = any(stored.get(name) != shown.get(name, stored.get(name)) for name in names)
        differ = [name for name in names if given[name] != stored.get(name)]
        if theirs:
            asked += differ
        content |= {name: given[name] for name in names}
    return Merged(content, tuple(asked))


def parts(given: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Return the given names in groups of what belongs together."""
    grouped = {name for group in TOGETHER for name in group}
    found = [tuple(name for name in group if name in given) for group in TOGETHER]
    return [group for group in found if group] + [(name,) for name in given if name not in grouped]
