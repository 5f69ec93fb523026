"""Whoever solves the published system finds no small set, and no more is hidden than that takes."""

from collections.abc import Hashable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.disclosure import DEFAULT, FLOOR, Group, Reason, release
from tests.figures.attacker import recovered, released, union

PARTS = 7
sizes = st.lists(st.integers(0, 9), min_size=3, max_size=PARTS)


@st.composite
def worlds(draw):
    """Parts of people; groups as sets of parts: a tree over them, and others that overlap; and earlier releases."""
    found = draw(sizes)
    people = {part: frozenset((part, n) for n in range(size)) for part, size in enumerate(found)}
    every = list(people)
    groups = {"whole": frozenset(every)}
    split = draw(st.lists(st.integers(0, 2), min_size=len(every), max_size=len(every)))
    for branch in set(split):
        groups[f"branch {branch}"] = frozenset(part for part in every if split[part] == branch)
    for part in every:
        groups[f"leaf {part}"] = frozenset({part})
    others = st.frozensets(st.sampled_from(every), min_size=1)
    for number, parts in enumerate(draw(st.lists(others, max_size=3))):
        groups[f"network {number}"] = parts
    earlier = draw(st.lists(others, max_size=2))
    limits = {key: draw(st.sampled_from([DEFAULT, 10])) for key in ("whole", "breakdown")}
    limits["breakdown"] = max(limits.values())
    return people, groups, earlier, limits


@given(worlds())
@settings(max_examples=150, deadline=None)
def test_the_attacker_recovers_nothing(world):
    assert recovered(world, released(world).shown) == set()


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_no_single_group_could_be_shown_as_well(world):
    """What is hidden to protect others would, each by itself, give something away."""
    found = released(world)
    for key, reason in found.hidden.items():
        if reason is Reason.PROTECTS:
            assert recovered(world, found.shown | {key}), key


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_the_same_question_gives_the_same_answer(world):
    people, groups, earlier, limits = world
    assert released(world) == released((people, groups, list(reversed(earlier)), limits))


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_every_group_is_shown_or_hidden_for_a_reason(world):
    people, groups, _earlier, limits = world
    found = released(world)
    assert found.shown | set(found.hidden) == set(groups)
    assert not found.shown & set(found.hidden)
    for key, parts in groups.items():
        few = len(union(people, parts)) < limits.get(key, limits["breakdown"])
        assert (found.hidden.get(key) is Reason.FEW) == few


@pytest.mark.parametrize("limit", [None, True, FLOOR - 1, 6.0, "6"])
def test_a_broken_limit_hides_everything(limit):
    people = frozenset(range(30))
    found = release({"whole": Group(people, DEFAULT), "unit": Group(people, limit)})
    assert found.shown == frozenset()
    assert set(found.hidden.values()) == {Reason.SETTING}


def test_a_network_that_shares_all_but_two_with_a_unit_stays_hidden():
    unit = frozenset(range(20))
    network = frozenset(range(18)) | frozenset(range(50, 70))
    others = frozenset(range(50, 70))
    found = release({"unit": Group(unit, 10), "network": Group(network, 10), "others": Group(others, 10)})
    # network - others = 18 of the unit, and the unit less those is two people.
    assert found.hidden == {"others": Reason.PROTECTS}


def test_an_earlier_release_is_remembered():
    before, now = frozenset(range(20)), frozenset(range(23))
    assert release({"all": Group(now, 6)}, earlier=[before]).hidden == {"all": Reason.PROTECTS}
    assert release({"all": Group(now, 6)}).shown == {"all"}


def test_what_was_given_away_before_hides_nothing_now():
    small, whole = frozenset(range(3)), frozenset(range(30))
    assert release({"all": Group(whole, 6)}, earlier=[small, whole]).shown == {"all"}


def test_311_organisations_and_networks_take_little_time():
    groups: dict[Hashable, Group] = {
        n: Group(frozenset((n, m) for m in range(n % 14)), 10) for n in range(311)
    }
    everybody = frozenset().union(*(group.people for group in groups.values()))
    for county in range(21):
        members = [groups[n].people for n in range(311) if n % 21 == county]
        groups[f"county {county}"] = Group(frozenset().union(*members), 10)
    groups["whole"] = Group(everybody, 6)
    found = release(groups)
    assert found.shown
    assert Reason.FEW in found.hidden.values()
