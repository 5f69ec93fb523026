"""What a survey's own page tells: how much it asks, what is left to do before it opens, the link that all share."""

from dataclasses import dataclass

from django.urls import reverse

from organisations import mail
from surveys.models import Breakdown, State, Survey, Way
from surveys.questionnaire import Ask, Questionnaire, differences
from surveys.reading import asked_before, questionnaire_of
from surveys.tokens import token_of


@dataclass(frozen=True)
class SurveyPage:
    """`missing` are codes of what is left to do: "questions", "addresses", "groups"."""

    pages: int
    questions: int
    without_english: int
    without_group: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    shared_url: str

    @property
    def may_open(self) -> bool:
        """Whether nothing is left to do."""
        return not self.missing


def survey_page(survey: Survey) -> SurveyPage:
    """Read what the page tells of a survey."""
    questionnaire = questionnaire_of(survey)
    asks = tuple(questionnaire)
    return SurveyPage(
        pages=len(questionnaire.parts),
        questions=len(asks),
        without_english=_without_english(questionnaire) if "en" in survey.languages else 0,
        without_group=_without_group(survey),
        changed=_changed(survey, asks),
        missing=tuple(_missing(survey, asks)),
        shared_url=_shared_url(survey),
    )


def _missing(survey: Survey, asks: tuple[Ask, ...]) -> list[str]:
    if survey.state != State.DRAFT:
        return []
    found = [] if asks else ["questions"]
    if survey.way == Way.INVITED and not survey.invitations.exists():
        found.append("addresses")
    if survey.breakdown == Breakdown.ROLE and not survey.groups.exists():
        found.append("groups")
    return found


def _changed(survey: Survey, asks: tuple[Ask, ...]) -> tuple[str, ...]:
    """Return the questions that can't be compared with those of the round before."""
    before = asked_before(survey)
    return tuple(ask.wording.sv for ask in asks if ask.key in before and differences(before[ask.key], ask))


def _without_english(questionnaire: Questionnaire) -> int:
    return sum(
        not ask.wording.en
        or any(not option.label.en for option in ask.options)
        or any(not row.wording.en for row in ask.rows)
        for ask in questionnaire
    )


def _without_group(survey: Survey) -> int:
    """Count the invited who belong to no group, while that can be mended."""
    if survey.state != State.DRAFT or not survey.breakdown:
        return 0
    return survey.invitations.filter(group="").count()


def _shared_url(survey: Survey) -> str:
    if survey.way != Way.SHARED or survey.state != State.OPEN:
        return ""
    return mail.public_url(reverse("survey_answer", kwargs={"token": token_of(survey.pk), "language": "sv"}))
