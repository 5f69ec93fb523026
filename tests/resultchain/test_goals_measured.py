"""Indicators as values: what is left to the target is exact, and nothing is said that the values don't carry."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resultchain.measured import Measured, Measurement, bar_rows, exact_text
from resultchain.measured_words import distance_text, value_text

numbers = st.decimals(-10_000, 10_000, places=4)


def value(kind, year, **parts):
    exact = {name: Decimal(part) for name, part in parts.items()}
    return Measurement(0, kind, datetime.date(year, 1, 1), **exact)


def indicator(*values, unit="procent", by_sex=True):
    return Measured(1, "Andel", unit, by_sex, "", values)


def test_distance_is_told_for_each_part_that_both_have():
    found = indicator(
        value("baseline", 2020, women="10", men="20"),
        value("outcome", 2021, women="12.5", men="30"),
        value("target", 2022, women="15", men="25", total="20"),
    ).distances
    assert [(one.series, one.left, one.reached) for one in found] == [
        ("women", Decimal("2.5"), False),
        ("men", Decimal(-5), True),
    ]
    assert found[0].share == Fraction(1, 2)


def test_the_target_is_the_next_one_and_the_last_when_none_is_left():
    values = (
        value("target", 2020, total="1"),
        value("outcome", 2021, total="1"),
        value("target", 2022, total="2"),
        value("target", 2024, total="3"),
    )
    target = indicator(*values).target
    assert target is not None
    assert target.day.year == 2022
    late = indicator(value("target", 2020, total="1"), value("outcome", 2021, total="1")).target
    assert late is not None
    assert late.day.year == 2020
    assert indicator(value("outcome", 2021, total="1")).target is None


@pytest.mark.parametrize(
    ("baseline", "outcome", "target", "text"),
    [
        ("10", "12.5", "15", "2,5 procentenheter kvar till målvärdet 15"),
        ("10", "8", "15", "7 procentenheter kvar till målvärdet 15, längre bort än i utgångsläget"),
        ("10", "16", "15", "målvärdet 15 är nått"),
        ("20", "4", "5", "målvärdet 5 är nått"),
        ("5", "7", "5", "2 procentenheter från målvärdet 5"),
        (None, "16", "15", "1 procentenhet från målvärdet 15"),
        (None, "15", "15", "målvärdet 15 är nått"),
    ],
)
def test_without_a_direction_nothing_is_called_reached(baseline, outcome, target, text):
    began = [value("baseline", 2020, total=baseline)] if baseline else []
    made = indicator(*began, value("outcome", 2021, total=outcome), value("target", 2022, total=target))
    assert distance_text(made, made.distances[0]).replace("\xa0", " ") == text


@given(began=numbers, now=numbers, wanted=numbers)
def test_distance_has_no_rounding(began, now, wanted):
    values = (
        Measurement(1, "baseline", datetime.date(2020, 1, 1), total=began),
        Measurement(2, "outcome", datetime.date(2021, 1, 1), total=now),
        Measurement(3, "target", datetime.date(2022, 1, 1), total=wanted),
    )
    (found,) = indicator(*values).distances
    assert Fraction(found.outcome) + Fraction(found.left) == Fraction(wanted)
    if found.share is not None:
        assert Fraction(began) + found.share * (Fraction(wanted) - Fraction(began)) == Fraction(now)
        assert found.reached == (found.share >= 1)


@given(number=st.decimals(-10_000_000, 10_000_000, places=4))
def test_every_decimal_is_written_and_no_more(number):
    text = exact_text(number).replace("\xa0", "").replace("\u2212", "-")
    assert Decimal(text.replace(",", ".")) == number
    assert not ("," in text and text.endswith("0"))


def test_a_value_is_written_with_the_parts_that_are_known():
    made = indicator(unit="dagar")
    assert (
        value_text(made, value("outcome", 2021, women="9.50", men="1234"))
        == "kvinnor 9,5, män 1\xa0234\xa0dagar"
    )
    assert value_text(made, value("outcome", 2021, total="7")) == "7\xa0dagar"


def test_bars_begin_at_nothing_and_per_cent_has_a_hundred_as_its_end():
    made = indicator(
        value("baseline", 2020, total="25"),
        value("outcome", 2021, total="50"),
        value("target", 2022, total="100"),
    )
    assert [row.bars[0].width for row in bar_rows(made)] == ["21.3%", "42.5%", "85.0%"]


@pytest.mark.parametrize(
    "values",
    [
        (),
        (value("outcome", 2021, total="50"),),
        (value("baseline", 2020, total="25"), value("target", 2022, total="50")),
        (value("baseline", 2020, total="-1"), value("outcome", 2021, total="5")),
        (value("baseline", 2020, total="0"), value("outcome", 2021, total="0")),
    ],
)
def test_nothing_is_drawn_that_would_mislead(values):
    assert bar_rows(indicator(*values)) == ()


def test_values_that_lack_women_and_men_are_counted_only_where_they_are_promised():
    values = (value("outcome", 2021, total="50"), value("outcome", 2022, women="1", men="2"))
    assert indicator(*values).without_sex == 1
    assert indicator(*values, by_sex=False).without_sex == 0
