"""Two at once: whether a save would go over something that somebody else has written since the page was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict, cast


class RatingInput(TypedDict, total=False):
    """What somebody changed of one item, or what a page showed of it. What is not there stays as it is."""

    value: int | None
    not_applicable: bool
    comment: str
    toward_next: bool
    toward_note: str
    evidence: str


@dataclass(frozen=True)
class Opened:
    """One item as the page that a save comes from was made: its row version and content.

    `keep` says that the person has looked at what somebody else saved, in that version, and lets it stand.
    """

    version: int
    shown: RatingInput
    keep: bool = False


@dataclass(frozen=True)
class OpenedNumber:
    """How many took part as the page that a save comes from was made; `keep` as in Opened."""

    shown: int
    keep: bool = False


def wanted(stored: RatingInput, given: RatingInput) -> RatingInput:
    """Return what of the given content differs from what is stored."""
    return cast("RatingInput", {name: value for name, value in given.items() if stored.get(name) != value})


def collides(stored: RatingInput, version: int, given: RatingInput, opened: Opened | None) -> bool:
    """Whether somebody has written something else since the page was made.

    Nothing collides on the row version that the page was made from, nor when what is stored is what the page
    would store, nor when all that has changed since is what the page itself holds: its last save may have arrived
    without its answer. `opened` is None for a save that comes from no page, such as a file.
    """
    if opened is None or opened.version == version:
        return False
    if not opened.keep and not wanted(stored, given):
        return False
    before: Mapping[str, object] = {**opened.shown}
    after = {**before, **given}
    return any(value not in (before.get(name), after.get(name)) for name, value in stored.items())


def number_collides(stored: int, given: int, opened: OpenedNumber | None) -> bool:
    """Whether somebody has written another number since the page was made."""
    return opened is not None and stored not in (opened.shown, given)
