"""Sums, shares and movement are exact, whatever the scale."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.calculations import Answer, Scale, mean, movement, total

THREE = Scale(1, 3, ("a", "b", "c"))
FOUR = Scale(1, 4, ("a", "b", "c", "d"), not_applicable=True)

values = st.one_of(st.none(), st.integers(1, 4))
answers = st.lists(st.tuples(values, st.booleans()), min_size=1, max_size=20).map(
    lambda rows: [Answer(n, None if na else value, na) for n, (value, na) in enumerate(rows, start=1)]
)


def rated(digits):
    return [Answer(n, int(d)) for n, d in enumerate(digits, start=1)]


def test_sum_and_share_of_a_complete_assessment():
    counted = total(rated("3323322221"), THREE)
    assert (counted.points, counted.maximum, counted.is_complete) == (23, 30, True)
    assert counted.share == Fraction(23, 30)


def test_what_does_not_apply_leaves_the_maximum():
    counted = total([Answer(1, 4), Answer(2, not_applicable=True), Answer(3, 2)], FOUR)
    assert (counted.points, counted.maximum, counted.rated, counted.is_complete) == (6, 8, 3, True)


def test_nothing_applies_gives_no_share():
    assert total([Answer(1, not_applicable=True)], FOUR).share is None


@given(answers)
def test_a_sum_lies_between_nothing_and_its_maximum(given_answers):
    counted = total(given_answers, FOUR)
    assert 0 <= counted.points <= counted.maximum
    assert counted.rated <= counted.items
    assert counted.is_complete == all(a.is_rated for a in given_answers)


@given(answers, st.data())
def test_every_item_moves_up_down_stays_or_can_not_be_compared(then, data):
    now = [Answer(a.number, data.draw(values)) for a in then]
    moved = movement(then, now)
    parts = (*moved.up, *moved.down, *moved.still, *moved.incomparable)
    assert sorted(item.number for item in parts) == [a.number for a in then]
    changes = sum(item.change for item in moved.items if item.change is not None)
    assert changes == sum(
        n.value - t.value
        for t, n in zip(then, now, strict=True)
        if t.value is not None and n.value is not None
    )


def test_versions_with_other_items_are_never_compared():
    with pytest.raises(ValueError, match="same version"):
        movement(rated("123"), rated("1234"))


def test_mean_is_exact():
    assert mean([1, 1, 2]) == Fraction(4, 3)
    assert mean([]) is None
