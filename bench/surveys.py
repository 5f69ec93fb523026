"""Results of 50,000 answers × 20 questions in 30 groups: released once, read as a page, beside SQL that only counts."""

import tracemalloc
import uuid
from collections.abc import Callable
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from bench.imports import measure
from organisations.models import Organisation
from surveys.actions import storing, writing
from surveys.comment_counts import comments_of
from surveys.models import Anonymity, Breakdown, Group, Kind, State, Survey, Way
from surveys.questionnaire import NOTHING, Ask, Option, Part, Questionnaire, Said
from surveys.questionnaires import scales
from surveys.releasing import worked_out
from surveys.result_page import chapters
from surveys.results import results
from surveys.sealed import Content

ANSWERS: Final = 50_000
QUESTIONS: Final = 20
BRANCHES: Final = 5
LEAVES: Final = 5
"""In each branch: 30 groups in all."""
BY_QUESTION: Final = "SQL, one GROUP BY a question"
AT_ONCE: Final = "SQL, one GROUP BY for all"
MEGABYTE: Final = 1024 * 1024


def main() -> None:
    """Print a line for each: seconds (best of three), queries, ratio to the SQL of the same run."""
    place = Organisation.objects.roots().exclude(code=None).order_by("code")[0]
    with transaction.atomic():
        survey = _closed(place)
        print(f"{survey.answers.count()} answers, {QUESTIONS} questions, {survey.groups.count()} groups")
        measured = {name: measure(run) for name, run in _statements(survey).items()}
        measured["making the release"] = measure(lambda: storing.release(survey))
        print(f"{_peak(lambda: worked_out(survey)):.0f} MB at most while the release is made")
        storing.release(survey)
        survey.state = State.DONE
        survey.save(update_fields=["state"])
        measured["the page's data"] = measure(lambda: _page(survey.pk))
        transaction.set_rollback(True)
    base = measured[BY_QUESTION][0]
    for name, (seconds, queries) in measured.items():
        print(f"{name:<30}{seconds:>8.3f} s  {queries:>3} queries  {seconds / base:>6.2f} × {BY_QUESTION}")


def _page(survey_id: uuid.UUID) -> object:
    survey = Survey.objects.select_related("organisation").get(pk=survey_id)
    names = dict(survey.groups.order_by("pk").values_list("code", "name"))
    return chapters(survey, results(survey), names, comments_of(survey))


def _statements(survey: Survey) -> dict[str, Callable[[], object]]:
    one = 'SELECT "group", choices -> %s, count(*) FROM surveys_answer WHERE survey_id = %s GROUP BY 1, 2'
    every = (
        'SELECT a."group", e.key, e.value, count(*) FROM surveys_answer a, jsonb_each(a.choices) e'
        " WHERE a.survey_id = %s GROUP BY 1, 2, 3"
    )

    def run(statement: str, *values: str | uuid.UUID) -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())

    return {
        BY_QUESTION: lambda: [run(one, f"f{n}", survey.pk) for n in range(1, QUESTIONS + 1)],
        AT_ONCE: lambda: run(every, survey.pk),
    }


def _peak(work: Callable[[], object]) -> float:
    tracemalloc.start()
    work()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / MEGABYTE


def _closed(place: Organisation) -> Survey:
    """A survey whose answers have been taken out of their boxes and are about to be counted."""
    survey = Survey.objects.create(
        organisation=place,
        title_sv="Mätning",
        anonymity=Anonymity.ANONYMOUS,
        way=Way.COLLECTED,
        breakdown=Breakdown.UNIT,
        closes_on=timezone.localdate(),
    )
    writing.write(survey, _questionnaire())
    codes = [code for number in range(BRANCHES) for code in _branch(survey, number)]
    Survey.objects.filter(pk=survey.pk).update(state=State.CLOSED)
    survey.refresh_from_db()
    survey.invited, survey.answered = 2 * ANSWERS, ANSWERS
    storing.store(survey, _contents(codes))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE surveys_answer")
    return survey


def _branch(survey: Survey, number: int) -> list[str]:
    top = Group.objects.create(survey=survey, code=f"g{number}", name=f"Gren {number}")
    leaves = [
        Group.objects.create(survey=survey, code=f"g{number}-{leaf}", name=f"Grupp {leaf}", parent=top)
        for leaf in range(LEAVES)
    ]
    return [leaf.code for leaf in leaves]


def _questionnaire() -> Questionnaire:
    scale = scales()["quality"].choices
    options = tuple(Option(one.code, Said(one.label.sv), one.outside) for one in scale)
    asks = tuple(
        Ask(f"f{number}", Kind.CHOICE, Said(f"Fråga {number}"), options=options)
        for number in range(1, QUESTIONS + 1)
    )
    return Questionnaire((Part(Said("Sidan"), NOTHING, asks),))


def _contents(codes: list[str]) -> list[Content]:
    """One in ten leaves a question out."""
    steps = [one.code for one in scales()["quality"].choices]
    return [
        Content(
            codes[number % len(codes)],
            {
                f"f{n}": steps[(number // 25 + number * n) % len(steps)]
                for n in range(1, QUESTIONS + 1)
                if (number // 7 + n) % 10
            },
            {},
        )
        for number in range(ANSWERS)
    ]
