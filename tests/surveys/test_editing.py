"""Whatever is done to a questionnaire: nothing is lost, nothing is doubled, and conditions hold or it is refused."""

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from surveys import editing
from surveys.models import Kind
from surveys.questionnaire import Ask, Option, Part, Questionnaire, Said

YES_NO = (Option("yes", Said("Ja")), Option("no", Said("Nej")))
LABELS = st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=6, unique=True)


@st.composite
def questionnaires(draw):
    """A few pages of yes-or-no questions; some are for those who said yes on a page before."""
    parts: list[Part] = []
    before: list[str] = []
    number = 0
    for page in range(draw(st.integers(1, 4))):
        asks = []
        for _ask in range(draw(st.integers(0, 4))):
            number += 1
            lead = draw(st.sampled_from(["", *before]))
            codes = frozenset({"yes"}) if lead else frozenset()
            asks.append(
                Ask(f"k{number}", Kind.YES_NO, Said("?"), options=YES_NO, only_key=lead, only_codes=codes)
            )
        parts.append(Part(Said(f"Sida {page}"), Said(""), tuple(asks)))
        before += [ask.key for ask in asks]
    return Questionnaire(tuple(parts))


def keys(questionnaire):
    return [ask.key for ask in questionnaire]


@given(questionnaires(), st.integers(0, 20), st.sampled_from([-1, 1]))
def test_a_move_keeps_every_question_and_back_again_is_where_it_was(before, number, step):
    if not keys(before):
        return
    key = keys(before)[number % len(keys(before))]
    try:
        after = editing.moved(before, key, step)
    except editing.ConditionError:
        return
    assert sorted(keys(after)) == sorted(keys(before))
    assert [part.title for part in after.parts] == [part.title for part in before.parts]
    assert editing.checked(after) == after
    if after != before:
        assert editing.moved(after, key, -step) == before


@given(questionnaires(), st.integers(0, 20))
def test_what_is_taken_away_leaves_no_condition_hanging(before, number):
    for key in keys(before):
        with contextlib.suppress(editing.ConditionError):
            after = editing.without_ask(before, key)
            assert keys(after) == [one for one in keys(before) if one != key]
            assert all(ask.only_key != key for ask in after)
    page = number % len(before.parts) + 1
    with contextlib.suppress(editing.ConditionError):
        assert len(editing.without_part(before, page).parts) == len(before.parts) - 1


@given(questionnaires())
def test_what_may_decide_stands_on_an_earlier_page(questionnaire):
    for ask in questionnaire:
        at, _number = editing.place_of(questionnaire, ask.key)
        for lead in editing.may_lead(questionnaire, ask.key):
            assert editing.place_of(questionnaire, lead.key)[0] < at


def test_a_free_text_is_told_with_the_closed_question_right_before_it():
    def ask(key, kind=Kind.TEXT):
        return Ask(key, kind, Said(f"{key}?"))

    first = Part(Said("1"), Said(""), (ask("a", Kind.YES_NO), ask("b"), ask("c")))
    both = Questionnaire((first, Part(Said("2"), Said(""), (ask("d"),))))
    assert [both.said_before(key).sv for key in ("b", "c", "d", "e")] == ["a?", "", "", ""]


def test_a_step_that_once_stood_apart_does_not_share_its_code():
    before = editing.options_of([Said("Ja"), Said("Nej")], Said("Vet inte"))
    moved_in = editing.options_of([Said("Ja"), Said("Nej"), Said("Vet inte")], None, before)
    after = editing.options_of([option.label for option in moved_in], Said("Ingen åsikt"), moved_in)
    assert len({option.code for option in after}) == 4


@given(LABELS, LABELS, st.booleans(), st.booleans())
def test_a_choice_that_stays_keeps_its_code_and_a_new_one_gets_its_own(first, second, unsure, later):
    apart = Said("Vet inte")
    before = editing.options_of([Said(one) for one in first], apart if unsure else None)
    after = editing.options_of([Said(one) for one in second], apart if later else None, before)
    codes = {option.label.sv: option.code for option in before}
    assert [option.label.sv for option in after if not option.outside] == second
    assert len({option.code for option in after}) == len(after)
    for option in after:
        assert option.code == codes.get(option.label.sv, option.code)
        assert option.label.sv in codes or option.code == editing.UNSURE or option.code not in codes.values()
