"""Text that people wrote, made safe to store, show and print; what they meant is kept."""

import re
import unicodedata
from typing import Final

LONGEST_UNBROKEN: Final = 40
ZERO_WIDTH_SPACE: Final = "\u200b"
MOST_MARKS_ON_A_LETTER: Final = 4

_BIDI_OVERRIDES: Final = frozenset(range(0x202A, 0x202F)) | frozenset(range(0x2066, 0x206A))
_INVISIBLE: Final = frozenset({0x200B, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF}) | frozenset(range(0xE0000, 0xE0080))
_DROPPED_CATEGORIES: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
_KEPT_CONTROLS: Final = frozenset("\t\n")
# One joiner between two letters has a meaning (Persian, emoji), a flood of them none.
_JOINER_FLOOD: Final = re.compile(r"([\u00ad\u061c\u200c-\u200f])[\u00ad\u061c\u200c-\u200f]+")
_LINE_ENDS: Final = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
_SPACES_AT_LINE_END: Final = re.compile(r"[^\S\n]+$", re.MULTILINE)
# Latin letters that are composed already, dashes, quotation marks and the euro: no mark stands on a letter here.
_UNUSUAL: Final = re.compile(r"[^\x20-\u02ff\u2010-\u2027\u2030-\u205e\u20ac]")
_EMPTY_LINES: Final = re.compile(r"\n{3,}")


def clean_text(text: str, limit: int | None = None) -> str:
    """Return the text in composed form without what can't be printed or would turn the line around.

    Removes control characters (tab and line feed stay), private-use, unassigned and broken characters,
    bidirectional overrides, and floods of invisible or stacked marks. With a limit, a longer text is cut
    and ends with "…"; forms refuse long text before that, so that nothing a person typed is lost unseen.
    """
    kept = text.strip() if _is_plain(text) else _cleaned(text)
    if limit is not None and len(kept) > limit:
        return kept[: max(limit - 1, 0)].rstrip() + "…"[:limit]
    return kept


def _is_plain(text: str) -> bool:
    """Whether there is nothing to take away. Most texts are so, and a report may clean tens of thousands of them."""
    return text.isprintable() and not _UNUSUAL.search(text)


def _cleaned(text: str) -> str:
    composed = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", _without_surrogates(text)))
    kept = "".join(letter for letter in composed if _is_printable(letter))
    kept = _with_few_marks(_JOINER_FLOOD.sub(r"\1", kept))
    kept = _EMPTY_LINES.sub("\n\n", _SPACES_AT_LINE_END.sub("", kept)).strip()
    return unicodedata.normalize("NFC", kept)


def clean_line(text: str, limit: int | None = None) -> str:
    """Return the text as clean_text does, on one line with single spaces."""
    return clean_text(" ".join(clean_text(text).split()), limit)


def break_long_words(text: str) -> str:
    """Let words of more than 40 characters break: a zero-width space after every fortieth.

    Unbroken, one word of 10,000 letters keeps the print engine busy for more than a minute.
    """
    return re.sub(rf"\S{{{LONGEST_UNBROKEN + 1},}}", lambda match: _broken(match.group()), text)


def _broken(word: str) -> str:
    parts: list[str] = []
    since = 0
    for letter in word:
        # A mark stays with its letter: a break before it would draw the mark on its own.
        if since >= LONGEST_UNBROKEN and not unicodedata.combining(letter) and letter != "\u200d":
            parts.append(ZERO_WIDTH_SPACE)
            since = 0
        since = 0 if letter == ZERO_WIDTH_SPACE else since + 1
        parts.append(letter)
    return "".join(parts)


def _without_surrogates(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _is_printable(letter: str) -> bool:
    code = ord(letter)
    if letter in _KEPT_CONTROLS:
        return True
    return (
        code not in _BIDI_OVERRIDES
        and code not in _INVISIBLE
        and unicodedata.category(letter) not in _DROPPED_CATEGORIES
    )


def _with_few_marks(text: str) -> str:
    """Keep at most four marks on a letter, and none that stands on nothing: it has no place in a PDF's text."""
    kept: list[str] = []
    marks, has_letter = 0, False
    for letter in text:
        category = unicodedata.category(letter)
        if category.startswith("M"):
            marks += 1
            if not has_letter or marks > MOST_MARKS_ON_A_LETTER:
                continue
        elif category != "Cf":
            marks, has_letter = 0, not letter.isspace()
        kept.append(letter)
    return "".join(kept)
