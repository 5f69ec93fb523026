"""An evaluation's material, free from the database: results after disclosure control, and what people wrote."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from surveys.models import Kind


@dataclass(frozen=True)
class Step:
    """One choice; `outside` is no step of the scale, as "vet inte" is, and stands last."""

    code: str
    label: str
    outside: bool = False


@dataclass(frozen=True)
class GroupAnswers:
    """A group of the breakdown: its counts choice by choice, or the sentence that stands instead."""

    name: str
    n: int = 0
    counts: tuple[int, ...] = ()
    instead: str = ""


@dataclass(frozen=True)
class Asked:
    """A closed question, or one row of a matrix. Without counts it is hidden, and `instead` says why."""

    key: str
    kind: Kind
    wording: str
    steps: tuple[Step, ...]
    row: str = ""
    row_key: str = ""
    n: int = 0
    counts: tuple[int, ...] = ()
    missing: int = 0
    instead: str = ""
    is_for_some: bool = False
    groups: tuple[GroupAnswers, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether there are counts to show."""
        return bool(self.counts) and self.n > 0

    @property
    def question(self) -> str:
        """The question, with its row where it is one of a matrix."""
        return f"{self.wording} {self.row}".strip()


@dataclass(frozen=True)
class Themes:
    """What the comments on one question are about: names with their number of comments, the largest first."""

    key: str
    wording: str
    counts: tuple[tuple[str, int], ...]
    comments: int


@dataclass(frozen=True)
class Page:
    """One page of the questionnaire: its closed questions in order, and what people wrote about it."""

    number: int
    title: str
    asked: tuple[Asked, ...] = ()
    themes: tuple[Themes, ...] = ()
    comments: tuple[str, ...] = ()
    workshop: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether there is anything to say of it."""
        return bool(self.asked or self.themes or self.comments or self.workshop or self.quotes)


@dataclass(frozen=True)
class Printed:
    """A question as it stands in the appendix. `only` says whom it was for; the number runs through the survey."""

    number: int
    kind: Kind
    wording: str
    help: str
    required: bool
    choices: tuple[str, ...]
    rows: tuple[str, ...]
    only: str


@dataclass(frozen=True)
class PrintedPage:
    """A page of the questionnaire as it stands in the appendix."""

    title: str
    intro: str
    questions: tuple[Printed, ...]


@dataclass(frozen=True)
class Settings:
    """How the survey was made and how its answers are protected."""

    way: str
    is_anonymous: bool
    limit_whole: int
    limit_group: int
    limit_text: int
    breakdown: str = ""
    groups: int = 0
    reminders: int = 0


@dataclass(frozen=True)
class GroupTurnout:
    """How many of a group were asked, None where nobody knows, and how many answered, None where it is not told.

    `instead` says why, where it is for another reason than that too few answered.
    """

    name: str
    invited: int | None
    answered: int | None
    instead: str = ""


@dataclass(frozen=True)
class Before:
    """The same question in this round and in the one before."""

    then: Asked
    now: Asked


@dataclass(frozen=True)
class Earlier:
    """The round before: when it closed, how many answered, the questions that can be compared and how many can't."""

    closes_on: datetime.date
    invited: int | None
    answered: int | None
    questions: tuple[Before, ...]
    changed: int


@dataclass(frozen=True)
class Material:
    """All that an evaluation is made from.

    `answered` is None where it may not be told: too few answered. `worded` is the language of the questions, and
    `turnout` tells of the groups of the breakdown, and `unseen` which of them are not seen by themselves.
    """

    constructed: bool
    title: str
    closes_on: datetime.date
    data_time: datetime.datetime
    invited: int | None
    answered: int | None
    settings: Settings
    pages: tuple[Page, ...]
    questionnaire: tuple[PrintedPage, ...]
    intro: str = ""
    worded: str = "sv"
    earlier: Earlier | None = None
    turnout: tuple[GroupTurnout, ...] = ()
    unseen: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Asked]:
        """Walk through all closed questions in order."""
        return (asked for page in self.pages for asked in page.asked)

    @property
    def has(self) -> frozenset[str]:
        """What people have written, by kind: "comments", "workshop", "quotes", "themes"."""
        kinds = ("comments", "workshop", "quotes", "themes")
        return frozenset(kind for kind in kinds if any(getattr(page, kind) for page in self.pages))
