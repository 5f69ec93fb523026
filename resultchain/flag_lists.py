"""The flags of an organisation and its units as lists from the database; a test holds them against the pure rules."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from organisations.models import Organisation
from resultchain.flags import WORDS, Flag, FlagWords, Rules, months_before
from resultchain.levels import ChainLevel
from resultchain.models import (
    MONTHS_WITHOUT_RESULT,
    ChainEntry,
    ChainRules,
    EntryState,
    Goal,
    Indicator,
    IndicatorValue,
    Link,
    LinkKind,
    ValueKind,
)

MOST_SHOWN: Final = 20
"""How many things a flag lists; how many more there are is told beside them."""
ENTRY_FLAGS: Final = (
    Flag.MEASURE_WITHOUT_GOAL,
    Flag.TRAINING_WITHOUT_NUMBERS,
    Flag.ACTIVITY_WITHOUT_RESULT,
)


@dataclass(frozen=True)
class FlagList:
    """The first things that have one flag, and how many there are in all. Goals, indicators or entries."""

    flag: Flag
    number: int
    things: tuple[Any, ...]

    @property
    def words(self) -> FlagWords:
        """What the flag is called and why it matters."""
        return WORDS[self.flag]

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.number - len(self.things)

    @property
    def is_about_entries(self) -> bool:
        """Whether the things are entries."""
        return self.flag in ENTRY_FLAGS


def months_without_result(organisation: Organisation) -> int:
    """Return after how many months an activity should have led to something: its own rule, or else its top's."""
    above = Organisation.objects.ancestors(organisation).values("pk")
    top = Q(organisation__in=above, organisation__parent=None)
    rules = ChainRules.objects.filter(Q(organisation=organisation) | top)
    found = {rule.organisation_id == organisation.pk: rule for rule in rules}
    rule = found.get(True) or found.get(False)
    return rule.months_without_result if rule else MONTHS_WITHOUT_RESULT


def rules_of(organisation: Organisation, on: datetime.date | None = None) -> Rules:
    """Return what the organisation's entries are held against on a day, today unless told."""
    return Rules(
        has_goals=Goal.objects.within(organisation).exists(),
        no_result_since=months_before(on or timezone.localdate(), months_without_result(organisation)),
    )


def flag_lists(
    organisation: Organisation, *, on: datetime.date | None = None, most: int = MOST_SHOWN
) -> list[FlagList]:
    """Return every flag that something has, goals first, with its first things. Constant queries."""
    lists = (_list(flag, rows, most) for flag, rows in flagged(organisation, on).items())
    return [one for one in lists if one.number]


def flagged(organisation: Organisation, on: datetime.date | None = None) -> Mapping[Flag, QuerySet[Any]]:
    """Return the goals, indicators or entries that have each flag on a day, today unless told."""
    rules = rules_of(organisation, on)
    return {
        **_goals(organisation, on),
        Flag.INDICATOR_WITHOUT_BASELINE: _indicators(organisation, on),
        **{flag: flagged_entries(organisation, flag, rules).newest_first() for flag in ENTRY_FLAGS},
    }


def _list(flag: Flag, rows: QuerySet[Any], most: int) -> FlagList:
    things = tuple(rows[: most + 1])
    number = rows.count() if len(things) > most else len(things)
    return FlagList(flag, number, things[:most])


def _goals(organisation: Organisation, on: datetime.date | None) -> dict[Flag, QuerySet[Goal]]:
    goals = not_ended(organisation, on).select_related("organisation").in_order()
    measures = ChainEntry.objects.within(organisation).counted().filter(goal=OuterRef("pk"))
    return {
        Flag.GOAL_WITHOUT_NEED: goals.filter(need=""),
        Flag.GOAL_WITHOUT_MEASURES: goals.filter(~Exists(measures)),
        Flag.GOAL_WITHOUT_INDICATOR: goals.filter(~Exists(Indicator.objects.filter(goal=OuterRef("pk")))),
    }


def _indicators(organisation: Organisation, on: datetime.date | None) -> QuerySet[Indicator]:
    baseline = IndicatorValue.objects.filter(indicator=OuterRef("pk"), kind=ValueKind.BASELINE)
    goals = not_ended(organisation, on)
    found = Indicator.objects.filter(~Exists(baseline), goal__in=goals.values("pk"))
    return found.select_related("goal__organisation").order_by("goal__sort_key", "goal_id", "pk")


def not_ended(organisation: Organisation, on: datetime.date | None = None) -> Any:
    """Return the goals of the organisation and its units that go on or are still to begin."""
    day = on or timezone.localdate()
    return Goal.objects.within(organisation).filter(Q(valid_to=None) | Q(valid_to__gte=day))


def flagged_entries(organisation: Organisation, flag: Flag, rules: Rules) -> Any:
    """Return the entries of the organisation and its units that have one of the flags of entries."""
    entries = ChainEntry.objects.within(organisation).counted().select_related("organisation", "course")
    if flag == Flag.MEASURE_WITHOUT_GOAL:
        return entries.filter(goal=None) if rules.has_goals else entries.none()
    done = entries.filter(state=EntryState.DONE)
    if flag == Flag.TRAINING_WITHOUT_NUMBERS:
        return done.filter(course__isnull=False, participants=None)
    led_on = Link.objects.filter(source=OuterRef("pk"), kind=LinkKind.LED_TO)
    return done.filter(~Exists(led_on), level=ChainLevel.ACTIVITY, day__lte=rules.no_result_since)
