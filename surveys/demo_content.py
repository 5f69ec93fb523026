"""The demo's file of a survey's answers and of what was written about them, checked before anything is loaded."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from surveys.models import MAX_INTRO, MAX_REMARK, MAX_THEME, MAX_TITLE, RemarkKind

SKIPPED: Final = "-"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TextContent(_Strict):
    """One free text, and the themes that it belongs to."""

    text: str = Field(min_length=1)
    themes: list[Annotated[str, Field(min_length=1, max_length=MAX_THEME)]] = []


class RemarkContent(_Strict):
    """What somebody wrote about a page of the questionnaire, counted from 1, line by line."""

    part: int = Field(ge=1)
    kind: RemarkKind
    lines: list[str] = Field(min_length=1)

    @property
    def body(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)

    @model_validator(mode="after")
    def has_room(self) -> Self:
        """It is no longer than a person may write."""
        if len(self.body) > MAX_REMARK:
            raise ValueError("A remark is too long.")
        return self


class RoundContent(_Strict):
    """What the next round, which is open, says about itself, and for how many days it can be answered."""

    days: int = Field(ge=1)
    title_sv: str = Field(min_length=1, max_length=MAX_TITLE)
    title_en: str = Field(min_length=1, max_length=MAX_TITLE)
    intro_sv: str = Field(min_length=1, max_length=MAX_INTRO)
    intro_en: str = Field(min_length=1, max_length=MAX_INTRO)


class SurveyContent(_Strict):
    """A survey that has been answered: `choices` are codes by question, one for each person, "-" where one skipped it.

    `report` are the written parts of the report about it, by their keys, and `in_short` is what it says in all.
    """

    about: str
    organisation: str
    template: str
    closes_on: datetime.date
    invited: int
    answered: int
    choices: dict[str, str]
    texts: dict[str, list[TextContent]]
    remarks: list[RemarkContent]
    next_round: RoundContent
    in_short: str
    report: dict[str, str]

    @model_validator(mode="after")
    def fits_those_who_answered(self) -> Self:
        """Nobody answers a question twice."""
        wrong = [key for key in self.choices if len(self.chosen(key)) != self.answered]
        wrong += [key for key, texts in self.texts.items() if len(texts) > self.answered]
        if wrong:
            raise ValueError(f"Not as many answers as people: {wrong}")
        return self

    def chosen(self, key: str) -> list[str]:
        """Return what each person chose, in the file's order."""
        return self.choices[key].split()

    def given_by(self, person: int) -> tuple[dict[str, str], dict[str, str]]:
        """Return the choices and the texts of one person, counted from 0.

        The texts on a question stand with one person each, beginning with another one at each question.
        """
        choices = {key: self.chosen(key)[person] for key in self.choices}
        texts = {
            key: found[place].text
            for turn, (key, found) in enumerate(self.texts.items())
            if (place := (person + turn) % self.answered) < len(found)
        }
        return {key: code for key, code in choices.items() if code != SKIPPED}, texts

    def themes(self) -> Mapping[str, Mapping[str, list[str]]]:
        """Return by question the themes with the texts that belong to each, in the file's order."""
        sorted_texts: dict[str, dict[str, list[str]]] = {}
        for key, texts in self.texts.items():
            for one in texts:
                for theme in one.themes:
                    sorted_texts.setdefault(key, {}).setdefault(theme, []).append(one.text)
        return sorted_texts
