"""A file for a spreadsheet reads back as it was written, and nothing in it runs."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.csv_file import csv_text

plain = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20)


@given(st.lists(st.lists(st.one_of(plain, st.integers()), min_size=1, max_size=5), max_size=6))
def test_what_is_written_reads_back_but_for_the_guard_against_formulas(rows):
    read = list(csv.reader(io.StringIO(csv_text(rows, "sv"), newline=""), delimiter=";"))
    assert len(read) == len(rows)
    for given_row, row in zip(rows, read, strict=True):
        for cell, text in zip(given_row, row, strict=True):
            assert text in {str(cell), f"'{cell}"}
            assert not isinstance(cell, str) or not text.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_looks_like_a_formula_is_text(start):
    assert csv_text([[f"{start}1"]], "sv").lstrip('"').startswith("'")


def test_numbers_stay_numbers_and_languages_have_their_own_separator():
    assert csv_text([[-1, "a"]], "sv") == "-1;a\r\n"
    assert csv_text([[-1, "a"]], "en") == "-1,a\r\n"
