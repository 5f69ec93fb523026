"""Hostile text: what is taken away, what is kept, and that nothing grows."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from figures.text import ZERO_WIDTH_SPACE, _cleaned, break_long_words, clean_line, clean_text

ANY_TEXT = st.text(st.characters(codec=None), max_size=300)


def test_what_can_not_be_printed_is_taken_away():
    hostile = "a\x00b\x1b[31mc\u202ed\u2066e\ufffef\ud800g\ue000h\u200bi\ufeffj"
    assert clean_text(hostile) == "ab[31mcdefghij"


def test_what_people_mean_is_kept():
    kept = "Tab\there, ny rad\nmed é, emoji 👩‍👧, עברית och العربية <b> & ”citat”"
    assert clean_text(kept) == kept


def test_line_ends_become_one_kind_and_empty_lines_are_few():
    assert clean_text("a\r\nb\rc\u2028d\n\n\n\n\ne   \nf") == "a\nb\nc\nd\n\ne\nf"


def test_composed_form_and_floods():
    assert clean_text("a\u030a") == "å"
    assert len(clean_text("z" + "\u0336" * 500)) == 5
    assert clean_text("\u0e3aab \u0301c") == "ab c"
    assert clean_text("a" + "\u200d" * 100 + "b") == "a\u200db"


@given(ANY_TEXT | st.text("Åäöé ”–’…€abc.\n\t\u00a0\u0301\u00ad", max_size=40))
def test_what_needs_no_cleaning_is_found_without_a_difference(text):
    assert clean_text(text) == _cleaned(text)


def test_a_limit_cuts_visibly():
    assert clean_text("abcdef", 4) == "abc…"
    assert clean_text("abcd", 4) == "abcd"
    assert clean_text("abcdef", 0) == ""
    assert clean_line("  en\n rad \t till ") == "en rad till"


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once_and_the_result_can_be_stored(text):
    clean = clean_text(text)
    assert clean_text(clean) == clean
    clean.encode()
    assert not any(unicodedata.category(letter) in {"Cs", "Cn", "Co"} for letter in clean)
    assert "\x00" not in clean


@given(ANY_TEXT, st.integers(0, 50))
def test_a_limit_holds(text, limit):
    assert len(clean_text(text, limit)) <= limit


@given(st.text(max_size=500))
def test_breaking_long_words_adds_only_invisible_places(text):
    broken = break_long_words(text)
    assert broken.replace(ZERO_WIDTH_SPACE, "") == text.replace(ZERO_WIDTH_SPACE, "")


def test_a_word_of_10000_letters_can_break_everywhere():
    parts = break_long_words("x" * 10_000).split(ZERO_WIDTH_SPACE)
    assert max(map(len, parts)) == 40
    assert break_long_words("kort ord") == "kort ord"
    assert break_long_words("o" * 40 + "\u0308" + "b").split(ZERO_WIDTH_SPACE)[0] == "o" * 40 + "\u0308"
