"""Answers as rows, shuffled, under new random ids, only what may ever be shown; and their one release."""

import random
from collections import Counter
from collections.abc import Collection
from typing import Final

from surveys.merging import WHOLE, merged, taken_in
from surveys.models import Answer, FreeText, Kind, Question, Release, Survey
from surveys.reading import read_anew
from surveys.released import to_json
from surveys.releasing import worked_out
from surveys.sealed import Content

CHUNK: Final = 200


def store(survey: Survey, contents: list[Content]) -> frozenset[str]:
    """Keep what may ever be shown: with too few answers nothing, and no text, is taken over.

    In the caller's transaction, while the survey is closed and not done; the database refuses it at any other time.
    Returns the groups that were large enough and are not stored, to protect others.
    """
    chance = random.SystemRandom()
    sizes, parents = Counter(content.group for content in contents), _parents(survey)
    groups = merged(sizes, parents, survey.limit_group)
    if len(contents) >= survey.limit_whole:
        chance.shuffle(contents)
        Answer.objects.bulk_create(
            (Answer(survey=survey, group=groups[one.group], choices=one.choices) for one in contents),
            batch_size=CHUNK,
        )
    if len(contents) >= survey.limit_text:
        questions = dict(Question.objects.filter(section__survey=survey).values_list("key", "pk"))
        few = _asked_of_few(survey, contents)
        texts = [
            (questions[key], body) for one in contents for key, body in one.texts.items() if key not in few
        ]
        chance.shuffle(texts)
        FreeText.objects.bulk_create(
            (FreeText(question_id=question, body=body) for question, body in texts), batch_size=CHUNK
        )
    return taken_in(sizes, parents, groups, survey.limit_group)


def _asked_of_few(survey: Survey, contents: Collection[Content]) -> frozenset[str]:
    """Return the open questions for some that too few were asked: a text would come with the choice that led to it."""
    return frozenset(
        ask.key
        for ask in read_anew(survey)
        if ask.kind == Kind.TEXT
        and ask.only_key
        and sum(one.choices.get(ask.only_key) in ask.only_codes for one in contents) < survey.limit_text
    )


def release(survey: Survey, given_up: Collection[str] = ()) -> None:
    """Work out what may be shown, once: `invited` and `answered` are counted, and the survey is about to be done."""
    Release.objects.create(survey=survey, content=to_json(worked_out(survey, given_up=given_up)))


def _parents(survey: Survey) -> dict[str, str]:
    return {code: parent or WHOLE for code, parent in survey.groups.values_list("code", "parent__code")}
