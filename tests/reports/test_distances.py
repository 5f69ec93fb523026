"""Distances between functions never let one person's ratings be read or worked out."""

import json
from collections import Counter
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.by_function import OwnAnswers
from checklists.calculations import Answer
from figures.disclosure import DEFAULT, FLOOR
from reports.kinds.lagesrapport.distances import distances

NAMES = {1: "Politiskt beslut", 2: "Kompetens"}
value = st.one_of(st.none(), st.integers(1, 4))
person = st.builds(
    lambda function, first, second: OwnAnswers(function, (Answer(1, first), Answer(2, second))),
    st.sampled_from(["chef", "nyckelperson", "politiker", "analytiker"]),
    value,
    value,
)
people = st.lists(person, max_size=60)


def rated(function, *values):
    return [OwnAnswers(function, (Answer(1, one), Answer(2, 2))) for one in values]


def base(own, function, number):
    return sum(
        1 for one in own if one.function == function for a in one.answers if a.number == number and a.value
    )


@given(people)
def test_every_mean_stands_on_enough_people_and_the_hidden_ones_together_too(own):
    found = distances(own, NAMES)
    names = [function.name for function in found.functions]
    for row in found.rows:
        bases = {name: base(own, name, row.number) for name in names}
        hidden = sum(bases[name] for name, cell in zip(names, row.cells, strict=True) if cell is None)
        assert all(
            cell is None or bases[name] >= DEFAULT for name, cell in zip(names, row.cells, strict=True)
        )
        shown = [cell for cell in row.cells if cell is not None]
        assert not shown or hidden == 0 or hidden >= DEFAULT


@given(people)
def test_a_hidden_function_shows_neither_its_number_nor_its_means(own):
    found = distances(own, NAMES)
    sizes = Counter(one.function for one in own)
    for index, function in enumerate(found.functions):
        if function.people is None:
            assert all(row.cells[index] is None for row in found.rows)
        else:
            assert function.people == sizes[function.name] >= DEFAULT


@given(people, st.one_of(st.none(), st.integers(max_value=FLOOR - 1)))
def test_a_broken_limit_shows_nothing(own, limit):
    found = distances(own, NAMES, limit=limit)
    assert found.rows == ()
    assert all(function.people is None for function in found.functions)
    assert found.finding == "Inget avstånd kan visas"


@given(people)
def test_changing_one_person_of_a_hidden_function_changes_nothing_that_is_printed(own):
    before = distances(own, NAMES)
    hidden = {function.name for function in before.functions if function.people is None}
    turned = [
        OwnAnswers(
            one.function, tuple(Answer(a.number, 5 - a.value if a.value else None) for a in one.answers)
        )
        if one.function in hidden
        else one
        for one in own
    ]
    assert distances(turned, NAMES) == before


def test_it_is_the_mean_of_who_gave_a_value_with_one_decimal():
    own = rated("chef", 1, 1, 1, 2, 2, 3, None) + rated("politiker", 3, 3, 3, 3, 3, 3)
    found = distances(own, NAMES)
    assert [(f.name, f.people) for f in found.functions] == [("chef", 7), ("politiker", 6)]
    assert [row.cells for row in found.rows] == [("1,7", "3,0"), ("2,0", "2,0")]
    assert found.finding == (
        "Längst från varandra ligger funktionerna på moment 1, ”Politiskt beslut” (politiker 3,0, chef 1,7)"
    )
    assert not found.hidden


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        (rated("chef", *[2] * 5) + rated("politiker", *[3] * 12), set()),
        (rated("chef", *[2] * 3) + rated("politiker", *[3] * 7) + rated("nyckelperson", *[1] * 9), set()),
        (rated("chef", *[2] * 12), set()),
        (
            rated("chef", *[2] * 3)
            + rated("politiker", *[3] * 7)
            + rated("nyckelperson", *[1] * 9)
            + rated("analytiker", *[1] * 8),
            {"nyckelperson", "analytiker"},
        ),
    ],
)
def test_small_functions_are_hidden_with_a_sibling_and_a_single_one_has_no_distance(own, shown):
    found = distances(own, NAMES)
    assert {function.name for function in found.functions if function.people is not None} == shown
    assert bool(found.rows) == bool(shown)
    if not shown:
        assert found.finding == "Inget avstånd kan visas"
        assert ",0" not in json.dumps(asdict(found), ensure_ascii=False)


def test_functions_that_agree_are_said_to():
    own = rated("chef", *[2] * 6) + rated("politiker", *[2] * 6)
    assert distances(own, NAMES).finding == "Funktionerna som visas ligger lika på varje moment"
