"""Reads an organisation's chain out of the database as values: three queries, however many entries there are."""

import datetime
from dataclasses import dataclass

from organisations.models import Organisation
from resultchain.chain import Edge, Node
from resultchain.models import ChainEntry, EntryState, Link, LinkKind


@dataclass(frozen=True)
class Chain:
    """Every entry and link of an organisation and its units; `chosen` are the ids of the entries asked for."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    chosen: frozenset[int]

    @property
    def chosen_nodes(self) -> list[Node]:
        """The entries asked for. What they led to is computed over all of them."""
        return [node for node in self.nodes if node.id in self.chosen]


def read_chain(
    organisation: Organisation, *, first: datetime.date | None = None, last: datetime.date | None = None
) -> Chain:
    """Return the chain with the entries of a period chosen; all of them when no period is named."""
    within = ChainEntry.objects.within(organisation)
    return chain_with(organisation, frozenset(within.in_period(first, last).values_list("pk", flat=True)))


def chain_with(organisation: Organisation, chosen: frozenset[int]) -> Chain:
    """Return the organisation's chain with these entries chosen. Two queries."""
    fields = ("pk", "level", "state", "day", "first_day")
    nodes = ChainEntry.objects.within(organisation).values_list(*fields)
    links = Link.objects.within(organisation).values_list("source_id", "target_id", "kind")
    return Chain(
        nodes=tuple(_node(*row) for row in nodes.iterator()),
        edges=tuple(
            Edge(source, target, kind == LinkKind.LED_TO) for source, target, kind in links.order_by("pk")
        ),
        chosen=chosen,
    )


def _node(pk: int, level: int, state: str, day: datetime.date | None, begins: datetime.date | None) -> Node:
    return Node(
        id=pk,
        level=level,
        has_happened=state == EntryState.DONE,
        has_begun=state in {EntryState.DONE, EntryState.ONGOING},
        day=day,
        begins=begins or day,
        is_planned=state == EntryState.PLANNED,
    )
