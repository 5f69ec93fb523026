"""Each item is followed through all occasions, and what changed is told once, with the organisation's own words."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.calculations import Answer, Scale, movement
from checklists.movement import changes, items_over_time
from checklists.rounds import Round, Words, comparable_sums

DAY = datetime.date(2020, 3, 1)
SCALE = Scale(1, 4, ("a", "b", "c", "d"), not_applicable=True)
rating = st.one_of(st.none(), st.integers(1, 4))


def round_(*values, name="Träff", people=4, comment="", toward=()):
    return Round(
        name,
        DAY,
        tuple(Answer(n, v, v is None, toward=n in toward) for n, v in enumerate(values, start=1)),
        {"Chef": people},
        {n: Words(comment=comment) for n in range(1, len(values) + 1)},
    )


@st.composite
def several(draw, fewest=1):
    size = draw(st.integers(1, 12))
    rows = draw(st.lists(st.lists(rating, min_size=size, max_size=size), min_size=fewest, max_size=6))
    return [round_(*row, name=f"Träff {n}") for n, row in enumerate(rows)]


@given(several())
def test_every_item_stands_once_at_every_occasion(rounds):
    rows = items_over_time(rounds)
    assert [row.number for row in rows] == [answer.number for answer in rounds[0].answers]
    for index, one in enumerate(rounds):
        assert tuple(row.steps[index].answer for row in rows) == one.answers


@given(several())
def test_the_first_occasion_goes_no_way_and_every_way_has_two_values(rounds):
    for row in items_over_time(rounds):
        assert row.steps[0].way == ""
        for step in row.steps[1:]:
            assert step.before is not None
            both = step.before.value is not None and step.answer.value is not None
            assert bool(step.way) == both


@given(several(fewest=2))
def test_the_steps_add_up_to_the_movement_since_the_first_time(rounds):
    moved = {item.number: item.change for item in movement(rounds[0].answers, rounds[-1].answers).items}
    for row in items_over_time(rounds):
        assert row.overall == moved[row.number]
        parts = [step.change for step in row.steps[1:]]
        if None not in parts:
            assert sum(part for part in parts if part is not None) == row.overall


@given(several(fewest=2))
def test_what_changed_is_exactly_what_differs_newest_first(rounds):
    found = changes(rounds)
    assert [one.after for one in found] == list(reversed(rounds[1:]))
    for one in found:
        differing = [
            b.number for a, b in zip(one.before.answers, one.after.answers, strict=True) if a.value != b.value
        ]
        assert [change.number for change in one.items] == differing


@given(several())
def test_on_the_way_changes_neither_sums_nor_what_moved(rounds):
    toward = [
        Round(r.name, r.date, tuple(Answer(a.number, a.value, a.not_applicable, True) for a in r.answers), {})
        for r in rounds
    ]
    assert [r.total(SCALE) for r in toward] == [r.total(SCALE) for r in rounds]
    assert [[s.way for s in row.steps] for row in items_over_time(toward)] == [
        [s.way for s in row.steps] for row in items_over_time(rounds)
    ]
    assert [len(c.items) for c in changes(toward)] == [len(c.items) for c in changes(rounds)]


def test_a_change_carries_the_words_of_the_later_occasion():
    (one,) = changes([round_(1, 2, comment="då"), round_(2, 2, comment="nu", people=9)])
    assert [(change.number, change.comment) for change in one.items] == [(1, "nu")]
    assert one.circle.startswith("Fler deltog")


def test_a_single_occasion_has_no_changes_and_no_movement():
    assert changes([round_(1, 2)]) == ()
    assert [row.overall for row in items_over_time([round_(1, 2)])] == [None, None]


def test_versions_with_other_items_are_never_paired():
    with pytest.raises(ValueError, match="same version"):
        items_over_time([round_(1, 2), round_(1, 2, 3)])


def test_sums_are_comparable_only_with_the_same_maximum():
    assert comparable_sums([round_(1, 2), round_(4, 4)], SCALE)
    assert not comparable_sums([round_(1, 2), round_(4, None)], SCALE)
