"""Verbs on the planning year: add a date, change it, take it away, copy a year to the next one."""

from typing import Any

from django.db import transaction

from organisations.events import record, record_many
from organisations.models import Organisation, User
from resultchain.actions.saved import hold, lock, write
from resultchain.models import DateKind, PlanningDate
from resultchain.planning_year import a_year_later, dates_of


class DateExistsError(Exception):
    """The organisation has a date of that name on that day already."""


@transaction.atomic
def add_date(*, by: User, organisation: Organisation, **content: Any) -> PlanningDate:
    """Add a date; the same one sent twice is one. Raises DateExistsError when its name and day are taken."""
    hold(organisation)
    key = {"organisation": organisation, "name": content.pop("name"), "first_day": content.pop("first_day")}
    date, created = PlanningDate.objects.get_or_create(
        **key, defaults={**content, "created_by": by, "saved_by": by}
    )
    if created:
        record(actor=by, organisation=organisation, verb="resultchain.date_added", obj=date)
    elif any(getattr(date, name) != value for name, value in content.items()):
        raise DateExistsError
    return date


@transaction.atomic
def change_date(*, by: User, date: PlanningDate, seen: int | None, **content: Any) -> None:
    """Change a date. Raises ChangedError, or DateExistsError when another one has the name and the day."""
    hold(date.organisation)
    locked = lock(date)
    same = dates_of(locked.organisation).filter(name=content["name"], first_day=content["first_day"])
    if same.exclude(pk=locked.pk).exists():
        raise DateExistsError
    changed = write(locked, by=by, seen=seen, wanted=content)
    if changed:
        record(
            actor=by,
            organisation=locked.organisation,
            verb="resultchain.date_changed",
            obj=locked,
            fields=changed,
        )


@transaction.atomic
def remove_date(*, by: User, date: PlanningDate) -> None:
    """Take a date away."""
    locked = lock(date)
    record(actor=by, organisation=locked.organisation, verb="resultchain.date_removed", obj=locked)
    locked.delete()


@transaction.atomic
def copy_year(*, by: User, organisation: Organisation, year: int) -> int:
    """Copy what comes back every year to the next one, and return how many dates that became.

    Meetings are not copied: a programme decides them anew. What the next year has by the same name stays as it is.
    """
    hold(organisation)
    there = set(dates_of(organisation).filter(first_day__year=year + 1).values_list("kind", "name"))
    found = dates_of(organisation).filter(first_day__year=year).exclude(kind=DateKind.MEETING)
    made = [_copy(date, by) for date in found if (date.kind, date.name) not in there]
    # A date of another kind may have the name and the day.
    taken = set(dates_of(organisation).filter(first_day__year=year + 1).values_list("name", "first_day"))
    made = [date for date in made if (date.name, date.first_day) not in taken]
    # Two days of a leap year become one; the first of them is kept.
    unique = list({(date.name, date.first_day): date for date in reversed(made)}.values())
    PlanningDate.objects.bulk_create(reversed(unique))
    record_many(
        actor=by, verb="resultchain.date_added", happened=[(organisation.pk, date) for date in unique]
    )
    return len(unique)


def _copy(date: PlanningDate, by: User) -> PlanningDate:
    return PlanningDate(
        organisation=date.organisation,
        kind=date.kind,
        name=date.name,
        first_day=a_year_later(date.first_day),
        last_day=a_year_later(date.last_day) if date.last_day else None,
        words=date.words,
        created_by=by,
        saved_by=by,
    )
