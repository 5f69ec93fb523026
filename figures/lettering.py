"""Fits text into a drawn figure: SVG neither wraps nor cuts, so a line's width is reckoned before it is drawn."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from figures import swedish

_ELLIPSIS: Final = "…"
_WIDE: Final = 1000
_SPELLED_OUT: Final = 5500
"""A character that no font has is printed as its code, [U+1F469]."""
_LAST_LIKELY_TO_BE_IN_A_FONT: Final = 0x2FFF
_UNDRAWABLE: Final = {"Mn", "Mc", "Me", "Cf"}

# Thousandths of an em, the widest of the regular and the semibold Source Sans 3, rounded up; a test compares with the
# font files. A letter of another alphabet counts as a whole em.
_WIDTHS: Final = {
    letter: width
    for width, letters in {
        200: swedish.NO_BREAK_SPACE + " ",
        300: "',.:;Iijl|¦·ÌÍÎÏìíîï‘’‚",
        350: "!()-/[\\]f{}¡°•",
        400: "rtª²³¹º",
        450: "*?sz®¿",
        500: 'J_cvxyý"“”„«»–',
        550: "#$+0123456789<=>EFLSTVXYZ^`aegko~¢£¤¥§¨±´¸ÈÉÊË×Ýàáâãäåèéêëòóôõö÷øÿ€" + swedish.MINUS,
        600: "ABCKPRbdhnpquµ¶ÀÁÂÃÄÅÇÞçðñùúûüþ",
        650: "&DGß",
        700: "HNOQUÐÑÒÓÔÕÖØÙÚÛÜ",
        750: "Mw©",
        800: "W—",
        850: "%mÆæ",
    }.items()
    for letter in letters
}


def width(text: str) -> int:
    """Return how wide a line is at most, in thousandths of the letters' size."""
    return sum(_letter_width(letter) for letter in text)


def _letter_width(letter: str) -> int:
    if ord(letter) > _LAST_LIKELY_TO_BE_IN_A_FONT:
        return _SPELLED_OUT
    return _WIDTHS.get(letter, _WIDE)


def fitted(text: str, room: int, lines: int = 2) -> tuple[str, ...]:
    """Return the text on at most so many lines, none wider than the room; what is left over becomes "…".

    Letters are drawn one by one, so marks and joiners that only mean something together with another are left out.
    """
    words = _drawable(text).split()
    found: list[str] = []
    while words and len(found) < lines:
        is_last = len(found) == lines - 1
        line, words = _line(words, room)
        found.append(_cut(" ".join((line, *words)), room) if is_last and words else line)
    return tuple(found)


def _drawable(text: str) -> str:
    return "".join(letter for letter in text if unicodedata.category(letter) not in _UNDRAWABLE)


def _line(words: list[str], room: int) -> tuple[str, list[str]]:
    """Return the first line and the words that remain; a word wider than the room is broken where the line ends."""
    line = words[0]
    if width(line) > room:
        start = _start(line, room)
        return start, [line[len(start) :], *words[1:]]
    for number, word in enumerate(words[1:], start=1):
        if width(f"{line} {word}") > room:
            return line, words[number:]
        line = f"{line} {word}"
    return line, []


def _start(text: Iterable[str], room: int) -> str:
    """Return as much of the beginning as there is room for, and one letter at least."""
    kept, used = "", 0
    for letter in text:
        used += _letter_width(letter)
        if kept and used > room:
            break
        kept += letter
    return kept


def _cut(text: str, room: int) -> str:
    return _start(text, room - _letter_width(_ELLIPSIS)).rstrip(" ,.–-") + _ELLIPSIS
