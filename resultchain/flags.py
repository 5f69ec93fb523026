"""What is worth looking at again in goals and entries, and why. Pure: the database's side is flag_lists.

The weaknesses are those that Verva's interim report names (source 002, 8.3 and 8.6): goals without measures, measures
without goals, goals not tied to operations, no baseline, unknown participation in training, activities without result.
"""

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from resultchain.levels import ChainLevel


class Flag(StrEnum):
    """What is missing, by the words that its address has."""

    GOAL_WITHOUT_MEASURES = "mal-utan-atgarder"
    MEASURE_WITHOUT_GOAL = "atgarder-utan-mal"
    GOAL_WITHOUT_NEED = "mal-utan-behov"
    GOAL_WITHOUT_INDICATOR = "mal-utan-nyckeltal"
    INDICATOR_WITHOUT_BASELINE = "nyckeltal-utan-utgangslage"
    TRAINING_WITHOUT_NUMBERS = "utbildning-utan-antal"
    ACTIVITY_WITHOUT_RESULT = "aktiviteter-utan-resultat"


@dataclass(frozen=True)
class FlagWords:
    """The flag as a heading, as a mark beside one thing, why it matters, and what the link that mends it says."""

    title: str | Promise
    short: str | Promise
    why: str | Promise
    mend: str | Promise


WORDS: Final[Mapping[Flag, FlagWords]] = {
    Flag.GOAL_WITHOUT_MEASURES: FlagWords(
        _("Mål utan åtgärder"),
        _("Inga åtgärder"),
        _("Ett mål som ingen gör något för blir lätt bara en vision."),
        _("Logga en åtgärd"),
    ),
    Flag.MEASURE_WITHOUT_GOAL: FlagWords(
        _("Åtgärder utan mål"),
        _("Inget mål"),
        _("Utan mål går det inte att säga vad åtgärden skulle leda till, eller om den behövs."),
        _("Välj ett mål"),
    ),
    Flag.GOAL_WITHOUT_NEED: FlagWords(
        _("Mål utan behov"),
        _("Inget behov"),
        _("Mål som inte utgår från verksamhetens behov riskerar att missa det viktigaste."),
        _("Skriv behovet"),
    ),
    Flag.GOAL_WITHOUT_INDICATOR: FlagWords(
        _("Mål utan nyckeltal"),
        _("Inget nyckeltal"),
        _("Utan något att mäta syns det inte om målet är nått."),
        _("Lägg till ett nyckeltal"),
    ),
    Flag.INDICATOR_WITHOUT_BASELINE: FlagWords(
        _("Nyckeltal utan utgångsläge"),
        _("Inget utgångsläge"),
        _("Utan utgångsläge går det inte att visa vad som har förändrats."),
        _("Lägg till utgångsläget"),
    ),
    Flag.TRAINING_WITHOUT_NUMBERS: FlagWords(
        _("Utbildning utan antal deltagare"),
        _("Inget antal deltagare"),
        _("Utan antal går det inte att säga hur många som har nåtts. Ett ungefärligt antal räcker."),
        _("Fyll i antalet"),
    ),
    Flag.ACTIVITY_WITHOUT_RESULT: FlagWords(
        _("Aktiviteter som inte har lett till något"),
        _("Ledde inte till något än"),
        _(
            "En aktivitet är ett första steg. Koppla den till det den ledde till, om något har hänt sedan dess."
        ),
        _("Koppla till ett resultat"),
    ),
}


@dataclass(frozen=True)
class GoalFact:
    """A goal, as far as its flags are concerned; `measures`: those that were not dropped. An ended one has none."""

    has_need: bool
    measures: int
    indicators: int
    has_ended: bool = False


@dataclass(frozen=True)
class EntryFact:
    """An entry, as far as its flags are concerned. `day` is its last known day; `has_result`: it led to something."""

    level: int
    state: str
    day: datetime.date | None
    has_goal: bool
    is_training: bool
    has_number: bool
    has_result: bool


@dataclass(frozen=True)
class Rules:
    """What an entry is held against: whether there are goals, and until when it has had time to lead to something."""

    has_goals: bool
    no_result_since: datetime.date


def of_goal(goal: GoalFact) -> tuple[Flag, ...]:
    """Return a goal's own flags, in the order of the chain."""
    if goal.has_ended:
        return ()
    found = {
        Flag.GOAL_WITHOUT_NEED: not goal.has_need,
        Flag.GOAL_WITHOUT_MEASURES: goal.measures == 0,
        Flag.GOAL_WITHOUT_INDICATOR: goal.indicators == 0,
    }
    return tuple(flag for flag, is_so in found.items() if is_so)


def of_entry(entry: EntryFact, rules: Rules) -> tuple[Flag, ...]:
    """Return an entry's flags. What did not happen has none."""
    if entry.state == "dropped":
        return ()
    is_done = entry.state == "done"
    found = {
        Flag.MEASURE_WITHOUT_GOAL: rules.has_goals and not entry.has_goal,
        Flag.TRAINING_WITHOUT_NUMBERS: is_done and entry.is_training and not entry.has_number,
        Flag.ACTIVITY_WITHOUT_RESULT: is_done
        and entry.level == ChainLevel.ACTIVITY
        and not entry.has_result
        and entry.day is not None
        and entry.day <= rules.no_result_since,
    }
    return tuple(flag for flag, is_so in found.items() if is_so)


def months_before(day: datetime.date, months: int) -> datetime.date:
    """Return the same day of an earlier month, or that month's last day: a month before 31 March is 28 February."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return datetime.date(years, month + 1, min(day.day, last))
