"""Arranges what was expected and how it was judged, and how many want to be mentors."""

from collections.abc import Sequence
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from reports.kinds.kind import Values
from reports.kinds.programrapport.keys import key_of
from reports.kinds.programrapport.material import Goal, Material
from reports.kinds.programrapport.sentences import mentors_finding
from reports.kinds.room import fitting

MOST_LETTERS: Final = 6_000


def attainment(material: Material) -> Values | None:
    """Return each expected result with its judgement, and how many want to be mentors; None where nothing is said.

    Results of a kind that has no part stand under a heading of their own, with why.
    """
    is_answered = any(part.mentors for part in material.parts)
    told = [
        _told(part.title, place, part.goals, mentors=mentors_finding(part) if is_answered else "")
        for place, part in enumerate(material.parts, start=1)
    ]
    for place, one in enumerate(material.beside, start=len(told) + 1):
        untold = _("Det finns inte plats för en egen del om dem i rapporten.")
        note = untold if one.took_part else _("Ingen deltagare i satsningen är av det slaget.")
        told.append(_told(one.title, place, one.goals, note=note))
    said = [one for one in told if one["goals"] or one["mentors"]]
    return {"parts": said} if said else None


def _told(title: str, place: int, goals: Sequence[Goal], *, mentors: str = "", note: str = "") -> Values:
    shown = fitting(
        goals, lambda one: len(one.text) + len(one.grounds) + len(one.evidence), letters=MOST_LETTERS
    )
    return {
        "title": title,
        "key": key_of("goals", place),
        "goals": [
            {
                "text": one.text,
                "for_whom": one.for_whom,
                "verdict": one.verdict,
                "grounds": one.grounds,
                "evidence": one.evidence,
                "by": one.by,
                "day": _judged_on(one),
            }
            for one in shown
        ],
        "more": len(goals) - len(shown),
        "mentors": mentors,
        "note": note,
    }


def _judged_on(goal: Goal) -> str:
    """Return the day; a judgement that is retold from a source was not made on the day it was written in."""
    if goal.judged_at is None or goal.retold:
        return ""
    return timezone.localdate(goal.judged_at).isoformat()
