"""The demo's files of entries, goals and dates, checked before anything is loaded."""

import datetime
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from resultchain.levels import ChainLevel, GlobalGoal, NationalGoal
from resultchain.models import DateKind, Direction, EntryState, Extent, Precision, Strength, ValueKind

What = Annotated[str, Field(min_length=1, max_length=200)]


class Strict(BaseModel):
    """A field that is not known is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class People(Strict):
    """How many took part; `functions` maps a function's key to how many of them had it."""

    number: int
    precision: Precision
    functions: dict[str, int] = {}


class EntryContent(Strict):
    """An entry. `id` is the file's own, which links name; `unit` is a slug, or empty for the organisation itself.

    `area` and `perspectives` are keys of the lists that organisations begin with, `items` numbers in the checklist.
    """

    id: str
    level: ChainLevel
    state: EntryState
    what: What
    unit: str = ""
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    area: str = ""
    perspectives: list[str] = []
    direction: Direction | Literal[""] = ""
    global_goals: list[GlobalGoal] = []
    national_goals: list[NationalGoal] = []
    participants: People | None = None
    course: str = ""
    method: str = ""
    evidence: str = ""
    strength: Strength | Literal[""] = ""
    items: list[int] = []
    quote: str = ""
    quote_source: str = ""
    lesson: str = ""
    led_to: list[str] = []
    gave_rise_to: list[str] = []


def check_links(entries: Sequence[EntryContent]) -> None:
    """Raise ValueError unless ids stand once, links name them, and what an entry led to is not to its left."""
    twice = [key for key, times in Counter(entry.id for entry in entries).items() if times > 1]
    if twice:
        raise ValueError(f"Ids that stand twice: {twice}")
    levels = {entry.id: entry.level for entry in entries}
    for entry in entries:
        unknown = {*entry.led_to, *entry.gave_rise_to} - levels.keys()
        if unknown:
            raise ValueError(f"{entry.id} names what is not there: {sorted(unknown)}")
        left = [key for key in entry.led_to if levels[key] < entry.level]
        if left:
            raise ValueError(f"{entry.id} gave rise to, and did not lead to: {left}")


class PositionContent(Strict):
    """Where an organisation says that it stands; it may say so in words alone."""

    name: str
    levels: dict[ChainLevel, Extent] = {}
    words: str


class OrganisationContent(Strict):
    """What one organisation tells. `through` says how it took part, when that was not by itself."""

    code: str
    mentor: bool = False
    through: str = ""
    position: PositionContent | None = None
    entries: list[EntryContent]

    @model_validator(mode="after")
    def _links(self) -> Self:
        check_links(self.entries)
        return self


class ChainContent(Strict):
    """A file of many organisations' entries; `evidence` says where they were read."""

    about: str
    year: int
    evidence: str
    organisations: list[OrganisationContent]

    @property
    def codes(self) -> list[str]:
        """Every organisation in it."""
        return [one.code for one in self.organisations]


class ValueContent(Strict):
    """One value on one day."""

    kind: ValueKind
    day: datetime.date
    women: Decimal | None = None
    men: Decimal | None = None
    total: Decimal | None = None


class IndicatorContent(Strict):
    """What is measured; by sex unless a reason says why not."""

    name: str
    unit: str
    no_sex_reason: str = ""
    values: list[ValueContent]


class GoalContent(Strict):
    """A goal, the need it comes from, and the ids of the entries that are its measures."""

    title: str
    need: str
    unit: str
    measures: list[str]
    indicators: list[IndicatorContent] = []


class DateContent(Strict):
    """A date of the planning year."""

    kind: DateKind
    name: str
    first_day: datetime.date
    last_day: datetime.date | None = None
    words: str = ""
    took_part: str = ""


class MapContent(Strict):
    """The global goals that a unit has mapped."""

    unit: str
    present: list[GlobalGoal]
    coming: list[GlobalGoal]
    mapped_on: datetime.date
    note: str


class DiplomaContent(Strict):
    """A diploma of a unit."""

    name: str
    unit: str
    issued_on: datetime.date
    valid_to: datetime.date
    note: str


class Texts(Strict):
    """What a half-year report says in words, as Markdown."""

    now: str
    conditions: str
    successes: str
    challenges: str


class HalfYearContent(Strict):
    """A file of one organisation's half-year."""

    about: str
    organisation: str
    year: int
    evidence: str
    first_day: datetime.date
    last_day: datetime.date
    entries: list[EntryContent]
    goals: list[GoalContent]
    dates: list[DateContent]
    maps: list[MapContent]
    diplomas: list[DiplomaContent]
    texts: Texts

    @model_validator(mode="after")
    def _links(self) -> Self:
        check_links(self.entries)
        measures = Counter(key for goal in self.goals for key in goal.measures)
        wrong = [key for key, times in measures.items() if times > 1] + sorted(
            measures.keys() - {entry.id for entry in self.entries}
        )
        if wrong:
            raise ValueError(f"Measures that are not there, or belong to two goals: {wrong}")
        return self
