"""Findings say what the ratings say, and never more."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.calculations import Answer, Scale
from checklists.rounds import Round, comparable_sums
from reports import findings

SCALE = Scale(1, 3, ("inte påbörjat", "finns", "det gör vi"))
NAMES = {number: f"Sak {number}" for number in range(1, 13)}
DAY = datetime.date(2020, 2, 12)


def round_(*values, people=9, name="Träff"):
    answers = tuple(Answer(n, value, not_applicable=value is None) for n, value in enumerate(values, start=1))
    return Round(name, DAY, answers, {"Chef": people} if people else {})


@st.composite
def several_rounds(draw, fewest=1):
    size = draw(st.integers(1, 12))
    value = st.none() | st.integers(1, 3)
    rows = draw(st.lists(st.lists(value, min_size=size, max_size=size), min_size=fewest, max_size=5))
    return [round_(*row, people=draw(st.integers(0, 30)), name=f"Träff {n}") for n, row in enumerate(rows)]


def all_text(rounds):
    found = findings.findings(rounds, SCALE, NAMES)
    asked = findings.asks(rounds[-1], SCALE, NAMES, "Nämnden")
    parts = [
        part for finding in found for part in (finding.number, finding.unit, finding.heading, finding.text)
    ]
    parts += [asked.introduction, *asked.proposals, asked.basis, findings.steps_sentence(rounds, NAMES)]
    return " ".join([*parts, *findings.fall_notes(rounds, SCALE)])


@given(several_rounds())
def test_every_sentence_is_whole(rounds):
    text = all_text(rounds)
    assert "%(" not in text
    assert "None" not in text
    for finding in findings.findings(rounds, SCALE, NAMES):
        assert finding.heading
        assert finding.text.endswith(".")
        assert finding.text[0].isupper() or finding.text[0].isdigit()


@given(several_rounds().map(lambda rounds: rounds[:1]))
def test_a_single_occasion_says_nothing_of_movement(rounds):
    text = all_text(rounds)
    assert not re.search(r"flyttat|backat|gått från|sjönk|ökat|minskat|ligger kvar", text)


@given(several_rounds(fewest=2))
def test_the_numbers_are_those_of_the_ratings(rounds):
    total, moved, lowest = findings.findings(rounds, SCALE, NAMES)
    first, last = rounds[0].answers, rounds[-1].answers
    values = [answer.value for answer in last if answer.value is not None]
    if values:
        assert total.number == str(sum(values))
        assert total.unit == f"av {3 * len(values)}"
    pairs = [(a.value, b.value) for a, b in zip(first, last, strict=True) if None not in (a.value, b.value)]
    assert moved.number == str(sum(1 for then, now in pairs if now > then))
    assert moved.unit == f"av {len(pairs)}"
    assert lowest.number == str(sum(1 for value in values if value == 1))


@given(several_rounds(fewest=2))
def test_points_are_set_beside_points_only_with_the_same_maximum(rounds):
    text = findings.sum_finding(rounds, SCALE).text
    if not comparable_sums(rounds, SCALE):
        assert "Summan har gått" not in text
        assert "Summan är densamma" not in text
        assert findings.fall_notes(rounds, SCALE) == ()


@given(several_rounds(fewest=2))
def test_another_number_of_people_is_always_told(rounds):
    then, now = rounds[0], rounds[-1]
    note = findings.people_note(then, now)
    assert bool(note) == (0 not in (then.people, now.people) and then.people != now.people)


@given(several_rounds())
def test_what_is_asked_are_the_lowest_items_in_item_order(rounds):
    values = {answer.number: answer.value for answer in rounds[-1].answers if answer.value in {1, 2}}
    asked = findings.asks(rounds[-1], SCALE, NAMES, "Nämnden")
    lowest = [number for number, value in values.items() if value == min(values.values())][:3]
    assert asked.introduction.startswith("Nämnden föreslås ta ställning till")
    if lowest:
        assert [
            int(number) for text in asked.proposals for number in re.findall(r"moment (\d+)", text)
        ] == lowest
    else:
        assert len(asked.proposals) == 1


def test_a_fall_with_more_people_says_that_more_rated():
    rounds = [round_(3, 3, people=5), round_(1, 1, people=12, name="Inför träff 2"), round_(3, 3, people=12)]
    assert findings.fall_notes(rounds, SCALE) == (
        (
            "Vid ”Inför träff 2” sjönk summan från 6 till 2. Samtidigt blev de som skattade fler: från fem personer "
            "till tolv personer. En summa kan sjunka när fler är med, utan att något har blivit sämre."
        ),
    )


@pytest.mark.parametrize(
    ("rounds", "texts"),
    [
        (
            [round_(1, 1, 2), round_(2, 1, 3)],
            (
                "Summan har gått från 4 till 6 på två tillfällen.",
                "Ett moment ligger kvar. Inget har backat.",
                "Där står moment 2 (”Sak 2”).",
            ),
        ),
        (
            [round_(2, 2), round_(2, 2)],
            (
                "Summan är densamma som vid första tillfället.",
                "Två moment ligger kvar. Inget har backat.",
                "Lägst står moment 1 (”Sak 1”) och moment 2 (”Sak 2”), på 2.",
            ),
        ),
        (
            [round_(3, 3)],
            (
                "Det är 100\u00a0% av det möjliga. Det är den första skattningen, så det finns inget att jämföra med.",
                "Högsta nivån är 3\u00a0(det gör vi).",
                "Alla tillämpliga moment har nått högsta nivån.",
            ),
        ),
        (
            [round_(3, None), round_(1, 1)],
            (
                (
                    "Det är 33\u00a0% av det möjliga, mot 100\u00a0% vid första tillfället. Antalet tillämpliga moment "
                    "har ändrats, så poängen jämförs inte."
                ),
                "Ett moment har backat. Ett moment kan inte jämföras, för det saknar värde vid ett av tillfällena.",
                "Där står moment 1 (”Sak 1”) och moment 2 (”Sak 2”).",
            ),
        ),
    ],
)
def test_sentences(rounds, texts):
    assert tuple(finding.text for finding in findings.findings(rounds, SCALE, NAMES)) == texts
