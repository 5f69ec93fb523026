"""Reads what was expected of participants and how it was judged, and how many say that they will be mentors."""

from collections import Counter
from collections.abc import Collection, Sequence

from figures.text import clean_line, clean_text
from programmes.attainment import Attained, attained
from programmes.models import COUNTING, MentorAnswer, Part, Programme
from reports.kinds.programrapport.material import Goal

LONGEST = 500


def goals_of(programme: Programme) -> tuple[tuple[str, Goal], ...]:
    """Return the expected results in their order, each with the kind it is for (empty: all). Three queries."""
    return tuple((one.kind or "", _goal(one)) for one in attained(programme))


def mentors_of(programmes: Collection[Programme]) -> dict[int, Counter[str]]:
    """Return how many participants gave each answer about being mentor next time, by programme. One query."""
    found: dict[int, Counter[str]] = {one.pk: Counter() for one in programmes}
    rows = MentorAnswer.objects.filter(
        participation__programme__in=programmes,
        participation__part=Part.PARTICIPANT,
        participation__stage__in=COUNTING,
    )
    for programme, answer in rows.values_list("participation__programme", "answer"):
        found[programme][answer] += 1
    return found


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
