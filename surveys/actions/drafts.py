"""Verbs on a survey's draft: started, changed, its questions and groups written, removed."""

import datetime
import uuid
from collections.abc import Callable, Sequence
from typing import Any, Final

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.text import slugify

from organisations.events import record
from organisations.models import Organisation, User
from surveys import tree
from surveys.actions import surveys, writing
from surveys.actions.surveys import NotADraftError
from surveys.models import Anonymity, Breakdown, Group, State, Survey, Way
from surveys.questionnaire import NOTHING, Part, Questionnaire, Said
from surveys.reading import questionnaire_of

OWN: Final = "egen"
LONGEST_CODE: Final = 50


class ChangedError(Exception):
    """Somebody else has saved the survey since the page was made; `version` is what stands now."""

    def __init__(self, version: int) -> None:
        super().__init__()
        self.version = version


class LaterRoundError(Exception):
    """A later round has been made of it."""


class InvitedGroupError(Exception):
    """A group can't go: people have been invited in it; `name` is what it is called."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


@transaction.atomic
def start(
    *,
    by: User,
    organisation: Organisation,
    once: uuid.UUID,
    template: str,
    title: str,
    closes_on: datetime.date,
    anonymity: Anonymity,
    way: Way,
    breakdown: Breakdown | None,
) -> Survey:
    """Make a draft from a template, or an own one with an empty page. `once` becomes its id: twice is one."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    made = Survey.objects.within(organisation).filter(pk=once).first()
    if made is not None:
        return made
    if Survey.objects.filter(pk=once).exists():
        # Typed in by hand, and somebody else's.
        once = uuid.uuid4()
    if template == OWN:
        survey = Survey.objects.create(
            organisation=organisation,
            title_sv=title,
            anonymity=anonymity,
            way=way,
            breakdown=breakdown or "",
            closes_on=closes_on,
            created_by=by,
            id=once,
        )
        writing.write(survey, Questionnaire((Part(Said("Frågor", "Questions"), NOTHING, ()),)))
        record(actor=by, organisation=organisation, verb="surveys.made", obj=survey)
    else:
        survey = surveys.make(
            by=by,
            organisation=organisation,
            template=template,
            closes_on=closes_on,
            anonymity=anonymity,
            way=way,
            breakdown=breakdown,
            survey_id=once,
        )
        if title:
            survey.title_sv = title
            survey.save(update_fields=["title_sv"])
    if breakdown == Breakdown.UNIT:
        tree.groups_of_units(survey)
    elif breakdown == Breakdown.SEX:
        _add_groups(survey, ["Kvinnor", "Män"])
    return survey


@transaction.atomic
def change(*, by: User, survey: Survey, seen: int | None, **content: Any) -> None:
    """Change what a draft says about itself. Raises NotADraftError, ChangedError."""
    locked = _lock(survey)
    changed = sorted(name for name, value in content.items() if getattr(locked, name) != value)
    if not changed:
        return
    _is_seen(locked, seen)
    for name in changed:
        setattr(locked, name, content[name])
    _saved(by, locked, fields=changed)


@transaction.atomic
def ask(
    *, by: User, survey: Survey, seen: int | None, change: Callable[[Questionnaire], Questionnaire]
) -> None:
    """Write the questionnaire anew as `change` makes it; what that raises is raised, and nothing has changed.

    Raises NotADraftError, ChangedError.
    """
    locked = _lock(survey)
    _is_seen(locked, seen)
    wanted = change(questionnaire_of(locked))
    locked.sections.all().delete()
    writing.write(locked, wanted)
    _saved(by, locked, fields=["questions"])


@transaction.atomic
def set_groups(*, by: User, survey: Survey, seen: int | None, names: Sequence[str]) -> None:
    """Let the survey be broken down by groups with these names; one that was there keeps its code.

    Raises NotADraftError, ChangedError, InvitedGroupError.
    """
    locked = _lock(survey)
    _is_seen(locked, seen)
    here = {group.name: group for group in locked.groups.all()}
    used = set(locked.invitations.values_list("group", flat=True))
    for name in here.keys() - set(names):
        if here[name].code in used:
            raise InvitedGroupError(name)
    locked.groups.exclude(name__in=names).delete()
    _add_groups(locked, [name for name in dict.fromkeys(names) if name not in here])
    _saved(by, locked, fields=["groups"])


@transaction.atomic
def remove(*, by: User, survey: Survey) -> None:
    """Take a draft away, with its questions and addresses. Raises NotADraftError, LaterRoundError."""
    locked = _lock(survey)
    if locked.later_rounds.exists():
        raise LaterRoundError
    record(actor=by, organisation=locked.organisation, verb="surveys.removed", obj=locked)
    locked.delete()


def _add_groups(survey: Survey, names: Sequence[str]) -> None:
    taken = set(survey.groups.values_list("code", flat=True))
    for name in names:
        base = slugify(name)[:LONGEST_CODE] or "grupp"
        code = next(
            c for n in range(1, len(taken) + 2) if (c := base if n == 1 else f"{base}-{n}") not in taken
        )
        taken.add(code)
        Group.objects.create(survey=survey, code=code, name=name)


def _lock(survey: Survey) -> Survey:
    rows = Survey.objects.select_for_update(of=("self",)).select_related("organisation")
    locked: Survey = get_object_or_404(rows, pk=survey.pk)
    if locked.state != State.DRAFT:
        raise NotADraftError
    return locked


def _is_seen(locked: Survey, seen: int | None) -> None:
    if locked.version != seen:
        raise ChangedError(locked.version)


def _saved(by: User, locked: Survey, *, fields: list[str]) -> None:
    locked.version += 1
    locked.save()
    record(actor=by, organisation=locked.organisation, verb="surveys.changed", obj=locked, fields=fields)
