"""What is said about a file is said in the reader's language, its numbers, dates and quotation marks too."""

import datetime

import pytest
from django.utils import translation
from django.utils.functional import lazystr

from organisations.files import words
from organisations.files.columns import Column, FileRefusedError, placed


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", ["60\xa0000", "a, b och c", "”a”", "2026-11-27"]),
        ("en", ["60,000", "a, b and c", "“a”", "27\xa0Nov\xa02026"]),
    ],
)
def test_numbers_lists_quotations_and_days(language, said):
    with translation.override(language):
        assert [
            words.in_digits(60_000),
            words.listing(["a", "b", "c"]),
            words.in_quotes("a"),
            words.short_date(datetime.date(2026, 11, 27)),
        ] == said


def test_the_columns_that_are_missing_are_listed_in_english():
    with translation.override("en"), pytest.raises(FileRefusedError, match="typ and namn"):
        placed(
            ["slag"],
            [
                Column("slag", lazystr(""), ""),
                Column("typ", lazystr(""), ""),
                Column("namn", lazystr(""), ""),
            ],
        )
