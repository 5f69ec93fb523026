"""Reads what was expected of participants and how it was judged, and how many say that they will be mentors."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from figures.text import clean_line, clean_text
from organisations.models import Kind
from programmes.attainment import Attained, attained
from programmes.models import COUNTING, MentorAnswer, Part, Participation, Programme
from reports.kinds.programrapport.material import Goal, GoalsBeside

LONGEST = 500


def goals_of(programme: Programme) -> tuple[tuple[str, Goal], ...]:
    """Return the expected results in their order, each with the kind it is for (empty: all). Three queries."""
    return tuple((one.kind or "", _goal(one)) for one in attained(programme))


def beside(
    programme: Programme,
    goals: Iterable[tuple[str, Goal]],
    *,
    shown: Collection[str],
    taking: Collection[str],
) -> tuple[GoalsBeside, ...]:
    """Return the expected results that stand in no part: `shown` are the kinds that have one, `taking` who takes part.

    A part of no kind is the whole programme, which has all of them; results that are for all stand in every part.
    """
    if "" in shown:
        return ()
    found: dict[str, list[Goal]] = defaultdict(list)
    for kind, goal in goals:
        if kind not in shown and not (shown and not kind):
            found[kind if len(taking) > 1 else ""].append(goal)
    return tuple(
        GoalsBeside(part_title(programme, kind), tuple(rows), took_part=not kind or kind in taking)
        for kind, rows in found.items()
    )


def part_title(programme: Programme, kind: str) -> str:
    """Return what a part is called: by its kind of organisations, where the programme has several."""
    name = f"{programme.name}, {Kind(kind).label}" if kind else programme.name
    return clean_line(name, LONGEST)


def answers_of(programmes: Collection[Programme]) -> dict[int, str]:
    """Return what participants answered about being mentor next time, by the participation's id. One query."""
    rows = MentorAnswer.objects.filter(
        participation__programme__in=programmes,
        participation__part=Part.PARTICIPANT,
        participation__stage__in=COUNTING,
    )
    return dict(rows.values_list("participation", "answer"))


def counted(answers: Mapping[int, str], participations: Iterable[Participation]) -> Counter[str]:
    """Return how many of these gave each answer."""
    return Counter(answers[one.pk] for one in participations if one.pk in answers)


def _goal(one: Attained) -> Goal:
    judged = one.judged
    documents = [one.title for one in judged.documents] if judged else []
    evidence = [judged.evidence, *documents] if judged else []
    return Goal(
        text=clean_line(one.text, LONGEST),
        for_whom=clean_line(one.for_whom, LONGEST),
        verdict=str(judged.verdict.label) if judged else "",
        grounds=clean_text(judged.grounds) if judged else "",
        evidence=clean_line(_joined([each for each in evidence if each]), LONGEST * 2),
        by=clean_line(judged.by, LONGEST) if judged else "",
        retold=bool(judged and judged.retold),
        judged_at=judged.made_at if judged else None,
    )


def _joined(texts: Sequence[str]) -> str:
    """Write several sentences as one, with a stop only where the last has one."""
    return "; ".join([*(text.rstrip(" .") for text in texts[:-1]), *texts[-1:]])
