"""Verbs on the themes that comments are sorted by."""

import uuid
from collections.abc import Collection
from typing import Final

from django.db import transaction
from django.shortcuts import get_object_or_404

from organisations.events import record
from organisations.models import User
from surveys.actions.drafts import ChangedError
from surveys.models import Mark, Survey, Theme

MOST: Final = 30
"""How many themes the comments on one question may have."""


class FullError(Exception):
    """There is no room for one more."""


@transaction.atomic
def add(*, by: User, survey: Survey, question_key: str, name: str) -> Theme:
    """Add a theme; one of that name that is there is returned. Raises FullError."""
    survey = Survey.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=survey.pk)
    mine = survey.themes.filter(question_key=question_key)
    same = mine.filter(name=name).first()
    if same is not None:
        return same
    if mine.count() >= MOST:
        raise FullError
    made = survey.themes.create(question_key=question_key, name=name)
    record(actor=by, organisation=survey.organisation, verb="surveys.theme_added", obj=made)
    return made


@transaction.atomic
def sort(
    *,
    by: User,
    theme: Theme,
    seen: int | None,
    shown: Collection[uuid.UUID],
    comments: Collection[uuid.UUID],
) -> None:
    """Of the comments that were shown, let these and no others belong to a theme. Raises ChangedError."""
    locked = _lock(theme)
    if locked.version != seen:
        raise ChangedError(locked.version)
    locked.marks.filter(comment__in=shown).delete()
    # In the order of their ids: the order of sorting is nobody's business.
    Mark.objects.bulk_create(Mark(theme=locked, comment=one) for one in sorted(set(comments)))
    locked.version += 1
    locked.save(update_fields=["version"])
    record(actor=by, organisation=locked.survey.organisation, verb="surveys.theme_changed", obj=locked)


@transaction.atomic
def remove(*, by: User, theme: Theme) -> None:
    """Take a theme away; the comments stay."""
    locked = _lock(theme)
    record(actor=by, organisation=locked.survey.organisation, verb="surveys.theme_removed", obj=locked)
    locked.delete()


def _lock(theme: Theme) -> Theme:
    rows = Theme.objects.select_for_update(of=("self",)).select_related("survey__organisation")
    found: Theme = get_object_or_404(rows, pk=theme.pk)
    return found
