"""Shipped scales and templates, a survey made of them, its next round, and what is frozen when it opens."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pydantic import ValidationError

from surveys.actions import surveys
from surveys.actions.writing import from_file
from surveys.models import Anonymity, Choice, Kind, Question, State, Survey
from surveys.questionnaire import Ask, Option, Part, Questionnaire, Said, differences
from surveys.questionnaires import QuestionnaireFile, scales, templates
from surveys.reading import asked_before, questionnaire_of
from tests import factories
from tests.surveys.factories import draft


def asks(key):
    return {ask.key: ask for ask in from_file(templates()[key])}


def test_scales_have_steps_in_order_and_what_stands_apart():
    steps = {key: len([c for c in scale.choices if not c.outside]) for key, scale in scales().items()}
    assert steps == {
        "quality": 5,
        "extent": 4,
        "extent-middle": 5,
        "agreement": 5,
        "satisfaction": 7,
        "yes-no": 2,
    }
    assert all([c.code for c in scale.choices if c.outside] == ["dk"] for scale in scales().values())
    ends = scales()["satisfaction"].choices
    assert (ends[0].label.sv, ends[3].label.sv, ends[6].label.sv) == (
        "7, mycket nöjd",
        "4",
        "1, mycket missnöjd",
    )


def test_the_coordinators_survey_asks_what_stands_behind_ten_figures():
    found = asks("vgr-samordnare")
    figures = {key: ask for key, ask in found.items() if key.startswith("f")}
    assert list(figures) == [f"f{n}" for n in range(1, 11)]
    assert [ask.kind for ask in figures.values()] == [
        Kind.CHOICE, Kind.CHOICE, Kind.SATISFACTION, Kind.YES_NO, Kind.CHOICE,
        Kind.YES_NO, Kind.CHOICE, Kind.CHOICE, Kind.CHOICE, Kind.SATISFACTION,
    ]  # fmt: skip
    assert [len(figures[key].options) for key in ("f2", "f5", "f7")] == [5, 5, 6], "only 7 has a middle step"
    assert {ask.kind for key, ask in found.items() if key.startswith("o")} == {Kind.TEXT}
    assert templates()["vgr-samordnare"].anonymity == "anonymous"


def test_the_nodes_questionnaire_is_the_grid_and_has_names():
    content = templates()["verva-noder"]
    assert content.anonymity == "named"
    assert [len(section.questions) for section in content.sections] == [7] * 12


WORDS = {"sv": "Ord", "en": "Word"}


def file_with(*questions, more=()):
    sections = [{"title": WORDS, "questions": list(part)} for part in (questions, more) if part]
    return {
        "key": "prov", "title": WORDS, "intro": WORDS, "anonymity": "anonymous", "source": "Prov", "sections": sections,
    }  # fmt: skip


def question(key="a", kind="yes_no", **fields):
    return {"key": key, "kind": kind, "wording": WORDS, **fields}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (file_with(question(), question()), "key of its own"),
        (file_with(question(kind="choice")), "known scale"),
        (file_with(question(kind="choice", scale="unknown")), "known scale"),
        (file_with(question(kind="text", scale="quality")), "known scale"),
        (file_with(question(kind="matrix", scale="quality")), "matrix needs rows"),
        (file_with(question(rows=[{"key": "x", "wording": WORDS}])), "matrix needs rows"),
        (file_with(question(), question("b", when={"question": "a", "codes": ["yes"]})), "earlier section"),
        (
            file_with(question(), more=[question("b", when={"question": "a", "codes": ["maybe"]})]),
            "earlier section",
        ),
        (file_with(question(wording={"sv": "Bara svenska"})), "en"),
    ],
)
def test_a_file_with_a_fault_is_refused_with_its_reason(content, fault):
    with pytest.raises(ValidationError, match=fault):
        QuestionnaireFile.model_validate(content)


def test_a_condition_on_an_earlier_section_decides_who_is_asked():
    content = file_with(
        question(), more=[question("b", when={"question": "a", "codes": ["yes"]}), question("c")]
    )
    found = from_file(QuestionnaireFile.model_validate(content))
    assert [ask.key for ask in found.parts[1].asked({"a": "yes"})] == ["b", "c"]
    assert [ask.key for ask in found.parts[1].asked({"a": "dk"})] == ["c"]
    assert found.kept({"a": "no", "b": "yes", "c": "yes", "x": "y"}) == {"a": "no", "c": "yes"}


def test_answers_behind_an_answer_that_was_dropped_are_dropped_too():
    def ask(key, only=""):
        return Ask(
            key,
            Kind.YES_NO,
            Said("x"),
            options=(Option("yes", Said("Ja")),),
            only_key=only,
            only_codes=frozenset(["yes"]) if only else frozenset(),
        )

    chain = Questionnaire(
        tuple(Part(Said(""), Said(""), (one,)) for one in (ask("a"), ask("b", only="a"), ask("c", only="b")))
    )
    assert chain.kept({"b": "yes", "c": "yes"}) == {}


@pytest.mark.django_db
class TestSurvey:
    def test_made_from_a_template_it_reads_as_the_template(self, django_assert_num_queries):
        for template in templates().values():
            made = draft(template.key)
            with django_assert_num_queries(4):
                assert questionnaire_of(made) == from_file(template)
            assert (made.anonymity, made.languages) == (template.anonymity, ("sv", "en"))

    def test_a_new_round_is_comparable_question_by_question(self):
        place = factories.organisation()
        first = draft(place=place, breakdown="unit", groups={"norr": "Norr", "soder": "Söder"})
        second = surveys.copy(by=None, survey=first, closes_on=first.closes_on)
        before = asked_before(second)
        assert all(differences(before[ask.key], ask) == () for ask in questionnaire_of(second))
        assert list(second.groups.values_list("code", "name").order_by("code")) == [
            ("norr", "Norr"),
            ("soder", "Söder"),
        ]
        Question.objects.filter(section__survey=second, key="f1").update(wording_sv="En annan fråga?")
        Choice.objects.filter(question__section__survey=second, question__key="f4", code="dk").delete()
        changed = {ask.key: differences(before[ask.key], ask) for ask in questionnaire_of(second)}
        assert {key: names for key, names in changed.items() if names} == {
            "f1": ("wording",),
            "f4": ("choices",),
        }

    def test_opened_it_can_not_change(self):
        survey = draft(breakdown="unit", groups={"norr": "Norr"})
        question = Question.objects.get(section__survey=survey, key="f1")
        surveys.open_survey(by=None, survey=survey)
        changes = [
            lambda: Survey.objects.filter(pk=survey.pk).update(title_sv="Annat"),
            lambda: Survey.objects.filter(pk=survey.pk).update(limit_whole=5),
            lambda: Survey.objects.filter(pk=survey.pk).update(breakdown=""),
            lambda: Survey.objects.filter(pk=survey.pk).update(state=State.DRAFT),
            lambda: survey.sections.update(title_sv="Annat"),
            lambda: survey.groups.update(name="Annat"),
            lambda: survey.groups.create(code="x", name="Annan"),
            lambda: Question.objects.filter(pk=question.pk).update(required=True),
            lambda: question.choices.update(label_sv="Annat"),
            lambda: question.choices.all().delete(),
            lambda: question.rows.create(number=1, key="x", wording_sv="Annat"),
            survey.delete,
        ]
        for change in changes:
            with pytest.raises(IntegrityError), transaction.atomic():
                change()
        Survey.objects.filter(pk=survey.pk).update(closes_on=survey.closes_on + datetime.timedelta(days=1))

    def test_a_draft_can_change_and_be_removed(self):
        survey = draft()
        Question.objects.filter(section__survey=survey, key="f1").update(required=True)
        survey.delete()
        assert not Question.objects.exists()

    def test_anonymity_is_chosen_once(self):
        survey = draft()
        with pytest.raises(IntegrityError), transaction.atomic():
            Survey.objects.filter(pk=survey.pk).update(anonymity=Anonymity.NAMED)

    @pytest.mark.parametrize(
        "fields", [{"limit_whole": 4}, {"limit_text": 0}, {"limit_group": 5, "limit_whole": 6}]
    )
    def test_no_limit_is_below_the_floor(self, fields):
        survey = draft()
        with pytest.raises(IntegrityError), transaction.atomic():
            Survey.objects.filter(pk=survey.pk).update(**fields)

    def test_opened_once_and_not_after_its_last_day(self):
        survey = draft()
        surveys.open_survey(by=None, survey=survey)
        with pytest.raises(surveys.NotADraftError):
            surveys.open_survey(by=None, survey=survey)
        late = draft(days=-1)
        assert late.closes_on < timezone.localdate()
        with pytest.raises(surveys.OverAlreadyError):
            surveys.open_survey(by=None, survey=late)
