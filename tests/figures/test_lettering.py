"""Text in a drawing: never wider than its place, cut with a sign that it is."""

import functools
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from figures.lettering import _WIDTHS, fitted, width

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"


@functools.cache
def advances(weight):
    font = TTFont(FONTS / f"source-sans-3-latin-{weight}-normal.woff2")
    names, metrics = font.getBestCmap(), font["hmtx"]
    return {chr(code): metrics[name][0] for code, name in names.items()}


@pytest.mark.parametrize("weight", [400, 600])
def test_no_letter_is_reckoned_narrower_than_it_is_drawn(weight):
    drawn = advances(weight)
    assert {letter for letter, reckoned in _WIDTHS.items() if drawn.get(letter, 0) > reckoned} == set()


@given(st.text(max_size=200), st.integers(3000, 30000), st.integers(1, 3))
def test_no_line_is_wider_than_the_room(text, room, lines):
    found = fitted(text, room, lines)
    assert len(found) <= lines
    for line in found:
        assert width(line) <= room or len(line) <= 2


def test_words_go_on_to_the_next_line_and_what_is_left_is_cut():
    assert fitted("Politiskt beslut", 20000) == ("Politiskt beslut",)
    assert fitted("Politiskt beslut", 5000) == ("Politiskt", "beslut")
    assert fitted("Politiken efterfrågar resultat av arbetet", 9000) == ("Politiken", "efterfrågar result…")
    assert fitted("a" * 100, 5000, 1) == ("aaaaaaa…",)
    assert fitted("", 5000) == ()


def test_marks_and_joiners_that_need_their_neighbours_are_left_out():
    assert fitted("a\u0301\u200db", 5000) == ("ab",)
