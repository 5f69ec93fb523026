"""The demo's entries, links and positions: what is told in source 004, on the level where it is told."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

from checklists.models import Item, Occasion
from figures.swedish import sort_key
from organisations.models import Function, Organisation, User
from resultchain.demo_content import (
    ChainContent,
    EntryContent,
    OrganisationContent,
    PositionContent,
)
from resultchain.models import (
    Area,
    ChainEntry,
    Course,
    Link,
    LinkKind,
    Listed,
    ParticipantNumber,
    Perspective,
    Position,
    PositionLevel,
)
from resultchain.starting_lists import AREAS, PERSPECTIVES

MENTOR: Final = "Mentorkommun: berättar om ett arbete som har pågått längre än satsningen."
INSTRUMENT: Final = ("skr-jamstalldhetsintegrering", "2018")

L = TypeVar("L", bound=Listed)


def load_chain(content: ChainContent, *, coordinators: Mapping[str, User]) -> None:
    """Make every organisation's entries, links and position; what is there already is left alone.

    `coordinators` maps an organisation's code to the person who logged; others have no account in the demo.
    """
    organisations = {o.code: o for o in Organisation.objects.filter(code__in=content.codes)}
    for one in content.organisations:
        organisation, by = organisations[one.code], coordinators.get(one.code)
        load_entries(
            one.entries, top=organisation, by=by, year=content.year, evidence=_evidence(one, content.evidence)
        )
        if one.position is not None:
            _load_position(one.position, organisation, by)


def _evidence(one: OrganisationContent, evidence: str) -> tuple[str, ...]:
    return (MENTOR if one.mentor else "", one.through, evidence)


def load_entries(
    entries: Sequence[EntryContent],
    *,
    top: Organisation,
    by: User | None,
    year: int,
    evidence: Iterable[str],
) -> None:
    """Make the entries of an organisation and its units, and their links, unless they are there.

    `evidence` are lines that every entry gets after its own. An entry's reference is the year and the file's id.
    """
    references = {entry.id: f"{year}-{entry.id}" for entry in entries}
    known = set(_by_reference(top, references.values()))
    new = [entry for entry in entries if references[entry.id] not in known]
    if not new:
        return
    lists = _Lists(top, new)
    ChainEntry.objects.bulk_create(
        _entry(entry, lists, by=by, reference=references[entry.id], evidence=evidence) for entry in new
    )
    made = _by_reference(top, references.values())
    rows = [(made[references[entry.id]], entry) for entry in new]
    _load_details(rows, lists)
    fresh = {entry.id for entry in new}
    Link.objects.bulk_create(
        Link(source=made[references[entry.id]], target=made[references[key]], kind=kind, created_by=by)
        for entry in entries
        for kind, keys in ((LinkKind.LED_TO, entry.led_to), (LinkKind.GAVE_RISE_TO, entry.gave_rise_to))
        for key in keys
        if {entry.id, key} & fresh
    )


def _by_reference(top: Organisation, references: Iterable[str]) -> dict[str, ChainEntry]:
    found = ChainEntry.objects.within(top).filter(reference__in=list(references))
    return {entry.reference: entry for entry in found}


class _Lists:
    """What the entries name: units by slug, lines of the organisation's own lists, functions and items."""

    def __init__(self, top: Organisation, entries: Sequence[EntryContent]) -> None:
        below = Organisation.objects.below(top, include_self=True)
        self.units = {unit.slug: unit for unit in below} | {"": top}
        self.areas = _lines(top, Area, AREAS, {entry.area for entry in entries})
        wanted = {key for entry in entries for key in entry.perspectives}
        self.perspectives = _lines(top, Perspective, PERSPECTIVES, wanted)
        self.courses = {
            name: Course.objects.get_or_create(
                organisation=top, name=name, defaults={"sort_key": sort_key(name)}
            )[0]
            for name in {entry.course for entry in entries}
            if name
        }
        key, version = INSTRUMENT
        self.items = {
            item.number: item
            for item in Item.objects.filter(instrument__key=key, instrument__version=version)
        }
        self.functions = {function.key: function for function in Function.objects.all()}


def _lines(
    top: Organisation, model: type[L], suggestions: Sequence[tuple[str, str]], wanted: Iterable[str]
) -> dict[str, L]:
    names = dict(suggestions)
    return {
        key: model._default_manager.get_or_create(
            organisation=top, key=key, defaults={"name": names[key], "sort_key": sort_key(names[key])}
        )[0]
        for key in wanted
        if key
    }


def _entry(
    entry: EntryContent, lists: _Lists, *, by: User | None, reference: str, evidence: Iterable[str]
) -> ChainEntry:
    people = entry.participants
    return ChainEntry(
        organisation=lists.units[entry.unit],
        reference=reference,
        sort_key=sort_key(entry.what),
        area=lists.areas.get(entry.area),
        course=lists.courses.get(entry.course),
        participants=people.number if people else None,
        precision=people.precision if people else "",
        evidence="\n".join(line for line in (entry.evidence, *evidence) if line),
        created_by=by,
        saved_by=by,
        **entry.model_dump(include=PLAIN),
    )


PLAIN: Final = {
    "what",
    "level",
    "state",
    "first_day",
    "last_day",
    "direction",
    "global_goals",
    "national_goals",
    "method",
    "strength",
    "quote",
    "quote_source",
    "lesson",
}
"""Fields that go from the file into the row as they are."""


def _load_details(rows: Sequence[tuple[ChainEntry, EntryContent]], lists: _Lists) -> None:
    ChainEntry.perspectives.through.objects.bulk_create(
        ChainEntry.perspectives.through(chainentry=made, perspective=lists.perspectives[key])
        for made, entry in rows
        for key in entry.perspectives
    )
    ChainEntry.items.through.objects.bulk_create(
        ChainEntry.items.through(chainentry=made, item=lists.items[number])
        for made, entry in rows
        for number in entry.items
    )
    ParticipantNumber.objects.bulk_create(
        ParticipantNumber(entry=made, function=lists.functions[key], number=number)
        for made, entry in rows
        if entry.participants
        for key, number in entry.participants.functions.items()
    )


def _load_position(position: PositionContent, organisation: Organisation, by: User | None) -> None:
    occasion = Occasion.objects.filter(invitees=organisation, name=position.name).earliest("date")
    made, created = Position.objects.get_or_create(
        organisation=organisation,
        name=position.name,
        date=occasion.date,
        defaults={"occasion": occasion, "words": position.words, "created_by": by, "saved_by": by},
    )
    if created:
        PositionLevel.objects.bulk_create(
            PositionLevel(position=made, level=level, extent=extent)
            for level, extent in position.levels.items()
        )
