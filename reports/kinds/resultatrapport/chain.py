"""Reads the organisation's own position and, beside it, what its entries show; examples come from the same entries."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from figures.text import clean_line, clean_text
from organisations.models import Organisation
from programmes.models import Programme
from reports.kinds.resultatrapport.material import Example, Statement
from reports.kinds.statusrapport.material import PositionOnLevel
from resultchain.models import ChainEntry, EntryState, Position
from resultchain.reach import Overview, overview, reach
from resultchain.reading import chain_with

LONGEST: Final = 300
LONGEST_QUOTE: Final = 500
MOST_STATEMENTS: Final = 8
FIELDS: Final = (
    "pk", "what", "level", "state", "first_day", "last_day", "quote", "quote_source", "lesson", "saved_at",
    "organisation_id", "organisation__name", "organisation__constructed",
)  # fmt: skip


@dataclass(frozen=True)
class Read:
    """What was read. `times` says when each part of it was last changed; `constructed` whether a unit's values are."""

    statements: tuple[Statement, ...]
    examples: Mapping[int, tuple[Example, ...]]
    so_far: Overview
    times: tuple[datetime.datetime, ...]
    constructed: bool


def read_chain_of(organisation: Organisation, places: Collection[int], programme: Programme) -> Read:
    """Read it for the programme's period; `places` are whose entries count. A fixed number of queries."""
    entries = ChainEntry.objects.filter(organisation__in=places)
    happened = entries.exclude(state=EntryState.PLANNED).counted()
    rows = list(happened.in_period(programme.starts_on, programme.ends_on).newest_first().values(*FIELDS))
    chain = chain_with(organisation, frozenset(entries.values_list("pk", flat=True)))
    reached = reach(chain.nodes, chain.edges)
    positions = _positions(organisation, programme)
    examples: defaultdict[int, list[Example]] = defaultdict(list)
    for row in rows:
        examples[row["level"]].append(_example(row, organisation))
    return Read(
        statements=tuple(
            _statement(one, overview(chain.chosen_nodes, reached, one.date)) for one in positions
        ),
        examples={level: tuple(found) for level, found in examples.items()},
        so_far=overview(chain.chosen_nodes, reached, programme.ends_on),
        times=(*(row["saved_at"] for row in rows), *(one.saved_at for one in positions)),
        constructed=any(row["organisation__constructed"] for row in rows),
    )


def _positions(organisation: Organisation, programme: Programme) -> list[Position]:
    """Return the last statements, in time order: those at the programme's occasions, and others of its period."""
    occasions = programme.meetings.exclude(occasion=None).order_by().values("occasion")
    of_round = Q(occasion__in=occasions) | Q(date__range=(programme.starts_on, programme.ends_on))
    own = Position.objects.filter(of_round, organisation=organisation)
    latest = own.newest_first().prefetch_related("levels")[:MOST_STATEMENTS]
    return list(reversed(latest))


def _statement(position: Position, seen: Overview) -> Statement:
    levels = sorted(position.levels.all(), key=lambda one: one.level)
    return Statement(
        name=clean_line(position.name, LONGEST),
        date=position.date,
        words=clean_text(position.words),
        levels=tuple(PositionOnLevel(one.level, one.extent, clean_text(one.words)) for one in levels),
        logged=seen.levels,
    )


def _example(row: Mapping[str, Any], organisation: Organisation) -> Example:
    is_own = row["organisation_id"] == organisation.pk
    return Example(
        id=row["pk"],
        what=clean_line(row["what"], LONGEST),
        level=row["level"],
        ongoing=row["state"] == EntryState.ONGOING,
        first_day=row["first_day"],
        last_day=row["last_day"],
        unit="" if is_own else clean_line(row["organisation__name"], LONGEST),
        quote=clean_line(row["quote"], LONGEST_QUOTE),
        quote_source=clean_line(row["quote_source"], LONGEST),
        lesson=clean_line(row["lesson"], LONGEST_QUOTE),
    )
