"""Instruments, occasions to rate at, what was rated, by whom, and what comes next."""

from checklists.models.assessment import (
    MAX_COMMENT,
    MAX_PEOPLE,
    Assessment,
    AssessmentQuerySet,
    ParticipantCount,
    Rating,
)
from checklists.models.instrument import Instrument, Item, Level
from checklists.models.occasion import Occasion, OccasionQuerySet

__all__ = [
    "MAX_COMMENT",
    "MAX_PEOPLE",
    "Assessment",
    "AssessmentQuerySet",
    "Instrument",
    "Item",
    "Level",
    "Occasion",
    "OccasionQuerySet",
    "ParticipantCount",
    "Rating",
]
