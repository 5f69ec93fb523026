"""Answers that were collected elsewhere: a draft is done in one step, under the same protection as any other survey."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from organisations.events import record
from organisations.models import User
from surveys.actions import storing
from surveys.actions.surveys import NotADraftError
from surveys.models import Anonymity, State, Survey, Way
from surveys.sealed import Content


class NotCollectableError(Exception):
    """The draft names those who answer, or has people invited to it: its answers come by its own links."""


@transaction.atomic
def take_in(*, by: User | None, survey: Survey, contents: Sequence[Content], invited: int | None) -> None:
    """Let a draft's answers be these, one content a person; `invited` is how many were asked, if somebody knows.

    It can be done once: the survey is done then, and frozen. Raises NotADraftError, NotCollectableError.
    """
    rows = Survey.objects.select_for_update(of=("self",)).select_related("organisation")
    survey = rows.get(pk=survey.pk)
    if survey.state != State.DRAFT:
        raise NotADraftError
    if survey.anonymity != Anonymity.ANONYMOUS or survey.invitations.exists():
        raise NotCollectableError
    survey.way, survey.state = Way.COLLECTED, State.CLOSED
    survey.closes_on = min(survey.closes_on, timezone.localdate())  # a draft's last day lies ahead
    survey.save(update_fields=["way", "state", "closes_on"])
    survey.invited, survey.answered = invited, len(contents)
    storing.release(survey, storing.store(survey, list(contents)))
    survey.state = State.DONE
    survey.save(update_fields=["state", "invited", "answered"])
    record(actor=by, organisation=survey.organisation, verb="surveys.collected", obj=survey)
