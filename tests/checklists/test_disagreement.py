"""How far answers lie apart, counted and said."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from checklists import disagreement
from checklists.calculations import Answer
from checklists.disagreement import differs, finding, most_split, told, widest_difference
from checklists.spread import ItemSpread, spreads

values = st.lists(st.integers(1, 4), max_size=8).map(lambda found: tuple(sorted(found)))
items = st.builds(ItemSpread, st.just(1), values, st.integers(0, 3))
lists = st.lists(items, max_size=12).map(
    lambda found: [ItemSpread(n, i.values, i.not_applicable) for n, i in enumerate(found, start=1)]
)


@given(items)
def test_people_differ_exactly_when_two_of_them_do(item):
    answers = [*item.values, *["na"] * item.not_applicable]
    assert differs(item) == any(a != b for a in answers for b in answers)
    assert disagreement.given(item) == len(answers)


@given(lists)
def test_the_most_split_are_split_and_none_is_wider(found):
    chosen = most_split(found)
    assert all(differs(item) for item in chosen)
    assert bool(chosen) == any(differs(item) for item in found)
    assert all(item.width <= chosen[0].width for item in found if differs(item))


@given(lists)
def test_every_list_has_a_sentence_in_both_languages(found):
    names = {item.number: f"Sak {item.number}" for item in found}
    for language in ("sv", "en"):
        with translation.override(language):
            assert finding(found)
            assert widest_difference(found, names).endswith(".") == any(differs(item) for item in found)
            assert all(bool(told(item)) == (disagreement.given(item) > 0) for item in found)


def item(number, *values, na=0):
    return ItemSpread(number, values, na)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ([], "Inget moment är skattat av minst två än"),
        ([item(1, 2), item(2)], "Inget moment är skattat av minst två än"),
        ([item(1, 1, 2), item(2, 3, 3)], "Ni ser olika på ett av två moment"),
        ([item(1, 1, 2), item(2, 3)], "Ni ser olika på ett av ett moment som minst två har skattat"),
        ([item(1, 2, 2), item(2, 3, 3)], "Ni ser lika på två moment"),
        ([item(1, 2, na=1), item(2, na=2)], "Ni ser olika på ett av två moment"),
    ],
)
def test_the_finding(found, sentence):
    assert finding(found) == sentence


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ([item(1, 2, 2)], ""),
        ([item(1, 1, 2), item(2, 1, 3)], "Störst skillnad: ”Sak 2”, två nivåer."),
        ([item(1, 1, 2), item(2, 1, 2)], "Störst skillnad: ”Sak 1” och ”Sak 2”, en nivå."),
        ([item(n, 1, 2) for n in range(1, 6)], "Störst skillnad: fem moment, en nivå."),
        ([item(1, 2, na=1)], "Störst skillnad: ”Sak 1”, som inte alla tycker är tillämpligt."),
    ],
)
def test_the_widest_difference(found, sentence):
    assert widest_difference(found, {n: f"Sak {n}" for n in range(1, 9)}) == sentence


def test_who_many_answered_what():
    assert told(item(1, 1, 1, 3)) == "två svarade 1, en svarade 3"
    assert told(item(1, 2, na=2)) == "en svarade 2, två svarade ej tillämpligt"
    assert told(item(1)) == ""


def test_spreads_keep_the_items_apart():
    found = spreads([[Answer(1, 2), Answer(2, None)], [Answer(1, 3), Answer(2, None, not_applicable=True)]])
    assert found == (ItemSpread(1, (2, 3)), ItemSpread(2, (), 1))
