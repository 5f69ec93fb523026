"""Answers as rows: shuffled, under new random ids, and only what disclosure control may ever show."""

import random
from collections import Counter
from typing import Final

from surveys.merging import WHOLE, merged
from surveys.models import Answer, FreeText, Question, Survey
from surveys.sealed import Content

CHUNK: Final = 200


def store(survey: Survey, contents: list[Content]) -> None:
    """Keep what may ever be shown: with too few answers nothing, and no text, is taken over.

    In the caller's transaction, while the survey is closed and not done; the database refuses it at any other time.
    """
    chance = random.SystemRandom()
    groups = _groups(survey, contents)
    if len(contents) >= survey.limit_whole:
        chance.shuffle(contents)
        Answer.objects.bulk_create(
            (Answer(survey=survey, group=groups[one.group], choices=one.choices) for one in contents),
            batch_size=CHUNK,
        )
    if len(contents) >= survey.limit_text:
        questions = dict(Question.objects.filter(section__survey=survey).values_list("key", "pk"))
        texts = [(questions[key], body) for one in contents for key, body in one.texts.items()]
        chance.shuffle(texts)
        FreeText.objects.bulk_create(
            (FreeText(question_id=question, body=body) for question, body in texts), batch_size=CHUNK
        )


def _groups(survey: Survey, contents: list[Content]) -> dict[str, str]:
    sizes = Counter(content.group for content in contents)
    found = survey.groups.values_list("code", "parent__code")
    return merged(sizes, {code: parent or WHOLE for code, parent in found}, survey.limit_group)
