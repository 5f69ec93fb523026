"""A survey's questionnaire out of the database; what is frozen is read once a process."""

import datetime
import uuid
from functools import lru_cache

from surveys.models import Kind, Question, Section, State, Survey
from surveys.questionnaire import Ask, Option, Part, Questionnaire, Row, Said


def questionnaire_of(survey: Survey) -> Questionnaire:
    """Return what the survey asks: four queries, and none when an open survey was read before."""
    return _read(survey.pk) if survey.state == State.DRAFT else _frozen(survey.pk)


def read_anew(survey: Survey) -> Questionnaire:
    """Return it out of the database and remember nothing: the transaction in which it was frozen may be undone."""
    return _read(survey.pk)


def asked_before(survey: Survey) -> dict[str, Ask]:
    """Return the questions of the round before by their keys; none for the first round."""
    before = survey.copied_from
    return {ask.key: ask for ask in questionnaire_of(before)} if before else {}


def _read(survey_id: uuid.UUID) -> Questionnaire:
    sections = Section.objects.filter(survey=survey_id).order_by("number")
    return Questionnaire(
        tuple(
            _part(section)
            for section in sections.prefetch_related("questions", "questions__choices", "questions__rows")
        )
    )


# The database refuses to change it, so it can't go stale.
_frozen = lru_cache(maxsize=64)(_read)


@lru_cache(maxsize=64)
def opened(survey_id: uuid.UUID, closes_on: datetime.date) -> Survey:
    """Return a survey that has been opened: from then on only its last day moves, and so it is part of what is kept."""
    survey = Survey.objects.select_related("organisation").get(pk=survey_id)
    survey.closes_on = closes_on
    return survey


def _part(section: Section) -> Part:
    asks = sorted(section.questions.all(), key=lambda question: question.number)
    return Part(
        Said(section.title_sv, section.title_en),
        Said(section.intro_sv, section.intro_en),
        tuple(_ask(question) for question in asks),
    )


def _ask(question: Question) -> Ask:
    choices = sorted(question.choices.all(), key=lambda choice: choice.number)
    rows = sorted(question.rows.all(), key=lambda row: row.number)
    return Ask(
        key=question.key,
        kind=Kind(question.kind),
        wording=Said(question.wording_sv, question.wording_en),
        help=Said(question.help_sv, question.help_en),
        required=question.required,
        options=tuple(Option(c.code, Said(c.label_sv, c.label_en), c.outside) for c in choices),
        rows=tuple(Row(row.key, Said(row.wording_sv, row.wording_en)) for row in rows),
        only_key=question.condition_key,
        only_codes=frozenset(question.condition_codes),
    )
