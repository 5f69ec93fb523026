"""Making and closing organisations and units, and the list of functions."""

import datetime
import itertools

from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from figures.swedish import sort_key
from organisations.events import record
from organisations.models import Function, Organisation, User
from organisations.models.organisation import Kind

LONGEST_SLUG = 150
"""Leaves room for a number that makes the slug the organisation's own."""


class AlreadyClosedError(Exception):
    """The organisation has an end already."""


class AlreadyThereError(Exception):
    """Another one has the same name or code; `field` says which."""

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field


def _one_at_a_time() -> None:
    """Wait until nobody else makes something here: of two clicks the second one sees what the first one made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('organisations.structure'))")


@transaction.atomic
def create_organisation(
    *,
    by: User,
    name: str,
    kind: Kind,
    valid_from: datetime.date,
    parent: Organisation | None = None,
    code: str = "",
) -> Organisation:
    """Make an organisation, or a unit below `parent`. A unit of constructed data is constructed too.

    Raises AlreadyThereError for a name that one beside it has, or a code that any organisation has.
    """
    _one_at_a_time()
    _refuse_repetition(name=name, kind=kind, parent=parent, code=code)
    organisation: Organisation = Organisation.objects.create(
        name=name,
        kind=kind,
        parent=parent,
        code=code or None,
        slug=_free_slug(f"{parent.slug}-{name}" if parent else name),
        sort_key=sort_key(name),
        valid_from=valid_from,
        constructed=parent.constructed if parent else False,
    )
    verb = "organisations.unit_created" if parent else "organisations.organisation_created"
    record(actor=by, organisation=organisation, verb=verb, obj=organisation, kind=kind)
    return organisation


def _refuse_repetition(*, name: str, kind: Kind, parent: Organisation | None, code: str) -> None:
    same = Organisation.objects.filter(parent=parent, name__iexact=name, valid_to=None)
    # A municipality and a region may share their name; two units of one organisation could not be told apart.
    if (same if parent else same.of_kind(kind)).exists():
        raise AlreadyThereError("name")
    if code and Organisation.objects.filter(code__iexact=code).exists():
        raise AlreadyThereError("code")


def _free_slug(text: str) -> str:
    """Return a slug that no organisation has: with a number after it when others have the name."""
    plain = slugify(text)[:LONGEST_SLUG].strip("-") or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=plain).values_list("slug", flat=True))
    numbered = (f"{plain}-{number}" for number in itertools.count(2))
    return next(slug for slug in itertools.chain([plain], numbered) if slug not in taken)


@transaction.atomic
def close_organisation(
    *, by: User, organisation: Organisation, last_day: datetime.date, successor: Organisation | None
) -> None:
    """Give an organisation its last day and successor, withdraw open invitations. Raises AlreadyClosedError."""
    locked = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if locked.valid_to is not None:
        raise AlreadyClosedError
    locked.valid_to, locked.succeeded_by = last_day, successor
    locked.save(update_fields=["valid_to", "succeeded_by"])
    locked.invitations.waiting().update(withdrawn_at=timezone.now())
    record(
        actor=by,
        organisation=locked,
        verb="organisations.organisation_closed",
        obj=locked,
        successor=successor.pk if successor else None,
    )


@transaction.atomic
def save_function(*, by: User, function: Function) -> Function:
    """Add or change a function. Its key is made once, from the Swedish name. Raises AlreadyThereError."""
    _one_at_a_time()
    if Function.objects.exclude(pk=function.pk).filter(name_sv__iexact=function.name_sv).exists():
        raise AlreadyThereError("name_sv")
    verb = "organisations.function_changed" if function.pk else "organisations.function_added"
    if not function.pk:
        function.key = _free_key(function.name_sv)
    function.save()
    record(actor=by, organisation=None, verb=verb, obj=function)
    return function


def _free_key(name: str) -> str:
    plain = slugify(name)[:30].strip("-") or "funktion"
    taken = set(Function.objects.filter(key__startswith=plain).values_list("key", flat=True))
    numbered = (f"{plain}-{number}" for number in itertools.count(2))
    return next(key for key in itertools.chain([plain], numbered) if key not in taken)
