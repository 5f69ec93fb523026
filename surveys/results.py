"""What a survey answered, through the service that decides what may be shown: nothing else reads the answers.

There is nothing to read before the survey is done, and what is shown then never changes: answers don't.
"""

import uuid
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from figures.disclosure import Hidden, Protected, protect, texts_hidden
from figures.disclosure import Question as Counted
from surveys.models import Anonymity, FreeText, Kind, NamedAnswer, State, Survey
from surveys.questionnaire import Ask, Row
from surveys.reading import questionnaire_of

People = frozenset[Hashable]


class NotDoneError(Exception):
    """The survey has not been closed and sealed."""


@dataclass(frozen=True)
class Given:
    """One person's choices, by question key, and the group that they were stored with."""

    person: Hashable
    group: str
    choices: Mapping[str, object]


@dataclass(frozen=True)
class Result:
    """One closed question, or one row of a matrix, and what may be shown of it."""

    ask: Ask
    row: Row | None
    protected: Protected


def results(survey: Survey, *, earlier: Mapping[str, Collection[People]] | None = None) -> tuple[Result, ...]:
    """Return what may be shown of each closed question, in order. Raises NotDoneError.

    `earlier` are the people whose answers to a question, by its key, have been published already.
    """
    if survey.state != State.DONE:
        raise NotDoneError
    given = _given(survey)
    groups = members(((one.person, one.group) for one in given), _parents(survey))
    return tuple(
        _result(survey, ask, row, given, groups, (earlier or {}).get(ask.key, ()))
        for ask in questionnaire_of(survey)
        if ask.kind != Kind.TEXT
        for row in (ask.rows or (None,))
    )


def texts(survey: Survey) -> Hidden | dict[str, list[str]]:
    """Return the free texts by question key, in no order that says anything, or why they may not be read.

    For whoever reads and codes them; what is published is written by that person. Raises NotDoneError.
    """
    if survey.state != State.DONE:
        raise NotDoneError
    if survey.is_anonymous and (hidden := texts_hidden(survey.answered or 0, survey.limits)):
        return hidden
    found: dict[str, list[str]] = {ask.key: [] for ask in questionnaire_of(survey) if ask.kind == Kind.TEXT}
    if survey.is_anonymous:
        rows = FreeText.objects.filter(question__section__survey=survey).order_by("pk")
        for key, body in rows.values_list("question__key", "body"):
            found[key].append(body)
        return found
    for named in _named(survey):
        for key, body in named.texts.items():
            found[key].append(body)
    return found


def comments(survey: Survey, key: str) -> Hidden | list[tuple[uuid.UUID, str]]:
    """Return the free texts on one question with random ids to sort them by, or why they may not be read.

    Raises NotDoneError.
    """
    if survey.state != State.DONE:
        raise NotDoneError
    if not survey.is_anonymous:
        return [(one.pk, one.texts[key]) for one in _named(survey) if key in one.texts]
    if hidden := texts_hidden(survey.answered or 0, survey.limits):
        return hidden
    rows = FreeText.objects.filter(question__section__survey=survey, question__key=key).order_by("pk")
    return list(rows.values_list("pk", "body"))


def named(survey: Survey) -> QuerySet[NamedAnswer]:
    """Return the answers of a survey that says that they are kept with the address, by address. Raises NotDoneError.

    An anonymous survey has none.
    """
    if survey.state != State.DONE:
        raise NotDoneError
    mine = NamedAnswer.objects.filter(
        invitation__survey=survey, invitation__survey__anonymity=Anonymity.NAMED
    )
    return mine.select_related("invitation").order_by("invitation__email")


def members(stored: Iterable[tuple[Hashable, str]], parents: Mapping[str, str]) -> dict[Hashable, People]:
    """Return who is in each group: those stored with its code and with those below it."""
    found: dict[str, set[Hashable]] = {code: set() for code in parents}
    for person, group in stored:
        code = group
        while code in found:
            found[code].add(person)
            code = parents[code]
    return {code: frozenset(people) for code, people in found.items()}


def _result(
    survey: Survey,
    ask: Ask,
    row: Row | None,
    given: list[Given],
    groups: Mapping[Hashable, People],
    earlier: Collection[People],
) -> Result:
    # Who was not asked has not left the question out.
    asked = [one for one in given if not ask.only_key or one.choices.get(ask.only_key) in ask.only_codes]
    made = {one.person: chosen for one in asked if (chosen := _chosen(one.choices.get(ask.key), row))}
    question = Counted(ask.codes, made)
    protected = protect(
        question,
        answered={one.person for one in asked},
        groups=groups,
        limits=survey.limits,
        earlier=earlier,
    )
    return Result(ask, row, protected)


def _chosen(answer: object, row: Row | None) -> list[str]:
    if row is not None:
        answer = answer.get(row.key) if isinstance(answer, Mapping) else None
    if isinstance(answer, list):
        return [str(code) for code in answer]
    return [str(answer)] if answer else []


def _given(survey: Survey) -> list[Given]:
    if survey.is_anonymous:
        rows = survey.answers.order_by("pk").values_list("pk", "group", "choices")
        return [Given(person, group, choices) for person, group, choices in rows]
    return [Given(one.pk, one.invitation.group, one.choices) for one in _named(survey)]


def _named(survey: Survey) -> list[NamedAnswer]:
    found = NamedAnswer.objects.filter(invitation__survey=survey).select_related("invitation")
    return list(found.order_by("pk"))


def _parents(survey: Survey) -> dict[str, str]:
    return {code: parent or "" for code, parent in survey.groups.values_list("code", "parent__code")}
