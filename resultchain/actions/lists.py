"""Verbs on an organisation's own lists: take a suggestion, add a line, rename it, put it away."""

from typing import Final, TypeVar

from django.db import transaction
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
    found = model._default_manager.filter(organisation=top, name__iexact=name).first()
    if found is not None:
        if found.retired_at is not None:
            set_retired(by=by, line=found, retired=False)
        return found
    if model._default_manager.filter(organisation=top).count() >= MOST_LINES:
        raise ListFullError(model)
    made = model._default_manager.create(organisation=top, name=name, key=key, sort_key=sort_key(name))
    record(actor=by, organisation=top, verb="resultchain.list_line_added", obj=made)
    return made


@transaction.atomic
def rename(*, by: User, line: Listed, name: str, seen: str | None = None) -> None:
    """Give a line another name; everything that it was said of follows.

    `seen` is the name that the page showed. Raises NameTakenError, or RenamedSinceError when it is another now.
    """
    top = line.organisation
    Organisation.objects.select_for_update(no_key=True).get(pk=top.pk)
    rows = type(line)._default_manager.filter(organisation=top)
    other = rows.filter(name__iexact=name).exclude(pk=line.pk).first()
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
