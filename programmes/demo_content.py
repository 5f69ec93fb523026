"""The demo's file of programmes, checked before anything is loaded."""

import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, model_validator

from checklists.demo import InstrumentKey
from organisations.models import Kind
from programmes.models import (
    MAX_COMMENT,
    MAX_NAME,
    MAX_RESULT,
    MAX_TITLE,
    MAX_WORDS,
    MeetingKind,
    Method,
    Part,
    Stage,
    Verdict,
    Willingness,
)

Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]
Words = Annotated[str, Field(max_length=MAX_WORDS)]


class Strict(BaseModel):
    """A field that is not known is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ExpectationContent(Strict):
    """What a part gives, gets and decides, and the support to order."""

    gives: Words
    gets: Words
    decides: Words
    support: Words


class MentorContent(Strict):
    """What a participant said about being a mentor next time; a reason is told of nobody in particular."""

    answer: Willingness
    year: int | None = None


class ParticipantContent(Strict):
    """One participant or mentor, by codes or slugs. `through` is a body's name, `contact` the role of a demo person.

    What nobody knows is left out: the day and the reason of leaving, who the contact is, when it was decided.
    """

    part: Part = Part.PARTICIPANT
    organisations: Annotated[list[str], Field(min_length=1)]
    stage: Stage
    functions: dict[str, Annotated[int, Field(gt=0)]]
    through: str = ""
    contact: str = ""
    has_not_handed_in: bool = False
    reads_to: datetime.date | None = None
    handed_in_elsewhere: bool = False
    mentor: MentorContent | None = None


class GroupContent(Strict):
    """A group and who is in it, from the round's first day."""

    name: Name
    participants: list[ParticipantContent]


class MeetingContent(Strict):
    """A meeting from nine to four. `occasion` is the name and the day of what is rated before it."""

    kind: MeetingKind
    name: Name
    first_day: datetime.date
    days: Annotated[int, Field(gt=0)] = 1
    place: str = ""
    functions: list[str] = []
    occasion: tuple[str, datetime.date] | None = None
    agenda: Words
    home_work: Words = ""
    plus: Words = ""
    minus: Words = ""
    interesting: Words = ""


class HomeWorkContent(Strict):
    """What an organisation answered to a meeting's home work; `by` is the role of a demo person."""

    meeting: str
    organisation: str
    by: str
    method: Method
    plan: Words
    do: Words = ""
    study: Words = ""
    act: Words = ""


class SaidContent(Strict):
    """What a demo person (`by`, a role) said for an organisation (`at`, a code)."""

    by: str
    at: str
    day: datetime.date
    body: Annotated[str, Field(min_length=1, max_length=MAX_COMMENT)]


class RemarkContent(Strict):
    """A comment with its answers, on an item of what an organisation (a code) handed in, or on the whole (0)."""

    organisation: str
    occasion: str
    item: Annotated[int, Field(ge=0)]
    said: Annotated[list[SaidContent], Field(min_length=1)]
    closed_on: datetime.date | None = None


class DocumentContent(Strict):
    """A link in the document room."""

    title: Annotated[str, Field(min_length=1, max_length=MAX_TITLE)]
    day: datetime.date
    link: HttpUrl


class JudgementContent(Strict):
    """A judgement that is retold; `documents` are titles of the round's."""

    verdict: Verdict
    grounds: Annotated[str, Field(min_length=1, max_length=MAX_WORDS)]
    evidence: Annotated[str, Field(min_length=1, max_length=MAX_WORDS)]
    documents: list[str] = []


class ExpectedResultContent(Strict):
    """What was expected of participants of one kind; no judgement: the source has none of its own for it."""

    kind: Kind
    text: Annotated[str, Field(min_length=1, max_length=MAX_RESULT)]
    judgement: JudgementContent | None = None


class ProgrammeContent(Strict):
    """One round with everybody in it; `others` are in no group."""

    name: Name
    round: Annotated[str, Field(min_length=1, max_length=60)]
    purpose: Words
    first_day: datetime.date
    last_day: datetime.date
    compiled_on: datetime.date
    kinds: list[Kind]
    expectations: dict[Part, ExpectationContent]
    groups: list[GroupContent]
    others: list[ParticipantContent] = []
    meetings: list[MeetingContent]
    home_work: list[HomeWorkContent]
    remarks: list[RemarkContent] = []
    documents: list[DocumentContent]
    expected_results: list[ExpectedResultContent] = []

    @property
    def participants(self) -> list[ParticipantContent]:
        """Everybody, group by group, and then the others."""
        return [*(one for group in self.groups for one in group.participants), *self.others]

    @model_validator(mode="after")
    def check_home_work(self) -> Self:
        """Home work is answered by somebody who takes part, and was given at a meeting."""
        gave = {meeting.name for meeting in self.meetings if meeting.home_work}
        alone = {one.organisations[0] for one in self.participants if one.part == Part.PARTICIPANT}
        for answer in self.home_work:
            if answer.meeting not in gave or answer.organisation not in alone:
                raise ValueError(f"home work that nobody was given: {answer.organisation}, {answer.meeting}")
        return self

    @model_validator(mode="after")
    def check_once(self) -> Self:
        """Everybody stands once, and so does every meeting."""
        codes = [code for one in self.participants for code in one.organisations]
        names = [meeting.name for meeting in self.meetings]
        twice = {one for rows in (codes, names) for one in rows if rows.count(one) > 1}
        if twice:
            raise ValueError(f"stand twice: {', '.join(sorted(twice))}")
        return self


class Programmes(Strict):
    """The file: who leads, what is rated with, and the rounds."""

    about: str
    owner: str
    instrument: InstrumentKey
    programmes: list[ProgrammeContent]

    @property
    def codes(self) -> list[str]:
        """Every organisation that takes part."""
        return [
            code for one in self.programmes for person in one.participants for code in person.organisations
        ]
