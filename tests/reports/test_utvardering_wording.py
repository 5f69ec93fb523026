"""What an evaluation says in words is computed from counts: correct Swedish, never a sum of rounded shares."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from figures import swedish
from reports.kinds.utvardering.figures import question_figure
from reports.kinds.utvardering.material import Asked
from reports.kinds.utvardering.wording import (
    finding,
    headline,
    in_full,
    largest,
    more,
    other_end,
    people,
    plainly,
    together,
    told,
)
from surveys.models import Kind
from surveys.questionnaires import scales
from tests.reports.survey_samples import COUNTS, asked, steps, usual

SHARES = st.integers(1, 2_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
SCALES = [name for name in scales() if name != "yes-no"]


@pytest.fixture(autouse=True)
def _in_swedish():
    with translation.override("sv"):
        yield


def said(text):
    return text.replace("\u00a0", " ")


def region(key):
    return next(one for one in usual() if one.key == key)


def scaled(name, counts, **fields):
    kind = {"satisfaction": Kind.SATISFACTION, "yes-no": Kind.YES_NO}.get(name, Kind.CHOICE)
    return asked("f", tuple(counts), kind=kind, steps=steps(scales()[name]), **fields)


@st.composite
def answered(draw):
    """A question on a shipped scale that somebody answered."""
    name = draw(st.sampled_from(list(scales())))
    size = len(scales()[name].choices)
    counts = draw(st.lists(st.integers(0, 300), min_size=size, max_size=size).filter(any))
    return scaled(name, counts)


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 14, "ingen (0 av 14)"),
        (1, 14, "en av 14 (7 %)"),
        (2, 14, "två av 14 (14 %)"),
        (5, 14, "fem av 14 (36 %)"),
        (4, 9, "fyra av 9 (44 %)"),
        (6, 13, "knappt hälften (46 %, 6 av 13)"),
        (7, 14, "hälften (50 %, 7 av 14)"),
        (8, 14, "drygt hälften (57 %, 8 av 14)"),
        (8, 13, "klart mer än hälften (62 %, 8 av 13)"),
        (10, 14, "klart mer än hälften (71 %, 10 av 14)"),
        (11, 14, "de flesta (79 %, 11 av 14)"),
        (13, 14, "nästan alla (93 %, 13 av 14)"),
        (14, 14, "alla (14 av 14)"),
        (1234, 4000, "1 234 av 4 000 (31 %)"),
    ],
)
def test_shares_in_words(part, whole, words):
    assert said(people(part, whole)) == words


@given(SHARES)
def test_words_and_numbers_never_say_different_things(share):
    part, whole = share
    words = said(people(part, whole))
    assert f"{swedish.number(part)} av {swedish.number(whole)}".replace("\u00a0", " ") in words or part <= 12
    exact = Fraction(part, whole)
    for word, holds in {
        "ingen": part == 0,
        "alla": part == whole,
        "knappt hälften": Fraction(9, 20) <= exact < Fraction(1, 2),
        "drygt hälften": Fraction(1, 2) < exact < Fraction(3, 5),
        "klart mer än hälften": Fraction(3, 5) <= exact < Fraction(3, 4),
        "de flesta": Fraction(3, 4) <= exact < Fraction(9, 10),
        "nästan alla": Fraction(9, 10) <= exact < 1,
    }.items():
        assert words.startswith(word) == holds, (part, whole, words)
    if found := re.search(r"(\d+) %", words):
        assert int(found[1]) == int(swedish.round_half_up(100 * exact))


@given(answered())
def test_the_finding_is_a_sum_of_counts_and_the_title_says_the_same(of):
    part = together(of, told(of))
    assert plainly(part, of.n) in headline(of)[0].lower() + headline(of)[1:]
    assert people(part, of.n) in finding(of)[0].lower() + finding(of)[1:]
    assert people(part, of.n) in in_full(of)
    assert not set(told(of)) & set(other_end(of))
    assert not any(of.steps[place].outside for place in (*told(of), *other_end(of)))
    for sentence in (finding(of), in_full(of), *more(of)):
        assert sentence[0] == sentence[0].upper()
        assert sentence.endswith(".")
        assert "  " not in sentence
        assert "%(" not in sentence
    figure = question_figure(of, "sv", constructed=False)
    shown = [int(swedish.round_half_up(Fraction(100 * count, of.n))) for count in of.counts]
    assert list(figure.series[0].values) == shown
    if sum(shown) != 100:
        assert any("avrundade" in note and str(sum(shown)) in note for note in figure.notes)


@given(st.sampled_from(SCALES), st.data())
def test_the_ends_of_a_scale_leave_its_middle_alone(name, data):
    of = scaled(
        name, data.draw(st.lists(st.integers(1, 9), min_size=9, max_size=9))[: len(scales()[name].choices)]
    )
    inside = [step for step in of.steps if not step.outside]
    assert len(told(of)) == len(other_end(of)) == min(3, len(inside) // 2)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("f1", "Klart mer än hälften (64 %, 9 av 14) svarar ”Mycket bra” eller ”Ganska bra”."),
        ("f3", "Hälften (50 %, 7 av 14) svarar 5, 6 eller 7 (där 7 är mycket nöjd)."),
        ("f4", "Klart mer än hälften (62 %, 8 av 13) svarar ja."),
        ("f5", "Fem av 14 (36 %) svarar ”Mycket stor” eller ”Ganska stor”."),
        ("f6", "Drygt hälften (57 %, 8 av 14) svarar ja."),
        ("f7", "Klart mer än hälften (71 %, 10 av 14) svarar ”Mycket stor” eller ”Ganska stor”."),
    ],
)
def test_the_region_s_survey(key, words):
    assert set(COUNTS) == {one.key for one in usual()}
    assert said(finding(region(key))) == words


def test_71_per_cent_and_not_the_72_of_the_source():
    of = region("f7")
    shares = question_figure(of, "sv", constructed=True).series[0].values
    assert (shares[0] or 0) + (shares[1] or 0) == 72
    assert "71" in finding(of)
    assert headline(of) == "Tio av 14 svarar ”Mycket stor” eller ”Ganska stor”"
    assert said(in_full(of)) == (
        "På frågan ”Hur stor betydelse bedömer du att handlingsplanen haft för arbetet med mänskliga rättigheter inom "
        "Västra Götalandsregionen?” svarar klart mer än hälften (71 %, 10 av 14) ”Mycket stor” eller ”Ganska stor”."
    )
    assert [said(one) for one in more(of)] == [
        "Ingen (0 av 14) svarar ”Ganska liten” eller ”Mycket liten”.",
        "Tre av 14 (21 %) svarar ”Vet inte eller ingen åsikt”.",
    ]


class TestSeveral:
    """Who has made two choices stands behind both, so they are never added."""

    @pytest.fixture
    def of(self) -> Asked:
        return asked("s", (9, 5, 9, 1), kind=Kind.SEVERAL, n=14)

    def test_the_most_common_are_named_beside_each_other(self, of):
        assert headline(of) == "Vanligast är ”Svar 4” och ”Svar 2”, som nio av 14 har valt var för sig"
        assert said(finding(of)) == (
            "Vanligast är ”Svar 4” och ”Svar 2”, som klart mer än hälften (64 %, 9 av 14) har valt var för sig."
        )
        assert not more(of)
        assert any("kunde välja flera" in note for note in question_figure(of, "sv", constructed=False).notes)

    def test_one_is_named_alone(self, of):
        one = replace(of, counts=(10, 5, 9, 1))
        assert headline(one) == "Vanligast är ”Svar 4”, som tio av 14 har valt"
        assert said(in_full(one)) == (
            "På frågan ”Hur har det gått med s?” är ”Svar 4” vanligast. Så svarar "
            "klart mer än hälften (71 %, 10 av 14)."
        )


def test_the_largest_row_of_a_matrix_is_named_only_where_there_is_one():
    rows = [asked("m", counts, kind=Kind.MATRIX, row=name) for name, counts in (("a", (3, 4)), ("b", (4, 3)))]
    assert largest(rows) == rows[1]
    assert largest([*rows, replace(rows[1], row="c")]) is None
    assert largest([rows[0], replace(rows[1], counts=())]) is None


def test_choices_that_are_all_outside_a_scale_are_told_like_others():
    own = tuple(replace(step, outside=True) for step in steps(scales()["yes-no"]))
    assert headline(asked("f", (8, 5, 1), steps=own)) == "Åtta av 14 svarar ”Ja”"


def test_a_step_without_a_number_keeps_its_words():
    own = tuple(replace(step, label=f"Steg {step.code}") for step in steps(scales()["satisfaction"]))
    of = asked("f", (1, 2, 4, 4, 1, 1, 1, 0), kind=Kind.SATISFACTION, steps=own)
    assert "”Steg 7”, ”Steg 6” eller ”Steg 5”" in finding(of)
