"""Verbs on participation: invite, apply, decline, admit, mark as left or completed, change."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from organisations.events import record
from organisations.models import Function, Organisation, User
from programmes.actions.locking import lock
from programmes.models import GONE, Group, GroupMember, Part, Participation, Programme, Stage
from programmes.overlaps import Claim, overlap
from resultchain.actions.saved import ChangedError

FROM: Final[Mapping[Stage, frozenset[Stage]]] = {
    Stage.APPLIED: frozenset({Stage.INVITED, Stage.DECLINED}),
    Stage.DECLINED: frozenset({Stage.INVITED, Stage.APPLIED}),
    Stage.TAKES_PART: frozenset({Stage.INVITED, Stage.APPLIED, Stage.LEFT, Stage.COMPLETED}),
    Stage.LEFT: frozenset({Stage.APPLIED, Stage.TAKES_PART, Stage.COMPLETED}),
    Stage.COMPLETED: frozenset({Stage.TAKES_PART}),
}
"""From which stages each is reached. A lead may admit without an application, and take back what was a mistake."""
MOST: Final = 500


class OverlapError(Exception):
    """Some of the organisations already take part in the same way."""

    def __init__(self, organisations: Collection[Organisation]) -> None:
        super().__init__()
        self.organisations = organisations


class StageError(Exception):
    """The participation has come to a stage that this does not follow on; `newest` is how it stands now."""

    def __init__(self, newest: Participation) -> None:
        super().__init__()
        self.newest = newest


class TooManyError(Exception):
    """There is no room for one more participant."""


@dataclass(frozen=True)
class Who:
    """Who takes part as one participant, in which part, through which body."""

    part: Part
    organisations: Collection[Organisation]
    units: Collection[Organisation] = field(default_factory=tuple)
    through: Organisation | None = None

    @property
    def claim(self) -> Claim:
        """The same as sets of ids."""
        return Claim(frozenset(one.pk for one in self.organisations), frozenset(one.pk for one in self.units))

    @property
    def sort_key(self) -> str:
        """Where it stands in a list."""
        return " ".join(one.sort_key for one in self.organisations)[:300]


@transaction.atomic
def invite(
    *, by: User, at: Organisation, programme: Programme, who: Who, group: Group | None, **contact: str
) -> tuple[Participation, bool]:
    """Invite to a programme, and to a group of it; the same sent twice is one invitation, and then gives False.

    `at` is the organisation that invites. Raises OverlapError and TooManyError.
    """
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    existing = _same(programme, who)
    if existing is not None and (group is None or existing.memberships.filter(group=group).exists()):
        return existing, False
    _refuse_overlap(programme, who)
    if programme.participations.count() >= MOST:
        raise TooManyError
    made = Participation.objects.create(
        programme=programme,
        part=who.part,
        through=who.through,
        sort_key=who.sort_key,
        created_by=by,
        saved_by=by,
        **contact,
    )
    made.organisations.set(who.organisations)
    made.units.set(who.units)
    if group is not None:
        GroupMember.objects.create(group=group, participation=made)
    record(actor=by, organisation=at, verb="programmes.invited", obj=made, part=str(who.part))
    return made, True


@transaction.atomic
def apply(
    *, by: User, at: Organisation, participation: Participation, seen: int | None, **content: Any
) -> None:
    """Say yes to an invitation. Raises StageError when it can't be answered, ChangedError when it is not as `seen`.

    Raises OverlapError, too.
    """
    locked = _hold(participation)
    _refuse_units(locked, content)
    if locked.stage == Stage.APPLIED:
        _write(locked, by=by, seen=seen, wanted=content)
        return
    _follow(locked, Stage.APPLIED)
    _write(locked, by=by, seen=seen, wanted={**content, "stage": Stage.APPLIED})
    record(actor=by, organisation=at, verb="programmes.applied", obj=locked)


def decline(*, by: User, at: Organisation, participation: Participation, seen: int | None) -> None:
    """Say no, or take an application back. Raises StageError and ChangedError."""
    _move(by=by, at=at, participation=participation, seen=seen, to=Stage.DECLINED, verb="programmes.declined")


def admit(*, by: User, at: Organisation, participation: Participation, seen: int | None) -> None:
    """Let somebody take part, also again. Raises StageError, ChangedError, and OverlapError for one invited anew."""
    back = {"left_on": None, "left_reason": ""}
    to, verb = Stage.TAKES_PART, "programmes.admitted"
    _move(by=by, at=at, participation=participation, seen=seen, to=to, verb=verb, **back)


@transaction.atomic
def leave(
    *, by: User, at: Organisation, participation: Participation, seen: int | None, **content: Any
) -> None:
    """Note that a participant has left; day and reason may be unknown. Raises StageError and ChangedError."""
    to, verb = Stage.LEFT, "programmes.left"
    _move(by=by, at=at, participation=participation, seen=seen, to=to, verb=verb, **content)
    _leave_groups(participation, content["left_on"] or timezone.localdate())


def complete(*, by: User, at: Organisation, participation: Participation, seen: int | None) -> None:
    """Note that a participant has completed the programme. Raises StageError and ChangedError."""
    to, verb = Stage.COMPLETED, "programmes.completed"
    _move(by=by, at=at, participation=participation, seen=seen, to=to, verb=verb)


@transaction.atomic
def change(
    *,
    by: User,
    at: Organisation,
    participation: Participation,
    seen: int | None,
    who: Who | None = None,
    **content: Any,
) -> None:
    """Change what is known of a participant; `who` when that may change too. Raises ChangedError and OverlapError."""
    locked = _hold(participation)
    _refuse_units(locked, content)
    if who is not None:
        _refuse_overlap(locked.programme, who, besides=locked)
        content |= {
            "part": who.part,
            "through": who.through,
            "sort_key": who.sort_key,
            "organisations": who.organisations,
            "units": who.units,
        }
    changed = _write(locked, by=by, seen=seen, wanted=content)
    if changed:
        record(
            actor=by,
            organisation=at,
            verb="programmes.participation_changed",
            obj=locked,
            fields=[name for name in changed if name != "sort_key"],
        )


@transaction.atomic
def _move(
    *,
    by: User,
    at: Organisation,
    participation: Participation,
    seen: int | None,
    to: Stage,
    verb: str,
    **content: Any,
) -> None:
    locked = _hold(participation)
    if locked.stage == to:
        _write(locked, by=by, seen=seen, wanted=content)
        return
    _follow(locked, to)
    if locked.stage in GONE and to not in GONE:
        _refuse_overlap(locked.programme, _who(locked), besides=locked)
    _write(locked, by=by, seen=seen, wanted={**content, "stage": to})
    record(actor=by, organisation=at, verb=verb, obj=locked)


def _hold(participation: Participation) -> Participation:
    """Lock the programme, then the participation: the order of everybody who holds both."""
    Programme.objects.select_for_update(no_key=True).get(pk=participation.programme_id)
    return lock(participation)


def _leave_groups(participation: Participation, day: datetime.date) -> None:
    # Whoever has left no longer sees what a group shares, also when nobody knows the day: then it is today.
    for member in participation.memberships.active():
        member.valid_to = max(day, member.valid_from)
        member.save(update_fields=["valid_to"])


def _follow(locked: Participation, to: Stage) -> None:
    if Stage(locked.stage) not in FROM[to]:
        raise StageError(locked)


def _write(locked: Participation, *, by: User, seen: int | None, wanted: Mapping[str, Any]) -> list[str]:
    """Store what differs and return the names; the same sent twice changes nothing and is no conflict."""
    lists = {name: wanted[name] for name in ("organisations", "units") if name in wanted}
    numbers: Mapping[Function, int] | None = wanted.get("functions")
    plain = {name: value for name, value in wanted.items() if name not in {*lists, "functions"}}
    changed = [name for name, value in plain.items() if getattr(locked, name) != value]
    changed += [name for name, rows in lists.items() if set(getattr(locked, name).all()) != set(rows)]
    if numbers is not None and _numbers(locked) != {one.pk: number for one, number in numbers.items()}:
        changed.append("functions")
    if not changed:
        return []
    if locked.version != seen:
        raise ChangedError(locked)
    for name, value in plain.items():
        setattr(locked, name, value)
    locked.version += 1
    locked.saved_at, locked.saved_by = timezone.now(), by
    locked.save()
    for name, rows in lists.items():
        getattr(locked, name).set(rows)
    if "functions" in changed and numbers is not None:
        locked.function_numbers.all().delete()
        for one, number in numbers.items():
            locked.function_numbers.create(function=one, number=number)
    return sorted(changed)


def _numbers(locked: Participation) -> dict[int, int]:
    return dict(locked.function_numbers.values_list("function", "number"))


def _claims(programme: Programme, who: Who) -> dict[Participation, Claim]:
    rows = programme.participations.in_part(who.part).exclude(stage__in=GONE)
    return {
        row: Claim(
            frozenset(one.pk for one in row.organisations.all()),
            frozenset(one.pk for one in row.units.all()),
        )
        for row in rows.in_order().prefetch_related("organisations", "units")
    }


def _same(programme: Programme, who: Who) -> Participation | None:
    found = [row for row, claim in _claims(programme, who).items() if claim == who.claim]
    return found[0] if found else None


def _who(row: Participation, units: Collection[Organisation] | None = None) -> Who:
    """Return who it is, as it stands or with other units."""
    own = list(row.units.all()) if units is None else units
    return Who(Part(row.part), list(row.organisations.all()), own, row.through)


def _refuse_units(locked: Participation, content: Mapping[str, Any]) -> None:
    """An organisation that chooses its units, or comes back, is not to be in twice in the same way."""
    chosen = content.get("units")
    is_other = chosen is not None and set(chosen) != set(locked.units.all())
    if locked.stage == Stage.DECLINED or is_other:
        _refuse_overlap(locked.programme, _who(locked, chosen), besides=locked)


def _refuse_overlap(programme: Programme, who: Who, *, besides: Participation | None = None) -> None:
    others = [claim for row, claim in _claims(programme, who).items() if row != besides]
    found = overlap(who.claim, others)
    if found:
        raise OverlapError([one for one in who.organisations if one.pk in found])
