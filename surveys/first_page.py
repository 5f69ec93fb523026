"""The first page of a survey: the same for everybody, so each process makes it once and keeps it for a while."""

import time
import uuid
from functools import lru_cache
from typing import Final

from django.template.loader import render_to_string

from surveys.answer_page import page
from surveys.answering import Turn, asked_parts
from surveys.models import Survey
from surveys.questionnaire import Given
from surveys.reading import questionnaire_of

SECONDS: Final = 300
"""A last day that is moved shows within this time."""
NOTHING: Final[Given] = {}


def first_page(survey_id: uuid.UUID, language: str) -> bytes:
    """Return the page of an open survey in the active language; it holds nothing of who reads it."""
    return _kept(survey_id, language, int(time.time() // SECONDS))


@lru_cache(maxsize=128)
def _kept(survey_id: uuid.UUID, language: str, _while: int) -> bytes:
    survey = Survey.objects.select_related("organisation").get(pk=survey_id)
    questionnaire = questionnaire_of(survey)
    first = next(iter(asked_parts(questionnaire, NOTHING)), 0)
    context = {"page": page(survey, questionnaire, NOTHING, Turn(first), language)}
    return render_to_string("surveys/answer/page.html", context).encode()
