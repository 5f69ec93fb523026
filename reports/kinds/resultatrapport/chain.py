"""Reads the organisation's own position and, beside it, what its entries show; examples come from the same entries."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db.models import Q

from figures.text import clean_line, clean_text
from organisations.models import Organisation
from programmes.models import Programme
from reports.kinds.resultatrapport.material import Example, Statement
from reports.kinds.statusrapport.material import PositionOnLevel
from resultchain.chain import Node
from resultchain.models import ChainEntry, EntryState, Position
from resultchain.reach import Overview, overview, reach
from resultchain.reading import chain_with

LONGEST: Final = 300
LONGEST_QUOTE: Final = 500
MOST_STATEMENTS: Final = 8
WITHOUT_DAY: Final = Q(first_day=None, last_day=None)
FIELDS: Final = (
    "pk", "what", "level", "state", "first_day", "last_day", "quote", "quote_source", "lesson", "saved_at",
    "organisation_id", "organisation__name", "organisation__constructed",
)  # fmt: skip


@dataclass(frozen=True)
class Read:
    """What was read. `times` says when each part of it was last changed; `constructed` whether a unit's values are."""

    statements: tuple[Statement, ...]
    examples: Mapping[int, tuple[Example, ...]]
    undated: int
    so_far: Overview
    times: tuple[datetime.datetime, ...]
    constructed: bool


def read_chain_of(organisation: Organisation, places: Collection[int], programme: Programme) -> Read:
    """Read it for the programme's period; `places` are whose entries count. A fixed number of queries.

    What has no day is told with the rest, as having no day, and counts as done by the round's last day.
    """
    entries = ChainEntry.objects.filter(organisation__in=places)
    happened = entries.exclude(state=EntryState.PLANNED).counted()
    dated = happened.in_period(programme.starts_on, programme.ends_on).order_by().values("pk")
    told = happened.filter(Q(pk__in=dated) | WITHOUT_DAY).newest_first()
    rows = list(told.values(*FIELDS))
    chain = chain_with(organisation, frozenset(entries.values_list("pk", flat=True)))
    nodes = [_by_the_end(node, programme) for node in chain.nodes]
    reached = reach(nodes, chain.edges)
    chosen = [node for node in nodes if node.id in chain.chosen]
    positions = _positions(organisation, programme)
    examples: defaultdict[int, list[Example]] = defaultdict(list)
    for row in rows:
        examples[row["level"]].append(_example(row, organisation))
    return Read(
        statements=tuple(_statement(one, overview(chosen, reached, one.date)) for one in positions),
        examples={level: tuple(found) for level, found in examples.items()},
        undated=sum(_has_no_day(row) for row in rows),
        so_far=overview(chosen, reached, programme.ends_on),
        times=(*(row["saved_at"] for row in rows), *(one.saved_at for one in positions)),
        constructed=any(row["organisation__constructed"] for row in rows),
    )


def _has_no_day(row: Mapping[str, Any]) -> bool:
    return row["first_day"] is None and row["last_day"] is None


def _by_the_end(node: Node, programme: Programme) -> Node:
    return replace(node, day=programme.ends_on) if node.day is None and node.begins is None else node


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
