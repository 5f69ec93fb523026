"""Instruments as data files: one file a version, checked in full before anything of it reaches the database."""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from figures.text import clean_line

FOLDER: Final = Path(__file__).parent
MOST_ITEMS: Final = 60
LABELS_FAULT: Final = "The scale needs one label a step."
STEPS_FAULT: Final = "The scale needs two steps or more."
NUMBERS_FAULT: Final = "The items must be numbered from 1 without gaps, in order."


def _clean(value: object) -> object:
    """Take away what can't be stored, shown or printed, before the length is measured."""
    return clean_line(value) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_clean), StringConstraints(strip_whitespace=True, min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ScaleFile(_Strict):
    """The scale of an instrument file; one label a step, lowest first."""

    minimum: int = Field(ge=0, le=9)
    maximum: int = Field(ge=1, le=10)
    labels: list[Text]
    not_applicable: bool

    @model_validator(mode="after")
    def labels_match_steps(self) -> Self:
        """There is somewhere to move, and every step has a label."""
        if self.maximum <= self.minimum:
            raise ValueError(STEPS_FAULT)
        if len(self.labels) != self.maximum - self.minimum + 1:
            raise ValueError(LABELS_FAULT)
        return self


class ItemFile(_Strict):
    """One item of an instrument file."""

    number: int = Field(ge=1)
    short: Annotated[Text, StringConstraints(max_length=60)]
    wording: Annotated[Text, StringConstraints(max_length=400)]


class InstrumentFile(_Strict):
    """An instrument file. Numbers run from 1 without gaps."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,60}$")]
    version: Annotated[Text, StringConstraints(max_length=20)]
    title: Annotated[Text, StringConstraints(max_length=160)]
    level: Literal["overall", "board"]
    scale: ScaleFile
    source: Annotated[Text, StringConstraints(max_length=300)]
    items: list[ItemFile] = Field(min_length=1, max_length=MOST_ITEMS)

    @model_validator(mode="after")
    def numbers_run_from_one(self) -> Self:
        """Items are numbered in order, so that a number names one item."""
        if [item.number for item in self.items] != list(range(1, len(self.items) + 1)):
            raise ValueError(NUMBERS_FAULT)
        return self

    @property
    def sha256(self) -> str:
        """Fingerprint of the content, independent of how the file is laid out."""
        content = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def read(path: Path) -> InstrumentFile:
    """Read and check one file. Raises pydantic.ValidationError, which is a ValueError, with every fault."""
    return InstrumentFile.model_validate_json(path.read_text(encoding="utf-8"))


def shipped() -> list[Path]:
    """The files that come with the product."""
    return sorted(FOLDER.glob("*.json"))
