"""The sentence on top says what the ratings say, in Swedish and in English."""

import pytest
from django.utils import translation

from checklists.calculations import Answer, Scale, movement
from checklists.wording import circle_note, level_finding, movement_finding, since_last_finding, step_finding

THREE = Scale(1, 3, ("a", "b", "c"))


def rated(digits):
    return [Answer(n, int(d) if d.isdigit() else None, d == "n") for n, d in enumerate(digits, start=1)]


@pytest.mark.parametrize(
    ("then", "now", "sentence"),
    [
        ("1111111111", "2222211111", "Fem av tio moment har flyttat fram, och inget har backat"),
        ("2111", "1111", "Ett av fyra moment har backat, och inget har flyttat fram"),
        ("2111", "1211", "Ett av fyra moment har flyttat fram, och ett har backat"),
        ("212", "212", "Alla moment ligger kvar: inget av tre moment har flyttat"),
        ("1n1", "2n1", "Ett av två jämförbara moment har flyttat fram, och inget har backat"),
        ("2n1", "221", "Inget av två jämförbara moment har flyttat"),
        ("n", "1", "Inget moment kan jämföras mellan de två tillfällena"),
        ("1" * 13, "2" * 13, "13 av 13 moment har flyttat fram, och inget har backat"),
    ],
)
def test_movement_in_words(then, now, sentence):
    assert movement_finding(movement(rated(then), rated(now))) == sentence


@pytest.mark.parametrize(
    ("digits", "sentence"),
    [
        ("3311", "Två av fyra moment har nått den högsta nivån"),
        ("11", "Inget av två moment har nått den högsta nivån"),
        ("3", "Ett av ett moment har nått den högsta nivån"),
        ("nn", "Inget moment är tillämpligt"),
    ],
)
def test_a_single_assessment_in_words(digits, sentence):
    assert level_finding(rated(digits), THREE) == sentence


@pytest.mark.parametrize(
    ("then", "now", "sentence"),
    [
        ("111", "123", "Längsta steget framåt: ”c”, två nivåer"),
        ("111", "221", "Längsta steget framåt: ”a” och ”b”, en nivå"),
        ("11111", "22221", "Längsta steget framåt: fyra moment, en nivå"),
        ("32", "12", "Längsta steget bakåt: ”a”, två nivåer"),
        ("22", "22", "Varje moment har samma nivå då och nu"),
        ("2n", "22", "De moment som kan jämföras har samma nivå då och nu"),
        ("nn", "22", "Inget moment kan jämföras mellan de två tillfällena"),
    ],
)
def test_the_longest_step_in_words(then, now, sentence):
    names = dict(enumerate("abcde", start=1))
    assert step_finding(movement(rated(then), rated(now)), names) == sentence


def test_a_changed_circle_is_told():
    assert "Fler deltog" in circle_note({"chef": 2}, {"chef": 3})
    assert "Färre deltog" in circle_note({"chef": 3}, {"chef": 2})
    assert "andra funktioner" in circle_note({"chef": 2}, {"politiker": 2})
    assert circle_note({"chef": 2}, {"chef": 2, "politiker": 0}) == ""
    assert circle_note({"chef": 2}, {}) == ""
    assert "inte känt" in circle_note({}, {"chef": 2})


def test_a_rise_since_the_first_time_does_not_hide_a_fall_since_the_last():
    rounds = [rated("111"), rated("333"), rated("221")]
    assert since_last_finding(rounds) == "Tre av tre moment har backat, och inget har flyttat fram"
    assert since_last_finding(rounds[:2]) == ""


def test_the_sentence_in_english():
    with translation.override("en"):
        sentence = movement_finding(movement(rated("11"), rated("21")))
    assert sentence == "One of two items has moved forward, and none has moved back"
