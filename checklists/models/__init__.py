"""Instruments, occasions to rate at, what was rated, by whom, and what comes next."""

from checklists.models.apart import FunctionsApart, ItemApart
from checklists.models.assessment import (
    MAX_EVIDENCE,
    MAX_NOTE,
    MAX_PEOPLE,
    MAX_REASON,
    Assessment,
    AssessmentQuerySet,
    ParticipantCount,
    Rating,
)
from checklists.models.instrument import Instrument, Item, Level
from checklists.models.item_value import MAX_COMMENT, WORK_FIELDS, ItemValue
from checklists.models.next_step import NextStep, NextStepQuerySet, StepReview, StepState
from checklists.models.occasion import Occasion, OccasionQuerySet
from checklists.models.own import OwnAssessment, OwnAssessmentQuerySet, OwnRating

__all__ = [
    "MAX_COMMENT",
    "MAX_EVIDENCE",
    "MAX_NOTE",
    "MAX_PEOPLE",
    "MAX_REASON",
    "WORK_FIELDS",
    "Assessment",
    "AssessmentQuerySet",
    "FunctionsApart",
    "Instrument",
    "Item",
    "ItemApart",
    "ItemValue",
    "Level",
    "NextStep",
    "NextStepQuerySet",
    "Occasion",
    "OccasionQuerySet",
    "OwnAssessment",
    "OwnAssessmentQuerySet",
    "OwnRating",
    "ParticipantCount",
    "Rating",
    "StepReview",
    "StepState",
]
