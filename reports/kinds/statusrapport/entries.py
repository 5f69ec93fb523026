"""Reads entries and links: what was done, goes on or is planned as of the last day of a period, cleaned for print."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from figures.text import clean_line
from organisations.models import Organisation
from reports.kinds.statusrapport.material import NOBODY, Logged, People, Standing, Target
from reports.kinds.statusrapport.period import half_years
from resultchain.models import ChainEntry, ChainEntryQuerySet, EntryState, Link, LinkKind, ParticipantNumber
from resultchain.periods import Period
from resultchain.reach import Overview, overview, reach
from resultchain.reading import chain_with

LONGEST: Final = 300
MOST_HALF_YEARS: Final = 12
MOST_SAID: Final = 10
"""How many quotes and lessons are offered to those who write."""
FIELDS: Final = (
    "pk", "what", "level", "state", "first_day", "last_day", "saved_at", "organisation_id", "organisation__name",
    "organisation__constructed", "area__name", "course__name", "participants", "precision", "women", "men",
)  # fmt: skip


def places(organisation: Organisation, *, units: bool) -> QuerySet[Organisation]:
    """Return whose material the report is about: the organisation's own, with that of the units below it or not."""
    if units:
        return Organisation.objects.below(organisation, include_self=True)
    return Organisation.objects.filter(pk=organisation.pk)


def half_years_with_entries(organisation: Organisation) -> list[Period]:
    """Return the latest half-years in which something was done or went on. One query."""
    begun = ChainEntry.objects.within(organisation).filter(
        state__in=(EntryState.DONE, EntryState.ONGOING), day__isnull=False
    )
    days = begun.annotate(begins=Coalesce("first_day", "last_day")).values_list("begins", "last_day", "state")
    ended = {
        (begins, last if last or state == EntryState.ONGOING else begins)
        for begins, last, state in days.distinct()
    }
    return half_years(ended, timezone.localdate(), MOST_HALF_YEARS)


@dataclass(frozen=True)
class Read:
    """What was read of the chain. `times` says when each part of it was last changed."""

    entries: tuple[Logged, ...]
    of_period: Overview
    so_far: Overview
    targets: Mapping[int, tuple[Target, ...]]
    quotes: tuple[tuple[str, str], ...]
    lessons: tuple[str, ...]
    undated: int
    dropped: int
    constructed: bool
    times: tuple[datetime.datetime, ...]


def read_entries(organisation: Organisation, period: Period, *, units: bool) -> Read:
    """Read the entries of the period, what is planned, and how far the whole chain had come on its last day."""
    everything = ChainEntry.objects.filter(organisation__in=places(organisation, units=units).values("pk"))
    rows = list(everything.newest_first().values(*FIELDS))
    people = _functions(everything)
    links = list(_links(everything))
    shown: list[Logged] = []
    for row in rows:
        stands = standing(row["state"], row["first_day"], row["last_day"], period)
        if stands is not None:
            shown.append(_logged(row, stands, organisation, people))
    said = _said(everything.exclude(state=EntryState.PLANNED).counted().in_period(period.first, period.last))
    chain = chain_with(organisation, frozenset(row["pk"] for row in rows))
    reached, ids = reach(chain.nodes, chain.edges), {entry.id for entry in shown}
    of_period = [node for node in chain.chosen_nodes if node.id in ids]
    return Read(
        entries=tuple(shown),
        of_period=overview(of_period, reached, period.last),
        so_far=overview(chain.chosen_nodes, reached, period.last),
        targets=_targets(links, period),
        quotes=tuple((clean_line(quote), clean_line(source)) for quote, source, _lesson in said if quote)[
            :MOST_SAID
        ],
        lessons=tuple(clean_line(lesson) for _quote, _source, lesson in said if lesson)[:MOST_SAID],
        undated=sum(_is_undated(row) for row in rows),
        dropped=sum(_is_dropped_in(row, period) for row in rows),
        constructed=any(row["organisation__constructed"] for row in rows),
        times=(*(row["saved_at"] for row in rows), *(link["created_at"] for link in links)),
    )


