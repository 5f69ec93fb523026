"""Pure figures over many organisations: exact spread, items in falling order as the source prints them, movement."""

import itertools
import statistics
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from checklists.spread import ItemSpread, in_falling_order
from comparison.spread import spread
from comparison.values import Sum, by_item, changes, moves, of_same_scale, steps_of, sum_of
from figures.swedish import mean

SUMS = st.lists(st.integers(10, 40), max_size=40)
VALUE = st.none() | st.integers(1, 4)
ROWS = st.lists(st.tuples(VALUE, VALUE, VALUE), max_size=20)
NUMBERS = (1, 2, 3)


def column(number, total, n):
    """An item that so many organisations rate 1–3, with this total."""
    values, left = [1] * n, total - n
    for index in range(n):
        step = min(2, left)
        values[index] += step
        left -= step
    return ItemSpread(number, tuple(sorted(values)))


def printed(totals, n):
    items = in_falling_order([column(number, total, n) for number, total in totals.items()])
    return [(item.number, mean(sum(item.values), len(item.values))) for item in items]


def test_table_2_is_printed_as_in_the_source():
    """Ten municipalities after the last meeting."""
    totals = {1: 27, 2: 21, 3: 18, 4: 20, 5: 20, 6: 19, 7: 17, 8: 14, 9: 14, 10: 13}
    assert printed(totals, 10) == [
        (1, "2,7"), (2, "2,1"), (4, "2,0"), (5, "2,0"), (6, "1,9"),
        (3, "1,8"), (7, "1,7"), (8, "1,4"), (9, "1,4"), (10, "1,3"),
    ]  # fmt: skip


def test_table_4_is_printed_with_ties_by_item_number():
    """Five regions; the source has 6, 3 and 10 in another order, all with 2,0."""
    totals = {1: 14, 2: 11, 3: 10, 4: 12, 5: 11, 6: 10, 7: 8, 8: 7, 9: 9, 10: 10}
    assert printed(totals, 5) == [
        (1, "2,8"), (4, "2,4"), (2, "2,2"), (5, "2,2"), (3, "2,0"),
        (6, "2,0"), (10, "2,0"), (9, "1,8"), (7, "1,6"), (8, "1,4"),
    ]  # fmt: skip


def test_means_that_print_alike_are_a_tie():
    """2,04 and 1,96 are both printed 2,0."""
    items = [ItemSpread(2, (2,) * 24 + (3,)), ItemSpread(1, (1,) + (2,) * 24), ItemSpread(3, ())]
    assert [item.number for item in in_falling_order(items)] == [1, 2, 3]


def test_quartiles_are_those_of_a_spreadsheet():
    """KVARTIL.INK of the thirteen sums of the page that the design shows."""
    found = spread([21, 21, 15, 18, 19, 16, 19, 17, 14, 18, 19, 17, 20])
    numbers = (found.lowest, found.lower_quartile, found.median, found.upper_quartile, found.highest)
    assert list(map(str, numbers)) == ["14", "17", "18", "19", "21"]
    assert spread([1, 2, 3, 4]).lower_quartile == Fraction(7, 4)


def test_nothing_has_no_spread():
    found = spread([], missing=3)
    assert (found.n, found.missing, found.lowest, found.median, found.upper_quartile) == (
        0,
        3,
        None,
        None,
        None,
    )


@given(SUMS.filter(lambda values: len(values) > 1))
def test_spread_agrees_with_the_standard_library(values):
    found = spread(values)
    lower, middle, upper = statistics.quantiles(map(Fraction, values), n=4, method="inclusive")
    assert (found.lower_quartile, found.median, found.upper_quartile) == (lower, middle, upper)
    assert (found.lowest, found.highest, found.n) == (min(values), max(values), len(values))
    assert found.median == statistics.median(map(Fraction, values))


@given(SUMS, st.lists(st.integers(10, 40), min_size=3, max_size=9))
def test_three_or_more_count_in_n_range_and_median_only(shown, counted):
    found, alone = spread(shown, counted=counted), spread(shown)
    assert (found.n, found.counted, found.shown) == (len(shown) + len(counted), len(counted), len(shown))
    assert (found.lowest, found.highest) == (min(shown + counted), max(shown + counted))
    assert found.median == statistics.median(map(Fraction, shown + counted))
    assert (found.lower_quartile, found.upper_quartile) == (alone.lower_quartile, alone.upper_quartile)


@given(SUMS, st.lists(st.integers(10, 40), max_size=2))
def test_fewer_than_three_do_not_count_at_all(shown, counted):
    assert spread(shown, counted=counted) == spread(shown)


@given(ROWS)
def test_every_value_of_an_item_is_counted_once(rows):
    for index, item in enumerate(by_item(NUMBERS, rows)):
        values = [row[index] for row in rows]
        assert len(item.values) + item.not_applicable == len(rows)
        assert sum(steps_of(item, (1, 2, 3, 4))) == len(item.values)
        assert sum(item.values) == sum(value or 0 for value in values)


@given(ROWS)
def test_items_stand_in_falling_order_once_each(rows):
    ordered = in_falling_order(by_item(NUMBERS, rows))
    assert sorted(item.number for item in ordered) == list(NUMBERS)
    means = [item.mean for item in ordered if item.mean is not None]
    assert [item.mean is None for item in ordered] == sorted(item.mean is None for item in ordered)
    assert all(later <= earlier + Fraction(1, 10) for earlier, later in itertools.pairwise(means))


@given(st.tuples(VALUE, VALUE, VALUE), st.tuples(VALUE, VALUE, VALUE))
def test_movement_back_is_movement_forward_turned(then, now):
    there, back = changes(then, now), changes(now, then)
    assert [None if step is None else -step for step in there] == list(back)
    up, down = moves(NUMBERS, [there]), moves(NUMBERS, [back])
    assert [(item.up, item.down, item.still) for item in up] == [(i.down, i.up, i.still) for i in down]


def test_without_an_earlier_value_nothing_has_moved():
    assert changes(None, (1, 2)) == (None, None)
    assert [item.compared for item in moves(NUMBERS, [changes(None, (1, 2, 3))])] == [0, 0, 0]
    assert [item.compared for item in moves(NUMBERS, [])] == [0, 0, 0]


def test_versions_meet_as_shares_of_the_highest_possible():
    three, four = sum_of((3, 2, 1), 3), sum_of((4, None, 2), 4)
    assert (three, four) == (Sum(6, 9), Sum(6, 8))
    assert (three.share, four.share, sum_of((None,), 3).share) == (Fraction(2, 3), Fraction(3, 4), None)
    assert not of_same_scale([three, four])
    assert of_same_scale([three, three])
    assert of_same_scale([])
