"""Questionnaires as data files: scales and templates, checked in full before anything of them reaches the database."""

import json
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from figures.text import clean_text

FOLDER: Final = Path(__file__).parent
TEMPLATES: Final = FOLDER / "templates"
MOST_SECTIONS: Final = 20
MOST_QUESTIONS: Final = 120
KEYS_FAULT: Final = "Each question needs a key of its own."
CODES_FAULT: Final = "Each choice needs a code of its own."
SCALE_FAULT: Final = "A closed question needs a known scale or choices of its own, an open one has none."
ROWS_FAULT: Final = "A matrix needs rows, each with a key of its own; other questions have none."
CONDITION_FAULT: Final = (
    "A condition names choices of a question in an earlier section that is answered by one choice."
)

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
Kind = Literal["choice", "satisfaction", "yes_no", "several", "matrix", "text"]
OF_KIND: Final = {"satisfaction": "satisfaction", "yes_no": "yes-no"}
"""The scales of kinds that have but one."""
ONE_CHOICE: Final = frozenset({"choice", "satisfaction", "yes_no"})


def _clean(value: object) -> object:
    return clean_text(value) if isinstance(value, str) else value


Text = Annotated[
    str, BeforeValidator(_clean), StringConstraints(strip_whitespace=True, min_length=1, max_length=3000)
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Strict):
    """The same text in both languages."""

    sv: Text
    en: Text

    def words(self, language: str) -> str:
        """Return it in the language."""
        return self.en if language == "en" else self.sv


class ChoiceFile(_Strict):
    """One choice; `outside` is no step of the scale."""

    code: Key
    label: Words
    outside: bool = False


class ScaleFile(_Strict):
    """A scale with its choices in the order that they are shown in."""

    name: Words
    choices: list[ChoiceFile] = Field(min_length=2, max_length=20)

    @model_validator(mode="after")
    def codes_differ(self) -> Self:
        """A code names one choice."""
        if len({choice.code for choice in self.choices}) != len(self.choices):
            raise ValueError(CODES_FAULT)
        return self


class RowFile(_Strict):
    """One line of a matrix."""

    key: Key
    wording: Words


class ConditionFile(_Strict):
    """Who a question is for: those who made one of the choices there."""

    question: Key
    codes: list[Key] = Field(min_length=1)


class QuestionFile(_Strict):
    """One question. `own_words` is set where the source doesn't tell how it was asked."""

    key: Key
    kind: Kind
    wording: Words
    help: Words | None = None
    required: bool = False
    scale: Key | None = None
    choices: list[ChoiceFile] = Field(default_factory=list, max_length=20)
    rows: list[RowFile] = Field(default_factory=list, max_length=20)
    when: ConditionFile | None = None
    own_words: bool = False

    @model_validator(mode="after")
    def fits_its_kind(self) -> Self:
        """Choices are where there is something to choose, and rows in a matrix only."""
        scale = self.scale or OF_KIND.get(self.kind)
        closed = self.kind != "text"
        if closed == (scale is None and not self.choices) or (scale and scale not in scales()):
            raise ValueError(SCALE_FAULT)
        if len({choice.code for choice in self.choices}) != len(self.choices):
            raise ValueError(CODES_FAULT)
        keys = [row.key for row in self.rows]
        if (self.kind == "matrix") != bool(keys) or len(set(keys)) != len(keys):
            raise ValueError(ROWS_FAULT)
        return self

    @property
    def offered(self) -> list[ChoiceFile]:
        """The choices, its own or those of its scale."""
        scale = self.scale or OF_KIND.get(self.kind)
        return self.choices or (scales()[scale].choices if scale else [])


class SectionFile(_Strict):
    """One page of questions."""

    title: Words
    intro: Words | None = None
    questions: list[QuestionFile] = Field(min_length=1, max_length=MOST_QUESTIONS)


class QuestionnaireFile(_Strict):
    """A template of a survey."""

    key: Key
    title: Words
    intro: Words
    anonymity: Literal["anonymous", "named"]
    source: Text
    sections: list[SectionFile] = Field(min_length=1, max_length=MOST_SECTIONS)

    @model_validator(mode="after")
    def keys_and_conditions_hold(self) -> Self:
        """Keys differ, and a condition looks back to a page that has been answered."""
        keys = [question.key for section in self.sections for question in section.questions]
        if len(set(keys)) != len(keys):
            raise ValueError(KEYS_FAULT)
        before: dict[str, set[str]] = {}
        for section in self.sections:
            for question in section.questions:
                if question.when and not set(question.when.codes) <= before.get(
                    question.when.question, set()
                ):
                    raise ValueError(CONDITION_FAULT)
            before |= {
                question.key: {choice.code for choice in question.offered}
                for question in section.questions
                if question.kind in ONE_CHOICE
            }
        return self


@cache
def scales() -> dict[str, ScaleFile]:
    """The scales that come with the product, by key."""
    content = json.loads((FOLDER / "scales.json").read_text(encoding="utf-8"))
    return {key: ScaleFile.model_validate(scale) for key, scale in content.items()}


@cache
def templates() -> dict[str, QuestionnaireFile]:
    """The templates that come with the product, by key. Raises pydantic.ValidationError, which is a ValueError."""
    found = [
        QuestionnaireFile.model_validate_json(path.read_text(encoding="utf-8"))
        for path in sorted(TEMPLATES.glob("*.json"))
    ]
    return {template.key: template for template in found}
