"""What a survey answered: what was released of it when it was done, and the free texts under the same protection.

There is nothing to read before the survey is done, and what is shown then never changes. Answers themselves are read by
`releasing`, which counts them once, and here where a survey says that they are kept with the address.
"""

import uuid
from collections import Counter

from django.db.models import Count, QuerySet

from figures.disclosure import Counted, Hidden, Reason, Shown, texts_hidden
from surveys.models import Anonymity, FreeText, Kind, NamedAnswer, State, Survey
from surveys.questionnaire import Ask
from surveys.reading import questionnaire_of
from surveys.released import Released, Result, from_json

__all__ = ["NotDoneError", "Result", "comments", "named", "released", "results", "text_counts", "texts"]


class NotDoneError(Exception):
    """The survey has not been closed and sealed."""


def results(survey: Survey) -> tuple[Result, ...]:
    """Return what may be shown of each closed question, in order. Raises NotDoneError."""
    return released(survey).results


def released(survey: Survey) -> Released:
    """Return the turnout and the results as they were released. Raises NotDoneError."""
    if survey.state != State.DONE:
        raise NotDoneError
    return from_json(survey.release.content, questionnaire_of(survey))


def texts(survey: Survey) -> Hidden | dict[str, Hidden | list[str]]:
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
        return {**found, **_asked_of_few(survey)}
    for named in _named(survey):
        for key, body in named.texts.items():
            found[key].append(body)
    return {**found}


def comments(survey: Survey, key: str) -> Hidden | list[tuple[uuid.UUID, str]]:
    """Return the free texts on one question with random ids to sort them by, or why they may not be read.

    Raises NotDoneError.
    """
    if survey.state != State.DONE:
        raise NotDoneError
    if not survey.is_anonymous:
        return [(one.pk, one.texts[key]) for one in _named(survey) if key in one.texts]
    if hidden := texts_hidden(survey.answered or 0, survey.limits) or _asked_of_few(survey).get(key):
        return hidden
    rows = FreeText.objects.filter(question__section__survey=survey, question__key=key).order_by("pk")
    return list(rows.values_list("pk", "body"))


def text_counts(survey: Survey) -> Hidden | dict[str, Hidden | int]:
    """Return how many free texts there are by question key, or why they may not be read. Raises NotDoneError."""
    if survey.state != State.DONE:
        raise NotDoneError
    if not survey.is_anonymous:
        return dict(Counter(key for one in _named(survey) for key in one.texts))
    if hidden := texts_hidden(survey.answered or 0, survey.limits):
        return hidden
    rows = FreeText.objects.filter(question__section__survey=survey)
    counted = dict(rows.values_list("question__key").annotate(number=Count("pk")).order_by())
    return {**counted, **_asked_of_few(survey)}


def _asked_of_few(survey: Survey) -> dict[str, Hidden]:
    """Return the open questions for some that too few were asked, out of how many made the choices that lead there.

    Nobody's text is there: it would come with the choice.
    """
    some = [ask for ask in questionnaire_of(survey) if ask.kind == Kind.TEXT and ask.only_key]
    wholes = {one.ask.key: one.protected.whole for one in released(survey).results} if some else {}
    hidden = Hidden(Reason.FEW, survey.limit_text)
    return {ask.key: hidden for ask in some if _made(wholes[ask.only_key], ask) < survey.limit_text}


def _made(whole: Shown, ask: Ask) -> int:
    return sum(whole.counts[code] for code in ask.only_codes) if isinstance(whole, Counted) else 0


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


def _named(survey: Survey) -> list[NamedAnswer]:
    found = NamedAnswer.objects.filter(invitation__survey=survey).select_related("invitation")
    return list(found.order_by("pk"))
