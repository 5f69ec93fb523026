"""Small groups stay hidden, and what is shown never gives them away."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.disclosure import BREAKDOWN, DEFAULT, FLOOR, shown

groups = st.dictionaries(st.text(max_size=3), st.integers(0, 40), max_size=12)
limits = st.integers(FLOOR, 20)


@given(groups, limits)
def test_only_groups_of_at_least_k_are_shown(sizes, k):
    assert all(sizes[group] >= k for group in shown(sizes, k))


@given(groups, limits)
def test_the_hidden_ones_together_reach_k_or_are_nobody(sizes, k):
    visible = shown(sizes, k)
    remainder = sum(size for group, size in sizes.items() if group not in visible)
    assert remainder == 0 or remainder >= k or not visible


@given(groups, limits)
def test_a_single_group_of_people_is_never_hidden_alone(sizes, k):
    visible = shown(sizes, k)
    hidden = [group for group, size in sizes.items() if size and group not in visible]
    assert not visible or len(hidden) != 1


@given(groups, limits)
def test_nothing_is_hidden_without_need(sizes, k):
    if all(size == 0 or size >= k for size in sizes.values()):
        assert shown(sizes, k) == {group for group, size in sizes.items() if size}


@given(groups, limits)
def test_a_higher_limit_never_shows_a_smaller_group(sizes, k):
    smallest = min((sizes[group] for group in shown(sizes, k + 1)), default=k + 1)
    assert smallest >= k + 1


@given(
    groups,
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(max_value=FLOOR - 1),
        st.floats(),
        st.text(),
        st.decimals(allow_nan=True).map(Decimal),
    ),
)
def test_a_broken_limit_hides_everything(sizes, k):
    assert shown(sizes, k) == frozenset()


@pytest.mark.parametrize("size", [-1, None, 7.0, "7", True])
def test_a_broken_size_hides_everything(size):
    assert shown({"a": 30, "b": size}, DEFAULT) == frozenset()


@pytest.mark.parametrize(
    ("sizes", "visible"),
    [
        ({"politiker": 6, "chef": 7, "nyckelperson": 12}, {"politiker", "chef", "nyckelperson"}),
        ({"politiker": 5, "chef": 7, "nyckelperson": 12}, {"nyckelperson"}),
        ({"politiker": 5, "chef": 5, "nyckelperson": 12}, {"nyckelperson"}),
        ({"politiker": 1, "chef": 2, "nyckelperson": 12}, set()),
        ({"politiker": 0, "chef": 6}, {"chef"}),
        ({"politiker": 3, "chef": 6, "nyckelperson": 6}, {"chef"}),
        ({"politiker": 5}, set()),
        ({}, set()),
    ],
)
def test_examples(sizes, visible):
    assert shown(sizes, DEFAULT) == visible


def test_the_limits_stand_in_order():
    assert FLOOR < DEFAULT < BREAKDOWN
