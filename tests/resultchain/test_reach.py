"""How far entries reach: only what is done counts, planned things never raise it, and 10,000 entries are quick."""

import datetime
import time

from hypothesis import given
from hypothesis import strategies as st

from resultchain.chain import Edge, Node
from resultchain.reach import LEVELS, overview, reach

DAY = datetime.date(2020, 3, 1)
STATES = ("done", "ongoing", "planned", "dropped")


def node(number, level, state="done", day=None, begins=None):
    return Node(
        number,
        level,
        has_happened=state == "done",
        has_begun=state in {"done", "ongoing"},
        day=day,
        begins=begins,
        is_planned=state == "planned",
    )


@st.composite
def chains(draw):
    """Entries on any level in any state, and links that never point left nor close a circle."""
    levels = draw(st.lists(st.integers(1, 5), min_size=1, max_size=14))
    days = [
        draw(st.none() | st.integers(0, 30).map(lambda n: DAY + datetime.timedelta(days=n))) for _ in levels
    ]
    nodes = [
        node(n, level, draw(st.sampled_from(STATES)), day)
        for n, (level, day) in enumerate(zip(sorted(levels), days, strict=True))
    ]
    pairs = st.tuples(st.integers(0, len(nodes) - 1), st.integers(0, len(nodes) - 1), st.booleans())
    edges = [Edge(min(a, b), max(a, b), counts) for a, b, counts in draw(st.lists(pairs)) if a != b]
    return nodes, edges


def slowly(nodes, edges, counts):
    """The same by walking every way from every entry."""
    by_id = {one.id: one for one in nodes}

    def levels(here):
        if not counts(by_id[here]):
            return set()
        return {by_id[here].level}.union(*(levels(e.target) for e in edges if e.counts and e.source == here))

    return {one.id: levels(one.id) for one in nodes}


@given(chains())
def test_the_levels_are_those_on_some_way_of_things_that_count(chain):
    nodes, edges = chain
    found = reach(nodes, edges)
    assert {pk: set(one.done) for pk, one in found.items()} == slowly(nodes, edges, lambda n: n.has_happened)
    assert {pk: set(one.begun) for pk, one in found.items()} == slowly(nodes, edges, lambda n: n.has_begun)


@given(chains(), st.integers(0, 31))
def test_as_of_a_day_is_what_the_chain_was_that_day(chain, after):
    nodes, edges = chain
    day = DAY + datetime.timedelta(days=after)
    then = [one for one in nodes if one.day and one.day <= day]
    found, as_it_was = reach(nodes, edges), reach(then, edges)
    assert {one.id: found[one.id].level(day) for one in then} == {
        one.id: as_it_was[one.id].level() for one in then
    }
    assert all(found[one.id].level(day) == 0 for one in nodes if one not in then)


@given(chains())
def test_reach_falls_along_no_link_and_what_goes_on_never_lowers_it(chain):
    nodes, edges = chain
    found, by_id = reach(nodes, edges), {one.id: one for one in nodes}
    for edge in edges:
        if edge.counts and by_id[edge.source].has_happened:
            assert found[edge.source].level() >= found[edge.target].level()
    for one in nodes:
        assert found[one.id].level_with_ongoing() >= found[one.id].level()
        assert found[one.id].level() >= (one.level if one.has_happened else 0)


@given(chains())
def test_planned_and_dropped_entries_and_other_links_never_raise_it(chain):
    nodes, edges = chain
    without = [one for one in nodes if one.has_begun]
    counting = [edge for edge in edges if edge.counts]
    found, fewer = reach(nodes, edges), reach(without, counting)
    assert {one.id: found[one.id] for one in without} == fewer
    assert all(found[one.id].level_with_ongoing() == 0 for one in nodes if not one.has_begun)


@given(chains())
def test_the_overview_counts_every_entry_once(chain):
    nodes, edges = chain
    made = overview(nodes, reach(nodes, edges))
    for count in made.levels:
        here = [one for one in nodes if one.level == count.level]
        assert count.done == sum(one.has_happened for one in here)
        assert count.done + count.ongoing == sum(one.has_begun for one in here)
        assert count.planned == sum(one.is_planned for one in here)
    assert sum(made.furthest.values()) == made.activities == made.levels[0].done
    assert 0 <= made.led_further <= made.activities
    assert made.led_further <= sum(made.led_to.values())
    assert all(made.led_to.get(level, 0) >= made.furthest.get(level, 0) for level in LEVELS[1:])


def test_a_level_that_is_skipped_is_not_said_to_be_reached():
    nodes = [node(1, 1), node(2, 3), node(3, 1), node(4, 2, "ongoing")]
    made = overview(nodes, reach(nodes, [Edge(1, 2), Edge(3, 4)]))
    assert made.led_to == {3: 1}
    assert (made.activities, made.led_further, made.on_the_way, made.highest) == (2, 1, 1, 3)


def test_what_goes_on_today_had_begun_by_the_day_that_is_asked_for():
    later = DAY + datetime.timedelta(days=10)
    nodes = [node(1, 1, day=DAY, begins=DAY), node(2, 2, day=later, begins=DAY), node(3, 3)]
    found = reach(nodes, [Edge(1, 2), Edge(2, 3)])
    assert (found[1].level(DAY), found[1].level_with_ongoing(DAY)) == (1, 2)
    assert (found[1].level(later), found[1].level()) == (2, 3)
    assert [(one.done, one.ongoing) for one in overview(nodes, found, DAY).levels[:3]] == [
        (1, 0),
        (0, 1),
        (0, 0),
    ]


def test_a_circle_does_no_harm():
    nodes = [node(1, 1), node(2, 1), node(3, 2)]
    found = reach(nodes, [Edge(1, 2), Edge(2, 1), Edge(2, 3)])
    assert [found[n].level() for n in (1, 2, 3)] == [2, 2, 2]


def test_ten_thousand_entries_in_one_line_are_quick():
    count = 10_000
    nodes = [
        node(n, 1 + n * 5 // count, day=DAY + datetime.timedelta(days=(n * 7919) % count))
        for n in range(count)
    ]
    edges = [Edge(n, n + 1) for n in range(count - 1)] + [Edge(n, n + 50) for n in range(count - 50)]
    start = time.perf_counter()
    found = reach(nodes, edges)
    overview(nodes, found)
    spent = time.perf_counter() - start
    assert found[0].level() == 5
    assert spent < 5
