"""What tests of goals and plans need in the database; every function returns saved rows."""

import datetime
from decimal import Decimal

from resultchain.models import (
    Indicator,
    IndicatorValue,
    MandatoryPart,
    Plan,
    PlanArea,
    UnitAnswer,
    UnitFocus,
    UnitPart,
)
from tests.factories import DAY


def indicator(goal, name="Andel som fick tid inom en vecka", unit="procent", **fields):
    return Indicator.objects.create(goal=goal, name=name, unit=unit, **fields)


def value(of, kind="outcome", day=DAY, **numbers):
    """A value of an indicator; numbers are women, men and total as text with a point."""
    exact = {name: Decimal(number) for name, number in numbers.items()}
    return IndicatorValue.objects.create(indicator=of, kind=kind, day=day, **exact)


def plan(place, title="Handlingsplanen", *, areas=("Rekrytering", "Bemötande"), parts=("Samordnare utsedd",)):
    made = Plan.objects.create(organisation=place, title=title, valid_from=datetime.date(2020, 1, 1))
    for number, name in enumerate(areas, start=1):
        PlanArea.objects.create(plan=made, number=number, name=name)
    for number, name in enumerate(parts, start=1):
        MandatoryPart.objects.create(plan=made, number=number, name=name)
    return made


def answer(of, unit, *, focus=None, done=(), note=""):
    """A unit's answer; focus maps names of areas to what the unit says of its budget, done names parts."""
    made = UnitAnswer.objects.create(plan=of, organisation=unit, note=note)
    for name, said in (focus or {}).items():
        UnitFocus.objects.create(answer=made, area=of.areas.get(name=name), in_budget=said)
    for name in done:
        UnitPart.objects.create(answer=made, part=of.mandatory_parts.get(name=name), done_on=DAY)
    return made
