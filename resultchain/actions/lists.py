"""Verbs on an organisation's own lists: take a suggestion, add a line, rename it, put it away."""

from typing import Any, Final, TypeVar

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils import timezone

from figures.swedish import sort_key
from organisations.events import record
from organisations.models import Organisation, User
from resultchain.lists import SUGGESTED, SUGGESTIONS
from resultchain.models import Listed

L = TypeVar("L", bound=Listed)


MOST_LINES: Final = 300
"""How many lines a list may have, with those that are put away: people choose from it on a phone."""


class ListFullError(Exception):
    """The list has as many lines as a list may have."""

    def __init__(self, model: type[Listed]) -> None:
        super().__init__()
        self.model = model


class NameTakenError(Exception):
    """The list has a line with that name already; `line` is it."""

    def __init__(self, line: Listed) -> None:
        super().__init__()
        self.line = line


class RenamedSinceError(Exception):
    """Somebody else has renamed the line since the page was made; `line` is how it stands now."""

    def __init__(self, line: Listed) -> None:
        super().__init__()
        self.line = line


@transaction.atomic
def resolve(*, by: User | None, top: Organisation, model: type[L], value: str) -> L:
    """Return the line that a chosen value means; a suggestion becomes a line.

    Raises DoesNotExist or ListFullError.
    """
    rows = model._default_manager.filter(organisation=top)
    if not value.startswith(SUGGESTED):
        return rows.get(pk=value)
    key = value.removeprefix(SUGGESTED)
    name = dict(SUGGESTIONS[model]).get(key)
    if name is None:
        raise model.DoesNotExist
    return named(by=by, top=top, model=model, name=name, key=key)


@transaction.atomic
def named(*, by: User | None, top: Organisation, model: type[L], name: str, key: str = "") -> L:
    """Return the line with that name, whatever its case; made when it is missing, taken out again when put away.

    Raises ListFullError.
    """
    # Of two at once the second one waits here, and then finds what the first one wrote.
    Organisation.objects.select_for_update(no_key=True).get(pk=top.pk)
    # A suggestion may have been taken and given another name since the page was made.
    taken = model._default_manager.filter(organisation=top, key=key) if key else model._default_manager.none()
    found = taken.first() or _same_name(model, top, name).first()
    if found is not None:
        if found.retired_at is not None:
            set_retired(by=by, line=found, retired=False)
        return found
    if model._default_manager.filter(organisation=top).count() >= MOST_LINES:
        raise ListFullError(model)
    made = model._default_manager.create(organisation=top, name=name, key=key, sort_key=sort_key(name))
    record(actor=by, organisation=top, verb="resultchain.list_line_added", obj=made)
    return made


def _same_name(model: type[L], top: Organisation, name: str) -> Any:
    """As the constraint compares: upper and lower case are not each other's mirror in every alphabet."""
    rows = model._default_manager.alias(lower=Lower("name"))
    return rows.filter(organisation=top, lower=Lower(Value(name)))


@transaction.atomic
def rename(*, by: User, line: Listed, name: str, seen: str | None = None) -> None:
    """Give a line another name; everything that it was said of follows.

    `seen` is the name that the page showed. Raises NameTakenError, or RenamedSinceError when it is another now.
    """
    top = line.organisation
    Organisation.objects.select_for_update(no_key=True).get(pk=top.pk)
    other = _same_name(type(line), top, name).exclude(pk=line.pk).first()
    if other is not None:
        raise NameTakenError(other)
    line.refresh_from_db(fields=["name"])
    if line.name == name:
        return
    if seen is not None and line.name != seen:
        raise RenamedSinceError(line)
    line.name, line.sort_key = name, sort_key(name)
    line.save(update_fields=["name", "sort_key"])
    record(actor=by, organisation=top, verb="resultchain.list_line_changed", obj=line)


@transaction.atomic
def set_retired(*, by: User | None, line: Listed, retired: bool) -> None:
    """Put a line away, so that it can't be chosen any more, or take it out again; once, however often it is asked."""
    locked = type(line)._default_manager.select_for_update(of=("self",)).get(pk=line.pk)
    if (locked.retired_at is not None) == retired:
        return
    locked.retired_at = line.retired_at = timezone.now() if retired else None
    locked.save(update_fields=["retired_at"])
    verb = "resultchain.list_line_retired" if retired else "resultchain.list_line_restored"
    record(actor=by, organisation=locked.organisation, verb=verb, obj=locked)
