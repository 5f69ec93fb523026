"""Two participants are the same when they share an organisation as a whole, or a unit."""

from hypothesis import given
from hypothesis import strategies as st

from programmes.overlaps import Claim, overlap

ids = st.frozensets(st.integers(1, 6), max_size=3)
claims = st.builds(Claim, ids, ids)


def test_a_whole_and_its_units_are_different_participants():
    whole, north, south = (
        Claim(frozenset({1})),
        Claim(frozenset({1}), frozenset({7})),
        Claim(frozenset({1}), frozenset({8})),
    )
    assert not overlap(north, [whole, south])
    assert overlap(whole, [Claim(frozenset({1, 2}))]) == [1]


@given(claims, claims)
def test_it_does_not_matter_who_came_first(one, other):
    assert overlap(one, [other]) == overlap(other, [one])


@given(claims, st.lists(claims, max_size=4))
def test_only_own_organisations_are_named_and_a_repetition_always_is(one, others):
    assert set(overlap(one, others)) <= one.organisations
    assert set(overlap(one, [*others, one])) == set(one.organisations)
