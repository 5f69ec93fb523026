"""Numbers, dates, counts and order as Swedes write them, and as an English reader expects them.

Every function is exact: it takes counts and fractions, never floats, and rounds half up once, at the end.
"""

import datetime
import functools
import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_decimal

Exact = int | Fraction | Decimal
Language = Literal["sv", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("sv", "en")
NOTHING: Final = "–"
"""Printed where there is no value: no answers, not applicable, no earlier occasion."""
NO_BREAK_SPACE: Final = "\u00a0"
MINUS: Final = "\u2212"
SMALLEST_BASE_WITH_DECIMALS: Final = 100
SORT_KEY_LENGTH: Final = 250
SWEDEN: Final = ZoneInfo("Europe/Stockholm")

_LOCALES: Final = {"sv": "sv_SE", "en": "en_GB"}
_WORDS: Final = {
    "sv": ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
    "en": (
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
}
_AND: Final = {"sv": "och", "en": "and"}
_ORDINALS: Final = {
    "sv": ("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde"),
    "en": ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
}


def chosen(language: str | None) -> Language:
    """Return the language we write: English for any English tag, otherwise Swedish."""
    return "en" if language and language.lower().startswith("en") else "sv"


def round_half_up(value: Exact, decimals: int = 0) -> Decimal:
    """Round away from zero at the half, as people do by hand: 2.5 → 3, −2.5 → −3."""
    exact = Fraction(value) * 10**decimals
    whole, rest = divmod(abs(exact), 1)
    rounded = int(whole) + (1 if rest * 2 >= 1 else 0)
    digits = tuple(int(digit) for digit in str(rounded))
    return Decimal((1 if exact < 0 and rounded else 0, digits, -decimals))


# A page writes the same few numbers again and again: 50 ms of one with 311 organisations, without this.
@functools.lru_cache(maxsize=4096)
def number(value: Exact, decimals: int = 0, language: str = "sv") -> str:
    """Write a number: 1 234 567, 2,7 and a real minus sign in Swedish; 1,234,567 and 2.7 in English."""
    rounded = round_half_up(value, decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(abs(rounded), format=pattern, locale=_LOCALES[chosen(language)])
    return f"{MINUS}{text}" if rounded < 0 else text


def signed(value: Exact, decimals: int = 0, language: str = "sv") -> str:
    """Write a change with its sign: +1, −1 and, when it rounds to nothing, 0."""
    text = number(value, decimals, language)
    return f"+{text}" if round_half_up(value, decimals) > 0 else text


def percent(part: int, whole: int, decimals: int = 0, language: str = "sv") -> str:
    """Write part of whole as per cent, computed from the counts: 14 of 39 → 36 %.

    Decimals are given only on a base of at least 100; a base of nothing gives a dash.
    """
    if whole == 0:
        return NOTHING
    kept = decimals if abs(whole) >= SMALLEST_BASE_WITH_DECIMALS else 0
    text = number(Fraction(part, whole) * 100, kept, language)
    return f"{text}%" if chosen(language) == "en" else f"{text}{NO_BREAK_SPACE}%"


def mean(total: int, count: int, language: str = "sv") -> str:
    """Write the mean of whole ratings with the one decimal that a scale of three or four steps carries."""
    return number(Fraction(total, count), 1, language) if count else NOTHING


def whole_number(value: int | None, language: str = "sv") -> str:
    """Write a count, or the dash that stands for no value."""
    return NOTHING if value is None else number(value, 0, language)


def change(before: int | None, after: int | None, language: str = "sv") -> str:
    """Write the movement between two values, or a dash when one of them is missing."""
    return NOTHING if before is None or after is None else signed(after - before, 0, language)


def number_word(value: int, language: str = "sv", *, neuter: bool = False) -> str:
    """Write a count inside a sentence: words to twelve, then digits. Neuter gives "ett" for one."""
    words = _WORDS[chosen(language)]
    if neuter and value == 1 and chosen(language) == "sv":
        return "ett"
    return words[value] if 0 <= value < len(words) else number(value, 0, language)


def counted(value: int, one: str, many: str, language: str = "sv", *, neuter: bool = False) -> str:
    """Write a count with its noun: "ett moment", "fem moment", "14 personer"."""
    return f"{number_word(value, language, neuter=neuter)}{NO_BREAK_SPACE}{one if value == 1 else many}"


def ordinal(value: int, language: str = "sv") -> str:
    """Write a place in an order: "fjärde", and from eleven "11:e" (English: "fourth", "no. 11")."""
    words = _ORDINALS[chosen(language)]
    if 1 <= value <= len(words):
        return words[value - 1]
    return f"no.{NO_BREAK_SPACE}{value}" if chosen(language) == "en" else _digits_ordinal(value)


def _digits_ordinal(value: int) -> str:
    """Write a Swedish ordinal in digits: 21:a, 22:a, but 11:e and 12:e."""
    ends_like_one = value % 10 in {1, 2} and value % 100 not in {11, 12}
    return f"{value}:{'a' if ends_like_one else 'e'}"


def listing(parts: Sequence[str], language: str = "sv") -> str:
    """Join parts as in a sentence: "a", "a och b", "a, b och c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {_AND[chosen(language)]} {parts[-1]}"


def sentence(text: str) -> str:
    """Begin with a capital letter and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def long_date(value: datetime.date, language: str = "sv") -> str:
    """Write a date in running text: 12 februari 2020, with spaces that don't break."""
    text = format_date(value, format="d MMMM y", locale=_LOCALES[chosen(language)])
    return text.replace(" ", NO_BREAK_SPACE)


def month(value: datetime.date, language: str = "sv") -> str:
    """Write a month in running text: februari 2020."""
    return format_date(value, format="MMMM y", locale=_LOCALES[chosen(language)]).replace(" ", NO_BREAK_SPACE)


def short_date(value: datetime.date, language: str = "sv") -> str:
    """Write a date in a table: 2020-02-12 in Swedish, 12 Feb 2020 in English."""
    if chosen(language) == "sv":
        return value.strftime("%Y-%m-%d")
    return format_date(value, format="d MMM y", locale=_LOCALES["en"]).replace(" ", NO_BREAK_SPACE)


def clock(value: datetime.time | datetime.datetime, language: str = "sv") -> str:
    """Write a time of day: 14.32 in Swedish, 14:32 in English. The caller has chosen the time zone."""
    time = value.timetz() if isinstance(value, datetime.datetime) else value
    pattern = "HH.mm" if chosen(language) == "sv" else "HH:mm"
    return format_time(time.replace(tzinfo=None), format=pattern, locale=_LOCALES[chosen(language)])


def point_in_time(value: datetime.datetime, language: str = "sv") -> str:
    """Write a date with its time of day: 12 februari 2020 kl. 14.32 (English: 12 February 2020 at 14:32)."""
    word = "at" if chosen(language) == "en" else "kl."
    return NO_BREAK_SPACE.join((long_date(value, language), word, clock(value, language)))


def only_the_day(day: datetime.date) -> datetime.datetime:
    """Return the moment that stands for a day whose hour nobody knows: its midnight in Sweden."""
    return datetime.datetime.combine(day, datetime.time(), SWEDEN)


def known_time(value: datetime.datetime, language: str = "sv") -> str:
    """Write a moment in Swedish time; of one at midnight only the day is known: 31 december 2020."""
    return long_date(value, language) if value.time() == datetime.time() else point_in_time(value, language)


# The key holds only a–z and 0–9, so every database collation orders it alike. z carries a digit after it,
# and the Swedish letters that follow z are z with a higher digit.
_LETTERS: Final = {
    "z": "z0", "å": "z1", "ä": "z2", "æ": "z2", "ö": "z3", "ø": "z3",
    "ü": "y", "ß": "ss", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "œ": "oe", "ı": "i",
}  # fmt: skip
_PARTS: Final = re.compile(r"[0-9]+|[^\W\d_]|[\W_]+")


def sort_key(text: str) -> str:
    """Return a stored key in Swedish order: … z å ä ö, é as e, v and w apart, numbers by size.

    Case and punctuation are left out; a space sorts before a number, and a number before a letter.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold()).strip()
    return "".join(_key(part) for part in _PARTS.findall(folded))[:SORT_KEY_LENGTH]


def _key(part: str) -> str:
    if part.isascii() and part.isdigit():
        digits = part.lstrip("0") or "0"
        return f"1{min(len(digits), 99):02d}{digits}"
    if part in _LETTERS:
        return _LETTERS[part]
    if not part.isalpha():
        return "" if part in {"'", "’", "´"} else "0"
    plain = unicodedata.normalize("NFD", part)[0]
    if "a" <= plain <= "z":
        return _LETTERS.get(plain, plain)
    return f"z9{ord(part[0]):06x}"
