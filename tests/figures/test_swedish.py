"""Numbers, dates, counts and order as Swedes write them."""

import datetime
import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures import swedish

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "swedish_text", "english_text"),
    [
        (0, 0, "0", "0"),
        (1234567, 0, f"1{NBSP}234{NBSP}567", "1,234,567"),
        (-1, 0, "−1", "−1"),
        (Fraction(27, 10), 1, "2,7", "2.7"),
        (Decimal("2.25"), 1, "2,3", "2.3"),
        (Fraction(-5, 2), 0, "−3", "−3"),
        (Fraction(-1, 100), 1, "0,0", "0.0"),
        (2, 1, "2,0", "2.0"),
    ],
)
def test_numbers(value, decimals, swedish_text, english_text):
    assert swedish.number(value, decimals) == swedish_text
    assert swedish.number(value, decimals, "en") == english_text


def test_a_change_has_a_real_sign_and_nothing_has_none():
    assert [swedish.signed(value) for value in (-1, 0, 1)] == ["−1", "0", "+1"]
    assert swedish.signed(Fraction(1, 3)) == "0"
    assert swedish.change(None, 2) == swedish.change(2, None) == "–"
    assert swedish.change(3, 1) == "−2"


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (14, 39, "36"),
        (8, 13, "62"),
        (2, 14, "14"),
        (4, 14, "29"),
        (8, 14, "57"),
        (10, 14, "71"),
        (1, 200, "1"),
    ],
)
def test_percentages_of_the_sources_are_computed_from_counts(part, whole, text):
    assert swedish.percent(part, whole) == f"{text}{NBSP}%"
    assert swedish.percent(part, whole, language="en") == f"{text}%"


def test_percentages_have_decimals_only_on_a_base_of_a_hundred():
    assert swedish.percent(1, 99, decimals=1) == f"1{NBSP}%"
    assert swedish.percent(1, 300, decimals=1) == f"0,3{NBSP}%"
    assert swedish.percent(0, 0) == "–"


def test_means_of_table_2_have_one_decimal():
    totals = (27, 21, 20, 20, 19, 18, 17, 14, 14, 13)
    assert [swedish.mean(total, 10) for total in totals] == [
        "2,7", "2,1", "2,0", "2,0", "1,9", "1,8", "1,7", "1,4", "1,4", "1,3",
    ]  # fmt: skip
    assert swedish.mean(0, 0) == "–"


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_percentage_is_never_half_a_step_off(part, whole):
    shown = int(swedish.percent(part, whole).removesuffix(f"{NBSP}%").replace(NBSP, ""))
    assert abs(Fraction(part * 100, whole) - shown) <= Fraction(1, 2)


@given(st.fractions(), st.integers(0, 3))
def test_rounding_is_symmetric_around_zero(value, decimals):
    assert swedish.round_half_up(-value, decimals) == swedish.round_half_up(value, decimals).copy_negate()


def test_dates_and_times():
    day = datetime.date(2020, 2, 12)
    at = datetime.datetime(2020, 2, 12, 14, 5, tzinfo=datetime.UTC)
    assert swedish.long_date(day) == f"12{NBSP}februari{NBSP}2020"
    assert swedish.long_date(day, "en") == f"12{NBSP}February{NBSP}2020"
    assert swedish.short_date(day) == "2020-02-12"
    assert swedish.short_date(day, "en") == f"12{NBSP}Feb{NBSP}2020"
    assert swedish.month(day) == f"februari{NBSP}2020"
    assert swedish.clock(at) == "14.05"
    assert swedish.clock(at, "en") == "14:05"
    assert swedish.known_time(at) == swedish.point_in_time(at)
    assert swedish.known_time(swedish.only_the_day(at.date())) == f"12{NBSP}februari{NBSP}2020"
    assert swedish.point_in_time(at) == f"12{NBSP}februari{NBSP}2020{NBSP}kl.{NBSP}14.05"


def test_counts_in_sentences():
    assert [swedish.number_word(n) for n in (0, 1, 2, 12, 13)] == ["noll", "en", "två", "tolv", "13"]
    assert swedish.number_word(1, neuter=True) == "ett"
    assert swedish.number_word(1, "en", neuter=True) == "one"
    assert swedish.counted(1, "moment", "moment", neuter=True) == f"ett{NBSP}moment"
    assert swedish.listing(["a"]) == "a"
    assert swedish.listing(["a", "b", "c"]) == "a, b och c"
    assert swedish.listing(["a", "b"], "en") == "a and b"
    assert swedish.sentence("ågren är fem") == "Ågren är fem"
    assert [swedish.ordinal(n) for n in (1, 4, 11, 12, 21, 22, 23)] == [
        "första", "fjärde", "11:e", "12:e", "21:a", "22:a", "23:e",
    ]  # fmt: skip


def test_order_of_swedish_names():
    ordered = [
        "Ale", "Alingsås", "Idé 2", "Ide 9", "Idé 10", "Malmö", "Malmö stad", "Malmöhus", "Müller", "Myt", "Vadstena",
        "Vaxholm", "Wadköping", "Zetterberg", "Åmål", "Årjäng", "Älmhult", "Öland", "Örebro", "Östra Göinge",
    ]  # fmt: skip
    shuffled = random.sample(ordered, k=len(ordered))
    assert sorted(shuffled, key=swedish.sort_key) == ordered


@given(st.text(max_size=400))
def test_a_sort_key_is_short_and_orders_alike_in_every_collation(text):
    key = swedish.sort_key(text)
    assert len(key) <= swedish.SORT_KEY_LENGTH
    assert all(letter in "0123456789abcdefghijklmnopqrstuvwxyz" for letter in key)


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_in_names_sort_by_size(first, second):
    keys = [swedish.sort_key(f"Enhet {value}") for value in (first, second)]
    assert (keys[0] < keys[1]) == (first < second)