def standing(
    state: str, first_day: datetime.date | None, last_day: datetime.date | None, period: Period
) -> Standing | None:
    """Say how an entry stood when the period ended; None for what does not belong in its report.

    What was done later but had begun went on then. What has no day is in no period, unless it is planned.
    """
    begins = first_day or last_day
    if state == EntryState.PLANNED:
        return "planned"
    if state == EntryState.DROPPED or begins is None or begins > period.last:
        return None
    if state == EntryState.ONGOING:
        is_over = last_day is not None and last_day < period.first
        return None if is_over else "ongoing"
    ends = last_day or begins
    if ends < period.first:
        return None
    return "ongoing" if ends > period.last else "done"


def _is_undated(row: Mapping[str, Any]) -> bool:
    begun = row["state"] in (EntryState.DONE, EntryState.ONGOING)
    return begun and row["first_day"] is None and row["last_day"] is None


def _is_dropped_in(row: Mapping[str, Any], period: Period) -> bool:
    day = row["last_day"] or row["first_day"]
    return bool(row["state"] == EntryState.DROPPED and day and period.first <= day <= period.last)


def _logged(
    row: Mapping[str, Any],
    stands: Standing,
    organisation: Organisation,
    people: Mapping[int, list[tuple[str, int]]],
) -> Logged:
    is_own = row["organisation_id"] == organisation.pk
    return Logged(
        id=row["pk"],
        what=clean_line(row["what"], LONGEST),
        level=row["level"],
        standing=stands,
        first_day=row["first_day"],
        last_day=row["last_day"],
        area=clean_line(row["area__name"] or "", LONGEST),
        unit="" if is_own else clean_line(row["organisation__name"], LONGEST),
        course=clean_line(row["course__name"] or "", LONGEST),
        people=_people(row, people.get(row["pk"], [])),
    )


def _people(row: Mapping[str, Any], functions: list[tuple[str, int]]) -> People:
    if not row["precision"] and not functions:
        return NOBODY
    return People(row["participants"], row["precision"], row["women"], row["men"], tuple(functions))


def _functions(entries: ChainEntryQuerySet) -> Mapping[int, list[tuple[str, int]]]:
    """Return how many took part in each function, by entry, in the order of the list of functions. One query."""
    found: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    counts = ParticipantNumber.objects.filter(entry__in=entries.values("pk"), number__gt=0)
    for one in counts.select_related("function").order_by("function__position", "function_id"):
        found[one.entry_id].append((clean_line(str(one.function), LONGEST), one.number))
    return found


def _links(entries: ChainEntryQuerySet) -> Iterable[Mapping[str, Any]]:
    own = entries.values("pk")
    between = Link.objects.filter(source__in=own, target__in=own).order_by("target__level", "target_id")
    return between.values(
        "source_id", "target_id", "kind", "created_at", what=F("target__what"), level=F("target__level"),
        state=F("target__state"), first_day=F("target__first_day"), last_day=F("target__last_day"),
    )  # fmt: skip


def _targets(links: Iterable[Mapping[str, Any]], period: Period) -> Mapping[int, tuple[Target, ...]]:
    """Return what each entry had led to on the period's last day, the levels in their order."""
    found: defaultdict[int, list[Target]] = defaultdict(list)
    for link in links:
        begins = link["first_day"] or link["last_day"]
        has_begun = link["state"] in (EntryState.DONE, EntryState.ONGOING)
        if has_begun and (begins is None or begins <= period.last):
            target = Target(
                link["target_id"],
                clean_line(link["what"], LONGEST),
                link["level"],
                link["kind"] == LinkKind.LED_TO,
            )
            found[link["source_id"]].append(target)
    return {source: tuple(targets) for source, targets in found.items()}


def _said(entries: ChainEntryQuerySet) -> list[tuple[str, str, str]]:
    """Return the latest quotes with their sources, and lessons. One query."""
    told = entries.exclude(quote="", lesson="").newest_first()
    return list(told.values_list("quote", "quote_source", "lesson")[: 2 * MOST_SAID])
