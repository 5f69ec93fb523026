"""Verbs on indicators and their values: add, change, take away."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.shortcuts import get_object_or_404

from organisations.events import record
from organisations.models import User
from resultchain.actions.goals import TooManyError
from resultchain.actions.saved import lock, write
from resultchain.models import Goal, Indicator, IndicatorValue, ValueKind

MOST_INDICATORS: Final = 20
"""How many indicators one goal may have."""
MOST_VALUES: Final = 100
"""How many values one indicator may have."""


class SameNameError(Exception):
    """The goal has an indicator with that name already."""


class ValuesChangedError(Exception):
    """The indicator has other values than the page said that would go with it."""


class ValueTakenError(Exception):
    """There is another value of that kind already: on that day, or the one baseline. `value` is it."""

    def __init__(self, value: IndicatorValue) -> None:
        super().__init__()
        self.value = value


@transaction.atomic
def add_indicator(*, by: User, goal: Goal, **content: Any) -> tuple[Indicator, bool]:
    """Add an indicator; the same one sent twice is one, and the second time gives False.

    Raises SameNameError and TooManyError.
    """
    locked = lock(goal)
    _refuse_name(locked, content)
    same = locked.indicators.filter(**content).first()
    if same is not None:
        return same, False
    if locked.indicators.count() >= MOST_INDICATORS:
        raise TooManyError
    indicator = Indicator.objects.create(goal=locked, created_by=by, saved_by=by, **content)
    record(actor=by, organisation=locked.organisation, verb="resultchain.indicator_added", obj=indicator)
    return indicator, True


@transaction.atomic
def change_indicator(*, by: User, indicator: Indicator, seen: int | None, **content: Any) -> None:
    """Change an indicator. Raises ChangedError when it is not as it was `seen`, and SameNameError."""
    goal, locked = _lock(indicator)
    _refuse_name(goal, content, but=locked)
    changed = write(locked, by=by, seen=seen, wanted=content)
    if changed:
        record(
            actor=by,
            organisation=goal.organisation,
            verb="resultchain.indicator_changed",
            obj=locked,
            fields=changed,
        )


@transaction.atomic
def remove_indicator(*, by: User, indicator: Indicator, values: int) -> None:
    """Take an indicator away with its values.

    `values` is how many the page said. Raises ValuesChangedError when there are others.
    """
    goal, locked = _lock(indicator)
    if locked.values.count() != values:
        raise ValuesChangedError
    record(actor=by, organisation=goal.organisation, verb="resultchain.indicator_removed", obj=locked)
    locked.delete()


@transaction.atomic
def add_value(*, by: User, indicator: Indicator, **content: Any) -> tuple[IndicatorValue, bool]:
    """Save a value; the same one sent twice is one, and the second time gives False.

    Raises ValueTakenError and TooManyError.
    """
    goal, locked = _lock(indicator)
    there = locked.values.filter(kind=content["kind"])
    if content["kind"] != ValueKind.BASELINE:
        there = there.filter(day=content["day"])
    taken = there.first()
    if taken is not None:
        if _is_same(taken, content):
            return taken, False
        raise ValueTakenError(taken)
    if locked.values.count() >= MOST_VALUES:
        raise TooManyError
    value = IndicatorValue.objects.create(indicator=locked, created_by=by, saved_by=by, **content)
    record(
        actor=by,
        organisation=goal.organisation,
        verb="resultchain.value_saved",
        obj=value,
        indicator=locked.pk,
        kind=str(value.kind),
    )
    return value, True


@transaction.atomic
def remove_value(*, by: User, value: IndicatorValue) -> None:
    """Take a value away."""
    goal, locked = _lock(value.indicator)
    found = get_object_or_404(locked.values, pk=value.pk)
    record(
        actor=by,
        organisation=goal.organisation,
        verb="resultchain.value_removed",
        obj=found,
        indicator=locked.pk,
        kind=str(found.kind),
    )
    found.delete()


def _lock(indicator: Indicator) -> tuple[Goal, Indicator]:
    """Hold the goal, and with it everything below it. Raises Http404 when it or the indicator is gone."""
    goal = lock(indicator.goal)
    return goal, get_object_or_404(goal.indicators, pk=indicator.pk)


def _refuse_name(goal: Goal, content: Mapping[str, Any], but: Indicator | None = None) -> None:
    named = goal.indicators.filter(name__iexact=content["name"])
    if but is not None:
        named = named.exclude(pk=but.pk)
    elif named.filter(**content).exists():
        return
    if named.exists():
        raise SameNameError


def _is_same(value: IndicatorValue, content: Mapping[str, Decimal | Any]) -> bool:
    return all(getattr(value, name) == wanted for name, wanted in content.items())
