"""What may be shown of what people answered: the one service that every page, chart, file and report reads through.

`release` says which groups of people may be shown, `protect` turns answers into the only object that may leave a room.
Both are pure and deterministic: the same answers hide the same groups, whoever asks and however often.
"""

from figures.disclosure.answers import (
    Counted,
    Hidden,
    Nearly,
    Protected,
    Question,
    Shown,
    following,
    protect,
    texts_hidden,
)
from figures.disclosure.limits import BREAKDOWN, DEFAULT, FLOOR, Limits, is_limit
from figures.disclosure.release import Group, Reason, Release, release, shown
from figures.disclosure.span import Many
from figures.disclosure.words import hidden_words, nearly_words

__all__ = [
    "BREAKDOWN",
    "DEFAULT",
    "FLOOR",
    "Counted",
    "Group",
    "Hidden",
    "Limits",
    "Many",
    "Nearly",
    "Protected",
    "Question",
    "Reason",
    "Release",
    "Shown",
    "following",
    "hidden_words",
    "is_limit",
    "nearly_words",
    "protect",
    "release",
    "shown",
    "texts_hidden",
]
