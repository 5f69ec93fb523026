"""Ways and circles of "led to", as values."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from resultchain.chain import Edge, circle, way

EDGES = st.lists(st.builds(Edge, st.integers(0, 9), st.integers(0, 9), st.booleans()), max_size=30)
ENDS = st.integers(0, 9)


@given(EDGES, ENDS, ENDS)
def test_a_way_follows_links_that_count_from_start_to_end(edges, start, end):
    steps = way(edges, start, end)
    counting = {(edge.source, edge.target) for edge in edges if edge.counts}
    if steps:
        assert (steps[0], steps[-1]) == (start, end)
        assert len(set(steps)) == len(steps)
        assert all(pair in counting for pair in pairwise(steps))
    else:
        reached = {start}
        for _ in range(10):
            reached |= {target for source, target in counting if source in reached}
        assert end not in reached


@given(EDGES, ENDS, ENDS)
def test_a_chain_that_asks_before_each_link_never_gets_a_circle(wanted, source, target):
    made: list[Edge] = []
    for edge in wanted:
        if edge.source != edge.target and not (edge.counts and circle(made, edge.source, edge.target)):
            made.append(edge)
    for edge in made:
        if edge.counts:
            assert not way(made, edge.target, edge.source)


def test_a_long_line_needs_no_recursion():
    edges = [Edge(n, n + 1) for n in range(20_000)]
    assert circle(edges, 20_000, 0) == list(range(20_001))
