"""Programmes, who takes part, in which groups, at which meetings, and what passes between them."""

from programmes.models.exchange import (
    MAX_COMMENT,
    MAX_TITLE,
    Document,
    DocumentQuerySet,
    DueMail,
    Letter,
    Remark,
)
from programmes.models.group import Group, GroupKind, GroupMember, GroupMemberQuerySet
from programmes.models.meeting import (
    AccessNeed,
    Attendance,
    HomeWork,
    Meeting,
    MeetingKind,
    MeetingQuerySet,
    Method,
)
from programmes.models.participation import (
    COUNTING,
    OF_ORGANISATIONS,
    Acknowledgement,
    ParticipantFunction,
    Participation,
    ParticipationQuerySet,
    Stage,
)
from programmes.models.programme import (
    MAX_NAME,
    MAX_WORDS,
    Expectation,
    Part,
    Programme,
    ProgrammeQuerySet,
)

__all__ = [
    "COUNTING",
    "MAX_COMMENT",
    "MAX_NAME",
    "MAX_TITLE",
    "MAX_WORDS",
    "OF_ORGANISATIONS",
    "AccessNeed",
    "Acknowledgement",
    "Attendance",
    "Document",
    "DocumentQuerySet",
    "DueMail",
    "Expectation",
    "Group",
    "GroupKind",
    "GroupMember",
    "GroupMemberQuerySet",
    "HomeWork",
    "Letter",
    "Meeting",
    "MeetingKind",
    "MeetingQuerySet",
    "Method",
    "Part",
    "ParticipantFunction",
    "Participation",
    "ParticipationQuerySet",
    "Programme",
    "ProgrammeQuerySet",
    "Remark",
    "Stage",
]
