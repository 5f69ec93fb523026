"""Verbs on surveys: made from a template, copied as a new round, opened, closed."""

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Least
from django.http import Http404
from django.utils import timezone

from organisations.doorbell import ring
from organisations.events import record
from organisations.models import Organisation, User
from surveys import locks
from surveys.actions import writing
from surveys.models import Anonymity, Breakdown, Group, State, Survey, Way
from surveys.questionnaires import templates
from surveys.reading import questionnaire_of
from surveys.tokens import mac_of, token_of

SEAL = "surveys.tasks.seal"
PREPARE = "surveys.tasks.prepare"


class NotADraftError(Http404):
    """The survey has been opened already: who comes in the same moment finds what one finds a moment later."""


class OverAlreadyError(Exception):
    """The last day to answer has passed."""


@transaction.atomic
def make(
    *,
    by: User | None,
    organisation: Organisation,
    template: str,
    closes_on: datetime.date,
    anonymity: Anonymity | None = None,
    way: Way = Way.INVITED,
    breakdown: Breakdown | None = None,
    groups: Mapping[str, str] | None = None,
    survey_id: uuid.UUID | None = None,
) -> Survey:
    """Make a draft from a shipped template; `groups` are the breakdown's, name by code.

    Anonymity is the template's unless it is given, and can't be lowered afterwards.
    """
    content = templates()[template]
    survey = Survey.objects.create(
        id=survey_id or uuid.uuid4(),
        organisation=organisation,
        title_sv=content.title.sv,
        title_en=content.title.en,
        intro_sv=content.intro.sv,
        intro_en=content.intro.en,
        template=content.key,
        anonymity=anonymity or content.anonymity,
        way=way,
        breakdown=breakdown or "",
        closes_on=closes_on,
        created_by=by,
    )
    writing.write(survey, writing.from_file(content))
    Group.objects.bulk_create(
        Group(survey=survey, code=code, name=name) for code, name in (groups or {}).items()
    )
    record(actor=by, organisation=organisation, verb="surveys.made", obj=survey)
    return survey


@transaction.atomic
def copy(
    *, by: User | None, survey: Survey, closes_on: datetime.date, once: uuid.UUID | None = None
) -> Survey:
    """Make a draft of the next round: the same questions with the same keys, groups, limits and protection.

    After a round that was collected elsewhere, people are invited. `once` becomes its id: twice is one.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=survey.organisation_id)
    once = once or uuid.uuid4()
    same = Survey.objects.filter(pk=once, copied_from=survey).first()
    if same is not None:
        return same
    if Survey.objects.filter(pk=once).exists():
        # Typed in by hand, and another survey's.
        once = uuid.uuid4()
    made = Survey.objects.create(
        id=once,
        organisation=survey.organisation,
        title_sv=survey.title_sv,
        title_en=survey.title_en,
        intro_sv=survey.intro_sv,
        intro_en=survey.intro_en,
        contact=survey.contact,
        template=survey.template,
        copied_from=survey,
        anonymity=survey.anonymity,
        way=Way.INVITED if survey.way == Way.COLLECTED else survey.way,
        breakdown=survey.breakdown,
        limit_whole=survey.limit_whole,
        limit_group=survey.limit_group,
        limit_text=survey.limit_text,
        closes_on=closes_on,
        created_by=by,
    )
    writing.write(made, questionnaire_of(survey))
    writing.copy_groups(survey, made)
    record(actor=by, organisation=survey.organisation, verb="surveys.copied", obj=made)
    return made


@transaction.atomic
def open_survey(*, by: User | None, survey: Survey) -> None:
    """Freeze the survey. A named one is open at once; an anonymous one when the worker has made its key.

    Raises NotADraftError, OverAlreadyError.
    """
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.state != State.DRAFT:
        raise NotADraftError
    if survey.closes_on < timezone.localdate():
        raise OverAlreadyError
    survey.state = State.PREPARING if survey.is_anonymous else State.OPEN
    survey.shared_mac = mac_of(token_of(survey.pk)) if survey.way == Way.SHARED else None
    survey.save(update_fields=["state", "shared_mac"])
    record(actor=by, organisation=survey.organisation, verb="surveys.opening", obj=survey)
    if survey.is_anonymous:
        transaction.on_commit(lambda: ring(PREPARE, str(survey.pk)))


@transaction.atomic
def move(*, by: User | None, survey: Survey, closes_on: datetime.date) -> bool:
    """Let an open survey close on another day, today at the earliest; False when it is not open.

    Raises OverAlreadyError.
    """
    if closes_on < timezone.localdate():
        raise OverAlreadyError
    if not Survey.objects.filter(pk=survey.pk, state=State.OPEN).update(closes_on=closes_on):
        return False
    record(actor=by, organisation=survey.organisation, verb="surveys.moved", obj=survey)
    return True


@transaction.atomic
def close(*, by: User | None, survey: Survey) -> bool:
    """Take no more answers, and let the worker do the rest; False when it was not open.

    Closed before its last day, today becomes the last day. Waits for answers that are being stored. Who closes learns
    nothing of what was answered, and it can't be undone.
    """
    locks.alone(survey.pk)
    last = Least("closes_on", Value(timezone.localdate()))
    if not Survey.objects.filter(pk=survey.pk, state=State.OPEN).update(state=State.CLOSED, closes_on=last):
        return False
    record(actor=by, organisation=survey.organisation, verb="surveys.closed", obj=survey)
    transaction.on_commit(lambda: ring(SEAL, str(survey.pk)))
    return True
