"""No group is stored with fewer answers than its limit, and answers only move upwards in the tree."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from surveys.merging import WHOLE, merged

LIMIT = 10


@st.composite
def trees(draw):
    codes = [f"g{n}" for n in range(draw(st.integers(0, 9)))]
    parents = {code: draw(st.sampled_from([WHOLE, *codes[:n]])) for n, code in enumerate(codes)}
    sizes = {code: draw(st.integers(1, 25)) for code in [WHOLE, *codes] if draw(st.booleans())}
    return sizes, parents


def above(code, parents):
    line = [code]
    while line[-1] != WHOLE:
        line.append(parents[line[-1]])
    return line


@given(trees())
def test_each_stored_group_is_large_or_all_are_one(tree):
    sizes, parents = tree
    stored = merged(sizes, parents, LIMIT)
    assert set(stored) == set(sizes)
    assert all(node in above(code, parents) for code, node in stored.items())
    held: Counter[str] = Counter()
    for code, node in stored.items():
        held[node] += sizes[code]
    assert set(held) <= {WHOLE} or min(held.values()) >= LIMIT


def test_large_groups_stay_where_they_are():
    assert merged({"a": 10, "b": 12}, {"a": WHOLE, "b": WHOLE}, LIMIT) == {"a": "a", "b": "b"}


def test_a_small_group_takes_the_smallest_of_the_others_with_it():
    sizes = {"a": 3, "b": 12, "c": 14}
    assert merged(sizes, dict.fromkeys(sizes, WHOLE), LIMIT) == {"a": WHOLE, "b": WHOLE, "c": "c"}


def test_two_small_ones_are_together_under_what_is_above_them():
    parents = {"top": WHOLE, "a": "top", "b": "top", "other": WHOLE}
    assert merged({"a": 6, "b": 6, "other": 20}, parents, LIMIT) == {"a": "top", "b": "top", "other": "other"}


def test_a_group_that_is_not_of_the_breakdown_counts_as_the_whole():
    assert merged({"": 4, "gone": 7, "a": 11}, {"a": WHOLE}, LIMIT) == {"": "", "gone": "", "a": "a"}
