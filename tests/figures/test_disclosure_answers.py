"""What leaves a room is protected: nothing of a hidden group is in it, and alike answers are told in words."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.disclosure import (
    Counted,
    Hidden,
    Limits,
    Many,
    Nearly,
    Question,
    Reason,
    following,
    hidden_words,
    nearly_words,
    protect,
    texts_hidden,
)

YES, NO, UNKNOWN = "ja", "nej", "vet ej"


def question(answers):
    return Question((YES, NO, UNKNOWN), {person: [choice] for person, choice in answers.items()})


def asked(by_unit, limits=None, left_out=0):
    """Answers by unit, as "jjn" strings; `left_out` people of the first unit leave the question out."""
    letters = {"j": YES, "n": NO, "v": UNKNOWN}
    made = {(unit, n): letters[letter] for unit, text in by_unit.items() for n, letter in enumerate(text)}
    first = next(iter(by_unit))
    silent = {(first, 1000 + n) for n in range(left_out)}
    groups = {unit: {person for person in {*made, *silent} if person[0] == unit} for unit in by_unit}
    return protect(question(made), answered={*made, *silent}, groups=groups, limits=limits or Limits())


def test_a_large_enough_whole_is_shown_in_full_small_cells_too():
    found = asked({"a": "jjjjjjjjjjjjnn"}, left_out=2)
    assert found.whole == Counted(14, {YES: 12, NO: 2, UNKNOWN: 0}, 2)


def test_five_are_too_few():
    found = asked({"a": "jjnnv"})
    assert found.whole == Hidden(Reason.FEW, 6)


def test_a_group_of_a_breakdown_needs_ten_and_its_sibling_protects_it():
    found = asked({"a": "jjjjjjnnnnnn", "b": "jjnnv"})
    assert found.whole.n == 17
    assert found.groups == {"a": Hidden(Reason.PROTECTS, 10), "b": Hidden(Reason.FEW, 10)}


def test_a_group_that_answers_alike_is_told_in_words():
    found = asked({"a": "j" * 11 + "n", "b": "jjjjjjnnnnnn", "c": "jjjjjjjnnnnn"})
    assert found.groups["a"] == Nearly(12, YES)
    # The whole less both siblings would be the figures of a.
    assert sum(isinstance(group, Counted) for group in found.groups.values()) == 1
    assert found.whole.n == 36


def test_the_whole_is_no_breakdown():
    assert asked({"a": "j" * 14}).whole == Counted(14, {YES: 14, NO: 0, UNKNOWN: 0}, 0)


@pytest.mark.parametrize(
    "limits", [Limits(whole=None), Limits(breakdown=4), Limits(free_text="10"), Limits(12, 10)]
)
def test_a_broken_setting_hides_all(limits):
    found = asked({"a": "j" * 20, "b": "n" * 20}, limits)
    assert {found.whole, *found.groups.values()} == {Hidden(Reason.SETTING, None)}
    assert texts_hidden(500, limits) == Hidden(Reason.SETTING, None)


def test_free_text_needs_ten_answers_to_the_survey():
    assert texts_hidden(9, Limits()) == Hidden(Reason.FEW, 10)
    assert texts_hidden(10, Limits()) is None


def test_how_many_of_a_small_group_left_it_out_cannot_be_worked_out():
    """Of c, nobody answered: the whole less a and b would be the two who left the question out."""
    found = asked({"c": "", "a": "jjjjjjnnnnnn", "b": "jjjjjnnnnn"}, left_out=2)
    assert found.whole == Counted(22, {YES: 11, NO: 11, UNKNOWN: 0}, 2)
    assert sum(isinstance(group, Counted) for group in found.groups.values()) == 1
    assert found.groups["c"] == Hidden(Reason.FEW, 10)
    assert found.groups["b"] == Hidden(Reason.PROTECTS, 10)
    large = asked({"c": "", "a": "jjjjjjnnnnnn", "b": "jjjjjnnnnn"}, left_out=10)
    assert sum(isinstance(group, Counted) for group in large.groups.values()) == 2


def test_of_a_question_for_some_no_group_is_told_that_is_not_counted_where_it_was_led_from():
    lead = asked({"a": "j" * 11 + "n", "b": "jjjjjjnnnnnn", "c": "jjjjjjjnnnnn", "d": "jjj"})
    found = asked({"a": "jjjjjnnnnnn", "b": "jjjjjjnnnnnn", "c": "j" * 12, "d": "jjj"})
    told = following(found, lead, limits=Limits())
    assert told.whole == found.whole
    for unit, shown in told.groups.items():
        assert shown == found.groups[unit] or shown == Hidden(Reason.PROTECTS, 10)
        assert isinstance(shown, Hidden) or isinstance(lead.groups[unit], Counted)


@given(st.dictionaries(st.sampled_from("abcd"), st.text(alphabet="jnv", max_size=16), min_size=1))
@settings(max_examples=150, deadline=None)
def test_a_hidden_group_holds_no_number_of_its_own(by_unit):
    found = asked(by_unit)
    for unit, group in found.groups.items():
        if isinstance(group, Hidden):
            assert dataclasses.asdict(group).keys() == {"reason", "limit"}
        else:
            assert len(by_unit[unit]) >= 10
        if isinstance(group, Counted):
            assert group.n == sum(group.counts.values()) == len(by_unit[unit])
            assert max(group.counts.values()) < group.n - 1


def test_words_in_both_languages():
    assert hidden_words(Hidden(Reason.FEW, 10)) == "Visas inte: färre än 10 har svarat."
    assert "worked out" in hidden_words(Hidden(Reason.PROTECTS, 10), "en")
    assert "saknas" in hidden_words(Hidden(Reason.SETTING, None))
    assert nearly_words("Ja") == "Alla eller nästan alla svarade ”Ja”."


alike = st.tuples(
    st.frozensets(st.sampled_from("abcd")), st.sampled_from(["", YES, NO, UNKNOWN]), st.integers(1, 14)
)


@settings(deadline=None)
@given(st.lists(alike, max_size=12), st.randoms(use_true_random=False))
def test_one_that_stands_for_many_gives_what_the_many_give_whoever_they_are(blocks, chance):
    names = list(range(sum(number for _groups, _choice, number in blocks)))
    chance.shuffle(names)
    each = [block for block in blocks for _person in range(block[2])]
    one_by_one = dict(zip(names, each, strict=True))
    together = {Many(number, block[2]): block for number, block in enumerate(blocks)}
    assert protected_of(one_by_one) == protected_of(together)


def protected_of(people):
    return protect(
        question({person: choice for person, (_groups, choice, _n) in people.items() if choice}),
        answered=people.keys(),
        groups={
            name: [person for person, (groups, *_rest) in people.items() if name in groups] for name in "abcd"
        },
        limits=Limits(),
    )
