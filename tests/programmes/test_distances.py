"""Distances are those on a sphere, and points stay on the sheet, apart from each other."""

from math import hypot, pi

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from programmes.distances import APART, EARTH, WIDTH, Position, distance, middle, nearest, sheet

positions = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))
swedish = st.builds(Position, st.floats(55.3, 69.1), st.floats(11, 24.2))


@given(positions, positions)
def test_a_distance_is_symmetric_and_at_most_half_round_the_earth(one, other):
    assert distance(one, other) == pytest.approx(distance(other, one), abs=1e-6)
    assert 0 <= distance(one, other) <= pi * EARTH + 1e-6
    assert distance(one, one) == 0


@given(positions, positions, positions)
def test_a_detour_is_never_shorter(one, over, other):
    assert distance(one, other) <= distance(one, over) + distance(over, other) + 1e-3


@given(st.floats(-89, 89), st.floats(0, 1))
def test_along_a_meridian_it_is_the_arc(latitude, step):
    found = distance(Position(latitude, 15), Position(latitude + step, 15))
    assert found == pytest.approx(EARTH * step * pi / 180, abs=1e-3)


def test_a_known_distance():
    malmo, lulea = Position(55.6050, 13.0038), Position(65.5848, 22.1547)
    assert distance(malmo, lulea) == pytest.approx(1219, abs=10)


@given(swedish, st.dictionaries(st.integers(1, 9), swedish, min_size=1), st.integers(1, 4))
def test_the_nearest_come_first(own, others, most):
    found = nearest(own, others, most)
    assert len(found) == min(most, len(others))
    assert [km for _key, km in found] == sorted(km for _key, km in found)
    assert found[0][1] == min(distance(own, one) for one in others.values())


@given(st.dictionaries(st.integers(1, 60), swedish, min_size=1, max_size=40))
def test_every_point_is_on_the_sheet(places):
    drawn = sheet(places)
    assert drawn is not None
    assert set(drawn.spots) == set(places)
    assert all(0 <= one.x <= WIDTH and 0 <= one.y <= drawn.height for one in drawn.spots.values())
    assert 0 < drawn.scale_length <= WIDTH


@given(swedish, swedish)
def test_two_points_can_always_be_read_and_north_is_up(one, other):
    drawn = sheet({1: one, 2: other})
    assert drawn is not None
    spots = drawn.spots
    assert hypot(spots[1].x - spots[2].x, spots[1].y - spots[2].y) >= APART - 1
    assume(distance(one, other) > 100 and one.latitude > other.latitude)
    assert spots[1].y <= spots[2].y


def test_nothing_has_no_middle_and_no_sheet():
    assert middle([]) is None
    assert sheet({}) is None
