"""Verbs on what a part in a programme means: write it, and say that one has read it."""

from collections.abc import Collection, Mapping

from django.db import transaction

from organisations.events import record
from organisations.models import User
from programmes.actions.locking import lock
from programmes.models import Acknowledgement, Expectation, Part, Participation, Programme


class ExpectationChangedError(Exception):
    """Somebody else has saved since the page was made; `newest` is how it stands now."""

    def __init__(self, newest: Expectation) -> None:
        super().__init__()
        self.newest = newest


@transaction.atomic
def write_expectation(
    *, by: User, programme: Programme, part: Part, seen: int, words: Mapping[str, str]
) -> Expectation | None:
    """Write what a part gives, gets and decides; a change is a new version that is to be read anew.

    `seen` is the version that the page showed, and 0 when nothing was written. Raises ExpectationChangedError.
    """
    locked = lock(programme)
    found = locked.expectations.filter(part=part).first()
    row = found or Expectation(programme=locked, part=part, version=0)
    if all(getattr(row, name) == text for name, text in words.items()):
        return found
    if row.version != seen:
        raise ExpectationChangedError(row)
    for name, text in words.items():
        setattr(row, name, text)
    row.version += 1
    row.save()
    record(
        actor=by,
        organisation=locked.owner,
        verb="programmes.expectation_changed",
        obj=row,
        part=part.value,
        version=row.version,
    )
    return row


@transaction.atomic
def acknowledge(
    *, by: User, expectation: Expectation, participations: Collection[Participation], seen: int
) -> bool:
    """Note that somebody has read what the part means, for each of their participations with it.

    Twice is once; False when all of it was noted before. Raises ExpectationChangedError for an older text.
    """
    locked = lock(expectation)
    if locked.version != seen:
        raise ExpectationChangedError(locked)
    is_new = False
    for participation in participations:
        _row, made = Acknowledgement.objects.get_or_create(
            participation=participation, user=by, version=locked.version
        )
        if made:
            is_new = True
            for place in participation.organisations.all():
                record(
                    actor=by,
                    organisation=place,
                    verb="programmes.acknowledged",
                    obj=participation,
                    version=locked.version,
                )
    return is_new
