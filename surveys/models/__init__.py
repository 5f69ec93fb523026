"""Surveys, what they ask, who is invited, and what was answered. The last two can't be joined."""

from surveys.models.answers import Answer, Box, FreeText, NamedAnswer, Release
from surveys.models.invitation import Invitation, InvitationQuerySet, InvitationState, MailState
from surveys.models.question import (
    MAX_HELP,
    MAX_KEY,
    MAX_LABEL,
    MAX_WORDING,
    Choice,
    Kind,
    MatrixRow,
    Question,
    Section,
)
from surveys.models.remark import MAX_REMARK, Remark, RemarkKind
from surveys.models.survey import (
    MAX_INTRO,
    MAX_TITLE,
    Anonymity,
    Breakdown,
    Group,
    State,
    Survey,
    SurveyQuerySet,
    Way,
)
from surveys.models.theme import MAX_THEME, Mark, Theme

__all__ = [
    "MAX_HELP",
    "MAX_INTRO",
    "MAX_KEY",
    "MAX_LABEL",
    "MAX_REMARK",
    "MAX_THEME",
    "MAX_TITLE",
    "MAX_WORDING",
    "Anonymity",
    "Answer",
    "Box",
    "Breakdown",
    "Choice",
    "FreeText",
    "Group",
    "Invitation",
    "InvitationQuerySet",
    "InvitationState",
    "Kind",
    "MailState",
    "Mark",
    "MatrixRow",
    "NamedAnswer",
    "Question",
    "Release",
    "Remark",
    "RemarkKind",
    "Section",
    "State",
    "Survey",
    "SurveyQuerySet",
    "Theme",
    "Way",
]
