"""One page of a survey as its template reads it: questions, choices, what was answered, how far one is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.answering import MAX_TEXT, Turn, asked_parts, hidden, name_of
from surveys.models import Kind, Survey
from surveys.protection import protection
from surveys.questionnaire import Ask, Given, Option, Questionnaire


@dataclass(frozen=True)
class Radio:
    """One choice as a native control."""

    id: str
    name: str
    value: str
    label: str
    checked: bool


@dataclass(frozen=True)
class Scale:
    """Choices that belong together; those of `apart` are no step of the scale. `legend` is a row's, else empty."""

    legend: str
    steps: tuple[Radio, ...]
    apart: tuple[Radio, ...]


@dataclass(frozen=True)
class Field:
    """One question."""

    id: str
    kind: str
    legend: str
    help: str
    required: bool
    error: str
    scales: tuple[Scale, ...]
    text: str

    @property
    def describedby(self) -> str:
        """The ids of the help and the error, for the control or the group."""
        return " ".join([f"{self.id}-help"] * bool(self.help) + [f"{self.id}-error"] * bool(self.error))


@dataclass(frozen=True)
class Line:
    """One question and what was answered, on the page that sends."""

    question: str
    answer: str


@dataclass(frozen=True)
class Page:
    """What the template shows. `part` is sent back with the form; on a fresh page nothing has been answered yet."""

    survey: Survey
    language: str
    title: str
    intro: str
    heading: str
    heading_intro: str
    progress: str
    part: int
    fields: tuple[Field, ...]
    hidden: tuple[tuple[str, str], ...]
    faults: tuple[Mapping[str, str], ...]
    protection: tuple[str, ...]
    lines: tuple[Line, ...]
    is_first: bool
    is_fresh: bool
    is_last: bool
    max_text: int = MAX_TEXT

    @property
    def other_languages(self) -> tuple[tuple[str, str], ...]:
        """The languages that one may change to and where they are, seen from here: the page knows nobody's link."""
        return tuple((one, f"../{one}/") for one in self.survey.languages if one != self.language)


def page(survey: Survey, questionnaire: Questionnaire, given: Given, at: Turn, language: str) -> Page:
    """Build the page that a turn leads to, in the active language."""
    last = len(questionnaire.parts)
    is_last = at.part == last
    part = None if is_last else questionnaire.parts[at.part]
    asks: Sequence[Ask] = part.asked(given) if part else ()
    errors = {fault.key: fault.text for fault in at.faults}
    wordings = {ask.key: ask.wording.words(language) for ask in questionnaire}
    return Page(
        survey=survey,
        language=language,
        title=survey.title_en if language == "en" else survey.title_sv,
        intro=survey.intro_en if language == "en" and survey.intro_en else survey.intro_sv,
        heading=part.title.words(language) if part else _("Skicka in svaren"),
        heading_intro=part.intro.words(language) if part else "",
        progress=_progress(questionnaire, given, at.part),
        part=at.part,
        fields=tuple(_field(ask, given, errors.get(ask.key, ""), language) for ask in asks),
        hidden=tuple(hidden(questionnaire, given, asks)),
        faults=tuple(
            {"target": fault.target, "label": f"{wordings[fault.key]}", "text": fault.text}
            for fault in at.faults
        ),
        protection=protection(survey) if at.part == 0 else (),
        lines=tuple(lines(questionnaire, given, language)) if is_last else (),
        is_first=at.part == 0,
        is_fresh=at.part == 0 and not given and not at.faults,
        is_last=is_last,
    )


def _progress(questionnaire: Questionnaire, given: Given, part: int) -> str:
    asked = asked_parts(questionnaire, given)
    if part >= len(questionnaire.parts):
        return _("Sista steget")
    numbers = {"number": sum(one <= part for one in asked), "parts": len(asked)}
    return _("Del %(number)s av %(parts)s") % numbers


def _field(ask: Ask, given: Given, error: str, language: str) -> Field:
    answer = given.get(ask.key, "")
    return Field(
        id=name_of(ask.key),
        kind=ask.kind.value,
        legend=ask.wording.words(language),
        help=ask.help.words(language),
        required=ask.required,
        error=error,
        scales=_scales(ask, answer, language),
        text=answer if isinstance(answer, str) and ask.kind == Kind.TEXT else "",
    )


def _scales(ask: Ask, answer: object, language: str) -> tuple[Scale, ...]:
    if ask.kind == Kind.TEXT:
        return ()
    if ask.kind == Kind.MATRIX:
        lines = answer if isinstance(answer, Mapping) else {}
        return tuple(
            _scale(ask, row.key, row.wording.words(language), {lines.get(row.key)}, language)
            for row in ask.rows
        )
    return (_scale(ask, "", "", set(answer) if isinstance(answer, list) else {answer}, language),)


def _scale(ask: Ask, row: str, legend: str, chosen: set[object], language: str) -> Scale:
    name = name_of(ask.key, row)

    def radio(option: Option) -> Radio:
        label = option.label.words(language)
        return Radio(f"{name}.{option.code}", name, option.code, label, option.code in chosen)

    return Scale(
        legend,
        tuple(radio(option) for option in ask.options if not option.outside),
        tuple(radio(option) for option in ask.options if option.outside),
    )


def lines(questionnaire: Questionnaire, given: Given, language: str) -> list[Line]:
    """Return the questions with what was answered, in order."""
    kept = questionnaire.kept(given)
    return [
        Line(ask.wording.words(language), _said(ask, kept[ask.key], language))
        for ask in questionnaire
        if ask.key in kept
    ]


def _said(ask: Ask, answer: object, language: str) -> str:
    labels = {option.code: option.label.words(language) for option in ask.options}
    if isinstance(answer, Mapping):
        return "\n".join(
            f"{row.wording.words(language)}: {labels[answer[row.key]]}"
            for row in ask.rows
            if row.key in answer
        )
    if isinstance(answer, list):
        return ", ".join(labels[code] for code in answer)
    return labels.get(str(answer), str(answer))
