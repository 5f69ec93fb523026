"""The picture and the lists of a chain: nothing overlaps, nothing is lost, few lines cross."""

import re
import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from resultchain.chain import Edge
from resultchain.layout import GAP, WIDTH, Size, layout, spans
from resultchain.nesting import DEEPEST, nested
from resultchain.reach import LEVELS
from resultchain.settling import settled


@st.composite
def drawings(draw):
    sizes = [
        Size(n, draw(st.sampled_from(LEVELS)), draw(st.sampled_from((48, 66, 84))))
        for n in range(draw(st.integers(0, 12)))
    ]
    ends = st.integers(0, max(len(sizes) - 1, 0))
    pairs = draw(st.sets(st.tuples(ends, ends), max_size=20)) if sizes else set()
    edges = [Edge(a, b, draw(st.booleans())) for a, b in sorted(pairs) if a != b]
    return sizes, edges


@given(drawings())
def test_boxes_stand_in_their_columns_without_touching(drawing):
    sizes, edges = drawing
    picture = layout(sizes, edges)
    assert set(picture.spots) == {size.id for size in sizes}
    for level in LEVELS:
        column = sorted((picture.spots[size.id] for size in sizes if size.level == level), key=lambda s: s.y)
        assert len({spot.x for spot in column}) <= 1
        assert all(upper.y + upper.height < lower.y for upper, lower in pairwise(column))
    assert all(
        spot.y >= 0 and spot.y + spot.height <= picture.height + 0.1 and spot.x + spot.width <= WIDTH
        for spot in picture.spots.values()
    )


@given(drawings())
def test_every_line_begins_and_ends_at_its_boxes_and_none_runs_through_a_box(drawing):
    sizes, edges = drawing
    picture = layout(sizes, edges)
    assert [curve.edge for curve in picture.curves] == edges
    by_id = {size.id: size for size in sizes}
    for curve in picture.curves:
        numbers = [float(number) for number in re.findall(r"[\d.]+", curve.path)]
        source, target = picture.spots[curve.edge.source], picture.spots[curve.edge.target]
        assert source.x <= numbers[0] <= source.x + source.width
        assert target.x <= numbers[-2] <= target.x + target.width
        assert abs(numbers[1] - (source.y + source.height / 2)) < 0.2
        assert abs(numbers[-1] - (target.y + target.height / 2)) < 0.2
        assert curve.back == (by_id[curve.edge.target].level < by_id[curve.edge.source].level)
        lanes = re.findall(r"([\d.]+) ([\d.]+) L([\d.]+) ([\d.]+)", curve.path)
        for x, y, to_x, to_y in lanes:
            assert y == to_y
            column = sorted((float(x), float(to_x)))
            for spot in picture.spots.values():
                if spot.x == column[0]:
                    assert spot.x + spot.width == column[1]
                    assert not spot.y < float(y) < spot.y + spot.height


@given(st.sets(st.sampled_from(LEVELS)))
def test_columns_follow_each_other_within_the_sheet_and_empty_ones_are_narrow(used):
    columns = [spans(used)[level] for level in LEVELS]
    assert all(left.end + GAP == right.x for left, right in pairwise(columns))
    assert columns[-1].end <= WIDTH
    assert len({spans(used)[level].width for level in used}) <= 1


def test_entries_of_one_level_that_hang_together_stand_beside_each_other():
    sizes = [Size(n, 2, 48) for n in range(12)]
    picture = layout(sizes, [Edge(0, 11), Edge(3, 8)])
    assert picture.crossings == 0


def test_lines_that_need_not_cross_do_not():
    sizes = [Size(n, 1, 48) for n in range(8)] + [Size(n, 2, 48) for n in range(8, 16)]
    edges = [Edge(n, 15 - n) for n in range(8)]
    assert layout(sizes, edges).crossings == 0


def test_a_straight_chain_is_a_straight_line():
    sizes = [Size(level, level, 48) for level in LEVELS]
    picture = layout(sizes, [Edge(level, level + 1) for level in LEVELS[:-1]])
    assert {spot.y for spot in picture.spots.values()} == {0}


def test_eighty_boxes_with_two_hundred_lines_are_quick():
    sizes = [Size(n, 1 + n % 5, 66) for n in range(80)]
    edges = [Edge(a, (a * 7 + k * 13) % 80) for a in range(80) for k in range(3)]
    edges = [edge for edge in edges if edge.source != edge.target][:200]
    start = time.process_time()
    layout(sizes, edges)
    assert time.process_time() - start < 2


WISHES = st.lists(st.tuples(st.floats(-500, 500), st.sampled_from((0.01, 1.0))), max_size=12)


@given(WISHES)
def test_things_that_settle_never_overlap_and_stay_where_they_can(wishes):
    tops = settled(wishes, [10] * len(wishes))
    assert all(lower - upper >= 10 - 1e-6 for upper, lower in pairwise(tops))
    if all(b[0] - a[0] >= 10 for a, b in pairwise(wishes)):
        assert all(abs(top - wish) < 1e-6 for top, (wish, _weight) in zip(tops, wishes, strict=True))


def items(found, depth=0):
    for item in found:
        yield item, depth
        yield from items((*item.led_to, *item.gave_rise_to), depth + 1)


@given(drawings())
def test_every_entry_is_listed_in_full_once_and_every_link_is_told(drawing):
    sizes, edges = drawing
    ids = [size.id for size in sizes]
    listed = list(items(nested(ids, edges)))
    assert sorted(item.id for item, _depth in listed if not item.is_reference) == sorted(ids)
    assert max((depth for _item, depth in listed), default=0) <= DEEPEST
    told = [(item.id, one.id) for item, _depth in listed for one in (*item.led_to, *item.gave_rise_to)]
    assert sorted(told) == sorted((edge.source, edge.target) for edge in edges)


def test_an_entry_that_is_reached_twice_is_a_reference_the_second_time():
    found = nested([1, 2, 3], [Edge(1, 3), Edge(2, 3), Edge(3, 1, False)])
    assert [item.id for item in found] == [2]
    (product,) = found[0].led_to
    (activity,) = product.gave_rise_to
    assert activity.id == 1
    assert [(item.id, item.is_reference) for item in activity.led_to] == [(3, True)]


def test_a_long_line_goes_on_in_lists_of_its_own():
    found = nested(range(40), [Edge(n, n + 1) for n in range(39)])
    assert [item.id for item in found] == list(range(0, 40, DEEPEST))
