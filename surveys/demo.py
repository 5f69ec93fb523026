"""The demo's survey of source 000: answers that give the source's figures, and a next round that is open to all."""

import datetime

from django.db import transaction
from django.utils import timezone

from figures.disclosure import Hidden
from organisations.models import Organisation, User
from surveys.actions import collecting, drafts, remarks, surveys, themes
from surveys.demo_content import SurveyContent
from surveys.models import Survey, Theme, Way
from surveys.results import comments
from surveys.sealed import Content


@transaction.atomic
def load_survey(content: SurveyContent, *, by: User) -> Survey:
    """Make the survey with its answers, what is written about it and the next round; return it.

    Where it is there already nothing is made, also when the next round is over.
    """
    organisation = Organisation.objects.get(code=content.organisation)
    collected = organisation.surveys.filter(template=content.template, way=Way.COLLECTED)
    found: Survey | None = collected.order_by("created_at").first()
    if found is not None:
        return found
    survey = surveys.make(
        by=by, organisation=organisation, template=content.template, closes_on=content.closes_on
    )
    contents = [Content("", *content.given_by(person)) for person in range(content.answered)]
    collecting.take_in(by=by, survey=survey, contents=contents, invited=content.invited)
    survey.refresh_from_db()
    _write_about(content, survey, by)
    _open_next_round(content, survey, by)
    return survey


def _write_about(content: SurveyContent, survey: Survey, by: User) -> None:
    for remark in content.remarks:
        remarks.add(by=by, survey=survey, part=remark.part, kind=remark.kind, body=remark.body)
    for key, of_question in content.themes().items():
        for name, texts in of_question.items():
            _sort(themes.add(by=by, survey=survey, question_key=key, name=name), texts, by)


def _sort(theme: Theme, texts: list[str], by: User) -> None:
    found = comments(theme.survey, theme.question_key)
    mine = [] if isinstance(found, Hidden) else [comment for comment, body in found if body in texts]
    themes.sort(by=by, theme=theme, seen=theme.version, shown=(), comments=mine)


def _open_next_round(content: SurveyContent, survey: Survey, by: User) -> None:
    """Open the same questions again, by a link that all share: the one who tries the demo has no invitation."""
    words = content.next_round
    closes_on = timezone.localdate() + datetime.timedelta(days=words.days)
    made = surveys.copy(by=by, survey=survey, closes_on=closes_on)
    drafts.change(by=by, survey=made, seen=made.version, way=Way.SHARED, **words.model_dump(exclude={"days"}))
    surveys.open_survey(by=by, survey=made)
