"""What an import would do, worked out before anything is written: all of it, or every fault with its row and column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from organisations.files.columns import Row
from organisations.files.faults import RowFault, in_order
from organisations.files.places import KnownOrganisation
from resultchain.files.columns import COLUMNS
from resultchain.files.known import Given, KnownGoal, ListName, World, same
from resultchain.files.lines import Lines
from resultchain.files.links import FileLinks, NewLink
from resultchain.lists import SUGGESTIONS
from resultchain.models import Area, Course, Listed, Perspective

LISTS: Final[dict[str, type[Listed]]] = {"process": Area, "perspektiv": Perspective, "kurs": Course}


@dataclass(frozen=True)
class NewEntry:
    """An entry that the file holds and the service does not. `node` is its number in links."""

    node: int
    place: KnownOrganisation
    reference: str
    given: Given


@dataclass(frozen=True)
class NewLine:
    """A line that a list gets; `key` is that of the suggestion it comes from."""

    at: ListName
    name: str
    key: str


@dataclass(frozen=True)
class NewGoal:
    """A goal that the import makes, at the organisation of the first row that names it."""

    organisation: int
    top: int
    title: str


@dataclass(frozen=True)
class Plan:
    """What would happen. With faults nothing does, and the rest is only what could be worked out.

    `goals` gives the existing goal of a tree and title; those in `new_goals` are made.
    """

    new: tuple[NewEntry, ...] = ()
    unchanged: int = 0
    links: tuple[NewLink, ...] = ()
    unchanged_links: int = 0
    lines: tuple[NewLine, ...] = ()
    new_goals: tuple[NewGoal, ...] = ()
    faults: tuple[RowFault, ...] = ()

    @property
    def does_something(self) -> bool:
        """Whether a yes would write anything."""
        return bool(self.new or self.links)


def make_plan(rows: Sequence[Row], world: World) -> Plan:
    """Work out what a file means. Pure: the same rows and the same world give the same plan."""
    lines = Lines(rows, world)
    links = FileLinks(lines)
    new = tuple(
        NewEntry(line.node, line.place, line.mark, line.given)
        for line in lines.lines
        if line.known is None and line.place is not None
    )
    return Plan(
        new=new,
        unchanged=sum(line.known is not None for line in lines.lines),
        links=links.new,
        unchanged_links=links.unchanged,
        lines=tuple(_new_lines(new, world)),
        new_goals=tuple(_new_goals(new, world)),
        faults=in_order(lines.faults, COLUMNS),
    )


def names_in_lists(entry: NewEntry) -> Iterable[tuple[str, str]]:
    """Yield the names of an entry's lines with the list that each stands in."""
    given = entry.given
    named = [
        ("process", given.area),
        *(("perspektiv", name) for name in given.perspectives),
        ("kurs", given.course),
    ]
    return ((kind, name) for kind, name in named if name)


def _new_lines(new: Iterable[NewEntry], world: World) -> Iterable[NewLine]:
    found: dict[ListName, str] = {}
    for entry in new:
        for kind, name in names_in_lists(entry):
            at = ListName(kind, entry.place.line[-1], same(name))
            if at not in world.lines:
                found.setdefault(at, name)
    for at, name in found.items():
        suggested = {same(each): (key, each) for key, each in SUGGESTIONS[LISTS[at.kind]]}
        key, written = suggested.get(at.name, ("", name))
        is_free = key and ListName(at.kind, at.top, key) not in world.keys
        yield NewLine(at, written if is_free else name, key if is_free else "")


def goal_of(entry: NewEntry, goals: Iterable[KnownGoal]) -> int | None:
    """Return the goal that an entry names: its organisation's own before that of those above, before others."""
    line = entry.place.line
    ordered = sorted(
        goals, key=lambda goal: line.index(goal.organisation) if goal.organisation in line else len(line)
    )
    return ordered[0].id if ordered else None


def _new_goals(new: Iterable[NewEntry], world: World) -> Iterable[NewGoal]:
    tops = {place.id: place.line[-1] for place in world.organisations.values()}
    known = {(tops[goal.organisation], same(goal.title)) for goal in world.goals}
    for entry in new:
        top, title = entry.place.line[-1], entry.given.goal
        if title and (top, same(title)) not in known:
            known.add((top, same(title)))
            yield NewGoal(entry.place.id, top, title)
