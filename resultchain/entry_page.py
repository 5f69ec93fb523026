"""What the page about one entry shows beside its own content: what it came from, what it led to, who may change it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from checklists.models import Item
from organisations.access import ActiveMembership
from resultchain.access import may_change, may_write
from resultchain.found import links_of
from resultchain.levels import WORDS, GlobalGoal, LevelWords, NationalGoal
from resultchain.models import ChainEntry, Link, LinkKind

PAGE_SIZE: Final = 50


@dataclass(frozen=True)
class LinkRow:
    """One link as seen from an entry: the entry at the other end."""

    link: Link
    other: ChainEntry
    may_remove: bool


@dataclass(frozen=True)
class LinkGroup:
    """Links of one kind in one direction. `key` names both in addresses."""

    key: str
    rows: list[LinkRow]


@dataclass(frozen=True)
class EntryPage:
    """An entry's surroundings."""

    words: LevelWords
    groups: list[LinkGroup]
    items: list[Item]
    global_goals: list[GlobalGoal]
    national_goals: list[NationalGoal]
    may_change: bool
    may_write: bool

    @property
    def number_of_links(self) -> int:
        """How many links the entry has that its reader may see."""
        return sum(len(group.rows) for group in self.groups)


def entry_page(membership: ActiveMembership, entry: ChainEntry) -> EntryPage:
    """Gather what stands beside an entry. Two queries and those of the units."""
    links = links_of(membership).filter(Q(source=entry) | Q(target=entry))
    grouped: dict[str, list[LinkRow]] = {}
    for link in links.select_related("source__organisation", "target__organisation").order_by("pk"):
        is_out = link.source_id == entry.pk
        other = link.target if is_out else link.source
        removable = may_change(membership, entry) or may_change(membership, other)
        grouped.setdefault(group_key(link.kind, is_out=is_out), []).append(LinkRow(link, other, removable))
    return EntryPage(
        words=WORDS[entry.chain_level],
        groups=[
            LinkGroup(key, grouped.get(key, []))
            for key in (group_key(kind, is_out=is_out) for is_out in (True, False) for kind in LinkKind)
        ],
        items=list(entry.items.select_related("instrument").order_by("instrument", "number")),
        global_goals=[GlobalGoal(number) for number in entry.global_goals],
        national_goals=[NationalGoal(number) for number in entry.national_goals],
        may_change=may_change(membership, entry),
        may_write=may_write(membership),
    )


def group_key(kind: str, *, is_out: bool) -> str:
    """Return the code of a kind and a direction: led_to_out, led_to_in, gave_rise_to_out, gave_rise_to_in."""
    return f"{kind}_{'out' if is_out else 'in'}"


def rows_of(page: Iterable[int]) -> list[ChainEntry]:
    """Return the entries of a page of ids, in its order; sorting ids alone is what keeps the last page as quick."""
    pks = list(page)
    found = ChainEntry.objects.with_content().in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]
