"""The surveys that a coordinator may see, and what of them is told; where other rooms have managers, views ask here."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from organisations.access import ActiveMembership
from organisations.models import Organisation
from surveys.counting import coarse
from surveys.models import Invitation, MailState, Remark, State, Survey, Theme


@dataclass(frozen=True)
class Standing:
    """How it goes while a survey is open: those invited, what became of the mails, and at least how many answered."""

    invited: int
    waiting: int
    refused: int
    at_least: int | None


def surveys_of(organisation: Organisation) -> QuerySet[Survey]:
    """Return the surveys of the organisation and the units below, the latest first."""
    return Survey.objects.within(organisation).select_related("organisation").newest_first()


def get_survey(membership: ActiveMembership, survey_id: uuid.UUID) -> Survey:
    """Fetch a survey that the member may see, or 404."""
    found: Survey = get_object_or_404(surveys_of(membership.organisation), pk=survey_id)
    return found


def draft_of(membership: ActiveMembership, survey_id: uuid.UUID) -> Survey:
    """Fetch a survey that can still be changed; what has been opened is as gone as what never was."""
    drafts = surveys_of(membership.organisation).filter(state=State.DRAFT)
    found: Survey = get_object_or_404(drafts, pk=survey_id)
    return found


def done_survey(membership: ActiveMembership, survey_id: uuid.UUID) -> Survey:
    """Fetch a survey whose answers have been taken out, or 404."""
    done = surveys_of(membership.organisation).filter(state=State.DONE)
    found: Survey = get_object_or_404(done, pk=survey_id)
    return found


def rounds_of(membership: ActiveMembership, survey: Survey) -> list[Survey]:
    """Return a survey that is done and up to three rounds before it, those that are done, the earliest first."""
    before = ("pk", "copied_from", "copied_from__copied_from", "copied_from__copied_from__copied_from")
    chain = Survey.objects.filter(pk=survey.pk).values_list(*before).get()
    done = surveys_of(membership.organisation).filter(state=State.DONE, pk__in=[pk for pk in chain if pk])
    return sorted(done.select_related("organisation", "release"), key=lambda one: -chain.index(one.pk))


def get_remark(membership: ActiveMembership, remark_id: int) -> Remark:
    """Fetch what somebody has written about a survey that the member may see, or 404."""
    mine = Survey.objects.within(membership.organisation)
    rows = Remark.objects.filter(survey__in=mine).select_related("survey__organisation")
    found: Remark = get_object_or_404(rows, pk=remark_id)
    return found


def get_theme(membership: ActiveMembership, theme_id: int) -> Theme:
    """Fetch a theme of a survey that the member may see, or 404."""
    mine = Survey.objects.within(membership.organisation)
    rows = Theme.objects.filter(survey__in=mine).select_related("survey__organisation")
    found: Theme = get_object_or_404(rows, pk=theme_id)
    return found


def themes_of(survey: Survey, question_key: str) -> list[tuple[Theme, int]]:
    """Return the themes of a question's comments with how many belong to each, the largest first."""
    mine = survey.themes.filter(question_key=question_key).annotate(number=Count("marks"))
    return [(theme, theme.number) for theme in mine.order_by("-number", "name")]


def standing(survey: Survey) -> Standing:
    """Count coarsely. Of an anonymous survey, boxes: an invitation says nothing to anybody."""
    numbers = survey.invitations.aggregate(
        invited=Count("pk"),
        waiting=Count("pk", filter=Q(mail=MailState.WAITING)),
        refused=Count("pk", filter=Q(mail=MailState.REFUSED)),
    )
    answered = survey.boxes.count() if survey.is_anonymous else survey.invitations.used().count()
    shown = coarse(answered, survey.limit_whole) if survey.state == State.OPEN else None
    return Standing(**numbers, at_least=shown)


def invited(survey: Survey) -> QuerySet[Invitation]:
    """Return those invited in the order of their addresses. Whether a link was used is not for anybody to see."""
    return survey.invitations.order_by("email").only("survey", "email", "group", "mail")
