"""What is released once: it counts as one would by hand, never changes, and holds nothing that is not shown."""

import json
import re
from collections.abc import Hashable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

import surveys as surveys_room
from figures.disclosure import Counted, Hidden, Limits, Nearly, Protected, Reason, protect
from figures.disclosure import Question as Asked
from surveys import results
from surveys.actions import collecting, inviting, sealing, surveys
from surveys.merging import merged, taken_in
from surveys.models import Group, Kind, Question, Release
from surveys.questionnaire import Ask, Option, Part, Questionnaire, Row, Said
from surveys.reading import questionnaire_of
from surveys.released import Released, Result, Turnout, UnknownSchemaError, from_json, to_json
from surveys.releasing import Tally, branches, chosen, protected, worked_out
from surveys.sealed import Content
from tests.surveys.factories import answer, closed, draft, opened, tokens

CODES = ("a", "b", "c")
PARENTS = {"top": "", "norr": "top", "soder": "top", "inre": "norr", "ensam": ""}
counted = st.builds(
    lambda numbers, missing: Counted(sum(numbers), dict(zip(CODES, numbers, strict=True)), missing),
    st.tuples(*[st.integers(0, 40)] * 3),
    st.integers(0, 40),
)
shown = st.one_of(
    counted,
    st.builds(Nearly, st.integers(10, 40), st.sampled_from(CODES)),
    st.builds(Hidden, st.sampled_from(Reason), st.one_of(st.none(), st.integers(5, 20))),
)
turnouts = st.builds(
    Turnout,
    st.one_of(st.none(), st.integers(0, 90)),
    st.one_of(st.integers(0, 90), st.builds(Hidden, st.sampled_from(Reason), st.integers(5, 20))),
)
OPTIONS = tuple(Option(code, Said(code)) for code in CODES)
PLAIN = Ask("f1", Kind.CHOICE, Said("Frågan"), options=OPTIONS)
MATRIX = Ask("f2", Kind.MATRIX, Said("Frågan"), options=OPTIONS, rows=(Row("10", Said("Raden")),))
ASKED = Questionnaire((Part(Said("Sidan"), Said(""), (PLAIN, MATRIX)),))
protections = st.builds(
    lambda whole, groups: Protected(CODES, whole, groups),
    shown,
    st.dictionaries(st.sampled_from(list(PARENTS)), shown),
)
people = st.lists(
    st.tuples(
        st.sampled_from(["", "okand", *PARENTS]),
        st.sampled_from([(), ("a",), ("b",), ("c",), ("a", "b"), ("c", "b", "a"), ("annat",)]),
    ),
    max_size=120,
)


@given(turnouts, st.dictionaries(st.sampled_from(list(PARENTS)), turnouts), protections, protections)
def test_what_is_stored_is_what_was_released(whole, groups, first, second):
    released = Released(whole, groups, (Result(PLAIN, None, first), Result(MATRIX, MATRIX.rows[0], second)))
    stored = to_json(released)
    assert from_json(json.loads(json.dumps(stored)), ASKED) == released
    assert json.dumps(to_json(from_json(stored, ASKED))) == json.dumps(stored)


def test_what_a_later_version_wrote_is_not_guessed():
    with pytest.raises(UnknownSchemaError):
        from_json({"schema": 2}, ASKED)


@settings(deadline=None)
@given(people, st.integers(5, 8), st.integers(8, 20))
def test_counting_by_the_database_protects_as_counting_person_by_person(answered, whole, group):
    limits = Limits(whole, group, group)
    numbers: dict[tuple[str, tuple[str, ...]], int] = {}
    for one in answered:
        numbers[one] = numbers.get(one, 0) + 1
    tallies = [Tally(code, choices, number) for (code, choices), number in numbers.items()]
    by_hand = protect(
        Asked(CODES, {n: choices for n, (_code, choices) in enumerate(answered) if choices}),
        answered=range(len(answered)),
        groups={
            code: [n for n, (stored, _choices) in enumerate(answered) if stored in branch]
            for code, branch in branches(PARENTS).items()
        },
        limits=limits,
    )
    assert protected(CODES, tallies, PARENTS, limits) == by_hand


