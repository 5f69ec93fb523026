"""The first page of a survey: the same for everybody, so it is made once and kept for a while."""

from typing import Final

from django.core.cache import cache
from django.template.loader import render_to_string

from surveys.answer_page import page
from surveys.answering import Turn, asked_parts
from surveys.models import Survey
from surveys.questionnaire import Given
from surveys.reading import questionnaire_of

SECONDS: Final = 300
"""A last day that is moved shows within this time."""
NOTHING: Final[Given] = {}


def first_page(survey: Survey, language: str) -> str:
    """Return the page in the active language; it holds nothing of who reads it."""
    key = f"survey-page:{survey.pk}:{language}"
    kept: str | None = cache.get(key)
    if kept is None:
        kept = rendered(survey, language)
        cache.set(key, kept, SECONDS)
    return kept


def rendered(survey: Survey, language: str) -> str:
    """Return the page as it is now, also for a draft that somebody wants to look at."""
    questionnaire = questionnaire_of(survey)
    first = next(iter(asked_parts(questionnaire, NOTHING)), 0)
    return render_to_string(
        "surveys/answer/page.html",
        {"page": page(survey, questionnaire, NOTHING, Turn(first), language)},
    )
