"""What is read out of a survey has been through disclosure control, and only when the survey is done."""

from collections.abc import Hashable

import pytest

from figures.disclosure import Counted, Hidden, Reason
from surveys import results
from surveys.actions import inviting, sealing, surveys
from surveys.models import Group, Question
from tests.surveys.factories import answer, closed, draft, opened, tokens

pytestmark = pytest.mark.django_db


def by_key(survey):
    return {one.ask.key: one.protected for one in results.results(survey)}


def words(survey):
    found = results.texts(survey)
    assert isinstance(found, dict)
    return found


def test_the_coordinators_survey_of_2020_figure_by_figure():
    """39 invited, 14 answered; figure 4 has a base of its own, 8 of 13, and two of 14 are shown."""
    survey = opened(people=39)
    for number, token in enumerate(list(tokens(survey).values())[:14]):
        given = {"f1": "1" if number < 2 else "4", "o13": f"Text {number}"}
        if number < 13:
            given["f4"] = "yes" if number < 8 else "no"
        answer(token, given)
    with pytest.raises(results.NotDoneError):
        results.results(survey)
    with pytest.raises(results.NotDoneError):
        results.texts(survey)
    found = by_key(closed(survey))
    assert (survey.invited, survey.answered) == (39, 14)
    assert found["f1"].whole == Counted(14, {"5": 0, "4": 12, "3": 0, "2": 0, "1": 2, "dk": 0}, 0)
    assert found["f4"].whole == Counted(13, {"yes": 8, "no": 5, "dk": 0}, 1)
    assert found["f10"].whole == Hidden(Reason.FEW, 6)
    assert sorted(words(survey)["o13"]) == sorted(f"Text {n}" for n in range(14))
    assert "o13" not in found


def test_too_few_answers_show_nothing_and_texts_say_why():
    survey = opened(people=12)
    for token in list(tokens(survey).values())[:9]:
        answer(token, {"f1": "5", "o13": "Hemligt"})
    found = by_key(closed(survey))
    assert found["f1"].whole.n == 9
    assert results.texts(survey) == Hidden(Reason.FEW, 10)


def test_groups_are_a_tree_and_the_top_counts_those_below():
    survey = draft(breakdown="unit")
    top = Group.objects.create(survey=survey, code="topp", name="Topp")
    for code in ("norr", "soder"):
        Group.objects.create(survey=survey, code=code, name=code, parent=top)
    people = {f"{code}-{n}@prov.example": code for code in ("norr", "soder") for n in range(12)}
    inviting.invite(survey=survey, people=people)
    surveys.open_survey(by=None, survey=survey)
    sealing.prepare(survey.pk)
    for number, token in enumerate(tokens(survey).values()):
        answer(token, {"f1": str(number % 5 + 1)})
    survey.refresh_from_db()
    found = by_key(closed(survey))["f1"]
    assert {code: shown.n for code, shown in found.groups.items()} == {"topp": 24, "norr": 12, "soder": 12}


def test_who_was_not_asked_has_left_nothing_out_and_rows_are_questions():
    survey = draft()
    questions = Question.objects.filter(section__survey=survey)
    questions.filter(key="f7").update(condition_key="f4", condition_codes=["yes"])
    matrix = questions.get(key="f8")
    questions.filter(pk=matrix.pk).update(kind="matrix")
    for number, key in enumerate(("a", "b"), start=1):
        matrix.rows.create(number=number, key=key, wording_sv=key)
    inviting.invite(survey=survey, people={f"{n}@prov.example": "" for n in range(20)})
    surveys.open_survey(by=None, survey=survey)
    sealing.prepare(survey.pk)
    survey.refresh_from_db()
    for number, token in enumerate(tokens(survey).values()):
        given = {"f4": "yes" if number < 12 else "no", "f8": {"a": "5", "b": "1"}}
        answer(token, given | ({"f7": "4"} if number < 9 else {}))
    found = results.results(closed(survey))
    rows = {one.row.key: one.protected.whole for one in found if one.row}
    scale: dict[Hashable, int] = dict.fromkeys(("5", "4", "3", "2", "1", "dk"), 0)
    assert rows == {"a": Counted(20, scale | {"5": 20}, 0), "b": Counted(20, scale | {"1": 20}, 0)}
    whole = next(one.protected.whole for one in found if one.ask.key == "f7")
    assert whole == Counted(9, scale | {"4": 9}, 3)


def test_a_named_survey_is_read_with_its_texts():
    survey = opened("verva-noder", people=5)
    for number, token in enumerate(tokens(survey).values()):
        answer(token, {"s8-1-allmant": f"Nod {number}"})
    assert sorted(words(closed(survey))["s8-1-allmant"]) == [f"Nod {n}" for n in range(5)]
