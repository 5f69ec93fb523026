"""Verbs on what people write about a survey's results."""

from typing import Final

from django.db import transaction
from django.shortcuts import get_object_or_404

from organisations.events import record
from organisations.models import User
from surveys.actions.drafts import ChangedError
from surveys.models import Remark, RemarkKind, State, Survey
from surveys.results import NotDoneError

MOST: Final = 200
"""How many remarks one survey has room for."""


class FullError(Exception):
    """There is no room for one more."""


@transaction.atomic
def add(*, by: User, survey: Survey, part: int, kind: RemarkKind, body: str) -> Remark:
    """Write a remark; the same one sent twice is one. Raises NotDoneError, FullError."""
    survey = Survey.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=survey.pk)
    if survey.state != State.DONE:
        raise NotDoneError
    same = survey.remarks.filter(part=part, kind=kind, body=body).first()
    if same is not None:
        return same
    if survey.remarks.count() >= MOST:
        raise FullError
    made = survey.remarks.create(part=part, kind=kind, body=body, created_by=by)
    record(actor=by, organisation=survey.organisation, verb="surveys.remark_added", obj=made)
    return made


@transaction.atomic
def change(*, by: User, remark: Remark, seen: int | None, kind: RemarkKind, body: str) -> None:
    """Change a remark. Raises ChangedError when it is not as it was `seen`."""
    locked = _lock(remark)
    if (locked.kind, locked.body) == (kind, body):
        return
    if locked.version != seen:
        raise ChangedError(locked.version)
    locked.kind, locked.body, locked.version = kind, body, locked.version + 1
    locked.save(update_fields=["kind", "body", "version"])
    record(actor=by, organisation=locked.survey.organisation, verb="surveys.remark_changed", obj=locked)


@transaction.atomic
def remove(*, by: User, remark: Remark) -> None:
    """Take a remark away."""
    locked = _lock(remark)
    record(actor=by, organisation=locked.survey.organisation, verb="surveys.remark_removed", obj=locked)
    locked.delete()


def _lock(remark: Remark) -> Remark:
    rows = Remark.objects.select_for_update(of=("self",)).select_related("survey__organisation")
    found: Remark = get_object_or_404(rows, pk=remark.pk)
    return found