@given(st.dictionaries(st.sampled_from(["", "okand", *PARENTS]), st.integers(1, 30)), st.integers(5, 15))
def test_a_group_is_stored_as_a_whole_or_not_at_all(sizes, limit):
    """So whatever is told of a stored group is true of the group."""
    stored = merged(sizes, PARENTS, limit)
    gone = taken_in(sizes, PARENTS, stored, limit)
    for code, branch in branches(PARENTS).items():
        true = sum(sizes.get(below, 0) for below in branch)
        left = sum(size for one, size in sizes.items() if stored[one] in branch)
        assert left in {0, true}
        assert (code in gone) == (left == 0 and true >= limit)


def test_answers_are_read_in_two_modules_only():
    """Those that write them do not read them; everything else reads what was released."""
    readers = re.compile(r"\b(Answer|FreeText|NamedAnswer)\.objects\.(?!bulk_create|create)|\.answers\.")
    room = Path(surveys_room.__file__).parent
    modules = [path for place in (room, room.parent / "reports") for path in place.rglob("*.py")]
    found = {path.name for path in modules if readers.search(path.read_text(encoding="utf-8"))}
    assert found == {"releasing.py", "results.py"}


def stored_of(survey):
    return Release.objects.get(survey=survey).content


@pytest.mark.django_db(transaction=True)
class TestRelease:
    def test_it_is_written_once_and_never_changes(self):
        survey = opened(people=12)
        for token in list(tokens(survey).values())[:11]:
            answer(token, {"f1": "5"})
        assert not Release.objects.exists()
        closed(survey)
        release = Release.objects.get()
        whole = results.results(survey)[0].protected.whole
        assert isinstance(whole, Counted)
        assert whole.n == 11
        changes = (
            lambda: Release.objects.update(content={}),
            release.delete,
            lambda: Release.objects.create(survey=survey, content=release.content),
        )
        for change in changes:
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
        assert stored_of(survey) == release.content
        sealing.seal(survey.pk)
        assert stored_of(survey) == release.content

    def test_of_a_survey_that_is_open_nothing_can_be_released(self):
        survey = opened(people=12)
        with pytest.raises(DatabaseError):
            Release.objects.create(survey=survey, content={})

    def test_it_holds_no_answer_no_text_and_no_hidden_number(self):
        survey = opened(people=40, groups=("norr", "soder", "vast"))
        links, groups = tokens(survey), dict(survey.invitations.values_list("email", "group"))
        norr = [address for address, group in groups.items() if group == "norr"]
        few = [address for address, group in groups.items() if group == "vast"][:7]
        for address in norr[:11] + few:
            answer(links[address], {"f1": "2" if address in few else "4", "o13": "Jag heter Kim"})
        closed(survey)
        text = json.dumps(stored_of(survey))
        ids = [str(pk) for pk in survey.answers.values_list("pk", flat=True)]
        assert len(ids) == 18
        assert not any(one in text or one.replace("-", "") in text for one in ids)
        assert "Kim" not in text
        assert "prov.example" not in text
        told = results.released(survey)
        # Seven answered from vast: neither their number nor norr's, from which it could be computed.
        assert {code: one.answered for code, one in told.groups.items()} == {
            "norr": Hidden(Reason.PROTECTS, 10),
            "soder": Hidden(Reason.FEW, 10),
            "vast": Hidden(Reason.FEW, 10),
        }
        first = told.results[0].protected
        assert isinstance(first.whole, Counted)
        assert first.whole.n == 18
        hidden = [shown for shown in first.groups.values() if isinstance(shown, Hidden)]
        assert len(hidden) == len(first.groups)
        assert {one.reason for one in hidden} == {Reason.PROTECTS, Reason.FEW}
        for found in re.findall(r'\{[^{}]*"reason"[^{}]*\}', text):
            assert set(json.loads(found)) <= {"reason", "limit", "invited"}

    def test_turnout_is_told_of_the_whole_and_of_groups_that_are_large(self):
        survey = opened(people=36, groups=("norr", "soder"))
        links, groups = tokens(survey), dict(survey.invitations.values_list("email", "group"))
        for group, number in (("norr", 12), ("soder", 15)):
            for address in [one for one, code in groups.items() if code == group][:number]:
                answer(links[address], {"f1": "4"})
        told = results.released(closed(survey))
        assert told.whole == Turnout(36, 27)
        assert told.groups == {"norr": Turnout(18, 12), "soder": Turnout(18, 15)}

    def test_too_few_are_not_told(self):
        survey = opened(people=36)
        for token in list(tokens(survey).values())[:5]:
            answer(token, {"f1": "4"})
        assert results.released(closed(survey)).whole == Turnout(36, Hidden(Reason.FEW, 6))

    def test_a_named_one_and_one_collected_elsewhere_have_one_too(self):
        named = opened("verva-noder", people=7)
        for token in list(tokens(named).values())[:6]:
            answer(token, {"s8-1-allmant": "Hemligt"})
        assert results.released(closed(named)).whole == Turnout(7, 6)
        assert "Hemligt" not in json.dumps(stored_of(named))
        survey = draft()
        contents = [Content("", {"f1": "5"}, {"o1": "Text"}) for _n in range(14)]
        collecting.take_in(by=None, survey=survey, contents=contents, invited=None)
        survey.refresh_from_db()
        assert results.released(survey).whole == Turnout(None, 14)

    def test_taking_in_that_is_undone_leaves_a_draft_that_can_still_be_written(self):
        survey = draft()
        contents = [Content("", {"f1": "5"}, {}) for _n in range(14)]
        with transaction.atomic():
            collecting.take_in(by=None, survey=survey, contents=contents, invited=None)
            transaction.set_rollback(True)
        Question.objects.filter(section__survey=survey, key="f1").update(wording_sv="Nya ord")
        collecting.take_in(by=None, survey=survey, contents=contents, invited=None)
        survey.refresh_from_db()
        assert results.results(survey)[0].ask.wording.sv == "Nya ord"

    def test_it_is_equal_to_reading_answer_by_answer(self):
        """Several choices, rows, conditions, and keys of digits only, which PostgreSQL could take for places."""
        survey = draft(breakdown="unit")
        top = Group.objects.create(survey=survey, code="topp", name="Topp")
        for code in ("norr", "soder"):
            Group.objects.create(survey=survey, code=code, name=code, parent=top)
        questions = Question.objects.filter(section__survey=survey)
        questions.filter(key="f7").update(condition_key="f4", condition_codes=["yes"])
        questions.filter(key="f9").update(kind="several", key="10")
        questions.filter(key="f8").update(kind="matrix")
        for number, key in enumerate(("1", "b"), start=1):
            questions.get(key="f8").rows.create(number=number, key=key, wording_sv=key)
        people = {f"{code}-{n}@prov.example": code for code in ("norr", "soder", "topp") for n in range(13)}
        inviting.invite(survey=survey, people=people)
        surveys.open_survey(by=None, survey=survey)
        sealing.prepare(survey.pk)
        survey.refresh_from_db()
        for number, token in enumerate(tokens(survey).values()):
            given: dict[str, Any] = {
                "f4": "yes" if number % 3 else "no",
                "f8": {"1": "5"} if number % 4 else {"b": "1"},
            }
            given |= {"10": ["5", "4"] if number % 2 else ["4"], "f1": str(number % 5 + 1)}
            answer(token, given | ({"f7": "4"} if number % 5 else {}))
        found = results.released(closed(survey))
        assert found.results == tuple(by_hand(survey))
        assert found == worked_out(survey)
        assert found.groups["topp"] == Turnout(39, 39)


def by_hand(survey):
    rows = [SimpleNamespace(**row) for row in survey.answers.values("pk", "group", "choices")]
    parents = {code: above or "" for code, above in survey.groups.values_list("code", "parent__code")}
    for ask in questionnaire_of(survey):
        for part in (ask.rows or (None,)) if ask.kind != "text" else ():
            asked = [
                one for one in rows if not ask.only_key or one.choices.get(ask.only_key) in ask.only_codes
            ]
            made: dict[Hashable, tuple[str, ...]] = {}
            for one in asked:
                given = one.choices.get(ask.key)
                made[one.pk] = chosen((given or {}).get(part.key) if part else given)
            yield Result(
                ask,
                part,
                protect(
                    Asked(ask.codes, {pk: choices for pk, choices in made.items() if choices}),
                    answered=made,
                    groups={
                        code: [one.pk for one in asked if one.group in branch]
                        for code, branch in branches(parents).items()
                    },
                    limits=survey.limits,
                ),
            )
