"""How many have commented on each open question, and how many comments belong to each theme: numbers, never words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import get_language

from figures.disclosure import Hidden, hidden_words
from surveys.models import Kind, Mark, Survey
from surveys.questionnaire import Ask, Said
from surveys.reading import questionnaire_of
from surveys.results import text_counts


@dataclass(frozen=True)
class Comments:
    """The comments on one question: how many, how many on each theme, and how many that nobody has sorted.

    `instead` says why nothing is told, under the same rule as the texts themselves.
    """

    ask: Ask
    before: Said
    number: int
    themes: tuple[tuple[str, int], ...]
    unsorted: int
    instead: str


def comments_of(survey: Survey) -> dict[str, Comments]:
    """Count the comments on each open question of a survey that is done, by its key; themes with most first."""
    counts, questionnaire = text_counts(survey), questionnaire_of(survey)
    told = {} if isinstance(counts, Hidden) else counts
    numbers = {key: number for key, number in told.items() if not isinstance(number, Hidden)}
    themes = list(_themes(survey)) if numbers else []
    marks = Mark.objects.filter(theme__survey=survey).values_list("theme__question_key")
    placed = dict(marks.annotate(number=Count("comment", distinct=True)).order_by()) if numbers else {}
    return {
        ask.key: Comments(
            ask,
            questionnaire.said_before(ask.key),
            numbers.get(ask.key, 0),
            tuple((name, number) for key, name, number in themes if key == ask.key),
            numbers.get(ask.key, 0) - placed.get(ask.key, 0),
            _instead(counts if isinstance(counts, Hidden) else counts.get(ask.key)),
        )
        for ask in questionnaire
        if ask.kind == Kind.TEXT
    }


def _instead(told: Hidden | int | None) -> str:
    return hidden_words(told, get_language() or "sv") if isinstance(told, Hidden) else ""


def _themes(survey: Survey) -> Iterable[tuple[str, str, int]]:
    rows = survey.themes.annotate(number=Count("marks")).order_by("-number", "name", "pk")
    return rows.values_list("question_key", "name", "number")
