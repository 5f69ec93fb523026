"""Importing entries: all of a file or nothing, one import at a time, and one statement for each kind of row."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from figures.swedish import sort_key
from organisations.actions.uploads import Imported, InTheWayError, hold_upload, one_at_a_time
from organisations.events import record, record_many
from organisations.files import reading
from organisations.files.columns import Row
from organisations.files.places import known_within
from organisations.models import Organisation, User
from resultchain.chain import Edge
from resultchain.files.circles import ranks
from resultchain.files.columns import COLUMNS
from resultchain.files.known import KnownGoal, ListName, World, same
from resultchain.files.plan import LISTS, NewEntry, Plan, goal_of, make_plan, names_in_lists
from resultchain.files.world import load_world, named_tops
from resultchain.models import ChainEntry, Goal, Link, LinkKind, ParticipantNumber

BATCH: Final = 5_000
PURPOSE: Final = "entries"
IMPORTED_VERB: Final = "resultchain.file_imported"


def plan_file(content: bytes, *, reach: Organisation | None = None, discreet: bool = False) -> Plan:
    """Work out what a file would do. Raises FileRefusedError.

    `discreet` is for those who may write to organisations whose entries they may not read.
    """
    rows = reading.read(content, COLUMNS)
    return make_plan(rows, load_world(rows, reach=reach, discreet=discreet))


@transaction.atomic
def import_file(
    *, by: User | None, content: bytes, reach: Organisation | None = None, discreet: bool = False
) -> Imported[Plan]:
    """Read a file in, all of it or nothing. Raises FileRefusedError, and InTheWayError.

    With a reach only that organisation and the units below it may be in the file.
    """
    rows = reading.read(content, COLUMNS)
    one_at_a_time("resultchain.imports")
    _hold_trees(rows, reach)
    world = load_world(rows, reach=reach, discreet=discreet)
    plan = make_plan(rows, world)
    if plan.faults:
        return Imported(plan, written=False)
    try:
        with transaction.atomic():
            _Writer(by, plan, world).write()
    except IntegrityError as error:
        raise InTheWayError from error
    return Imported(plan, written=True)


def _hold_trees(rows: Sequence[Row], reach: Organisation | None) -> None:
    """Wait for those who link entries or add to the lists of these organisations in the browser; they wait for us."""
    tops = named_tops(rows, known_within(reach))
    held = Organisation.objects.select_for_update(no_key=True, of=["self"]).filter(pk__in=tops).order_by("pk")
    list(held.values_list("pk"))


class _Writer:
    """Writes one plan."""

    def __init__(self, by: User | None, plan: Plan, world: World) -> None:
        self.by, self.plan, self.world, self.now = by, plan, world, timezone.now()
        self.tops = {place.id: place.line[-1] for place in world.organisations.values()}

    def write(self) -> None:
        """Lists and goals first, then entries with what hangs on them, then links between them."""
        lines = self._lines()
        made = self._entries(lines, self._goals())
        self._perspectives(made, lines)
        self._functions(made)
        self._items(made)
        self._links({new.node: entry.pk for new, entry in made})
        happened = [(entry.organisation_id, entry) for _new, entry in made]
        record_many(actor=self.by, verb="resultchain.entry_imported", happened=happened)

    def _lines(self) -> dict[ListName, int]:
        """Return the id of every line by its list and name, new ones made."""
        found = dict(self.world.lines)
        for kind, model in LISTS.items():
            new = [line for line in self.plan.lines if line.at.kind == kind]
            made = model._default_manager.bulk_create(
                [
                    model(
                        organisation_id=line.at.top,
                        name=line.name,
                        key=line.key,
                        sort_key=sort_key(line.name),
                    )
                    for line in new
                ],
                batch_size=BATCH,
            )
            found |= {line.at: each.pk for line, each in zip(new, made, strict=True)}
            record_many(
                actor=self.by,
                verb="resultchain.list_line_added",
                happened=[(each.organisation_id, each) for each in made],
            )
        return found

    def _goals(self) -> Mapping[tuple[int, str], list[KnownGoal]]:
        """Return the goals of every tree and title, new ones made."""
        made = Goal.objects.bulk_create(
            [
                Goal(
                    organisation_id=new.organisation,
                    title=new.title,
                    sort_key=sort_key(new.title),
                    created_by=self.by,
                    saved_by=self.by,
                )
                for new in self.plan.new_goals
            ],
            batch_size=BATCH,
        )
        happened = [(goal.organisation_id, goal) for goal in made]
        record_many(actor=self.by, verb="resultchain.goal_added", happened=happened)
        found: defaultdict[tuple[int, str], list[KnownGoal]] = defaultdict(list)
        for goal in [
            *self.world.goals,
            *(KnownGoal(each.pk, each.organisation_id, each.title) for each in made),
        ]:
            found[self.tops[goal.organisation], same(goal.title)].append(goal)
        return found

    def _entries(
        self, lines: Mapping[ListName, int], goals: Mapping[tuple[int, str], list[KnownGoal]]
    ) -> list[tuple[NewEntry, ChainEntry]]:
        entries = [self._entry(new, lines, goals) for new in self.plan.new]
        return list(
            zip(self.plan.new, ChainEntry.objects.bulk_create(entries, batch_size=BATCH), strict=True)
        )

    def _entry(
        self,
        new: NewEntry,
        lines: Mapping[ListName, int],
        goals: Mapping[tuple[int, str], list[KnownGoal]],
    ) -> ChainEntry:
        given, top = new.given, new.place.line[-1]
        return ChainEntry(
            organisation_id=new.place.id,
            reference=new.reference,
            what=given.what,
            sort_key=sort_key(given.what),
            level=given.level,
            state=given.state,
            state_note=given.note,
            first_day=given.first,
            last_day=given.last,
            area_id=lines.get(ListName("process", top, same(given.area))),
            course_id=lines.get(ListName("kurs", top, same(given.course))),
            goal_id=goal_of(new, goals.get((top, same(given.goal)), ())),
            direction=given.direction,
            global_goals=sorted(given.global_goals),
            national_goals=sorted(given.national_goals),
            participants=given.participants,
            precision=given.precision,
            women=given.women,
            men=given.men,
            method=given.method,
            evidence=given.evidence,
            strength=given.strength,
            quote=given.quote,
            quote_source=given.quote_source,
            lesson=given.lesson,
            ordinary_reference=given.ordinary_reference,
            created_at=self.now,
            created_by=self.by,
            saved_at=self.now,
            saved_by=self.by,
        )

    def _perspectives(
        self, made: Iterable[tuple[NewEntry, ChainEntry]], lines: Mapping[ListName, int]
    ) -> None:
        through = ChainEntry.perspectives.through
        pairs = {
            (entry.pk, lines[ListName(kind, new.place.line[-1], same(name))])
            for new, entry in made
            for kind, name in names_in_lists(new)
            if kind == "perspektiv"
        }
        through._default_manager.bulk_create(
            [through(chainentry_id=entry, perspective_id=line) for entry, line in sorted(pairs)],
            batch_size=BATCH,
        )

    def _functions(self, made: Iterable[tuple[NewEntry, ChainEntry]]) -> None:
        ParticipantNumber.objects.bulk_create(
            [
                ParticipantNumber(entry=entry, function_id=self.world.functions[key], number=number)
                for new, entry in made
                for key, number in new.given.functions.items()
            ],
            batch_size=BATCH,
        )

    def _items(self, made: Iterable[tuple[NewEntry, ChainEntry]]) -> None:
        through = ChainEntry.items.through
        through._default_manager.bulk_create(
            [
                through(chainentry_id=entry.pk, item_id=self.world.items[key])
                for new, entry in made
                for key in sorted(new.given.items)
            ],
            batch_size=BATCH,
        )

    def _links(self, ids: Mapping[int, int]) -> None:
        """What leads to something before what that leads to: the trigger walks on from the end of each new link."""
        place_of = ranks(
            Edge(link.source, link.target) for link in self.plan.links if link.kind == LinkKind.LED_TO
        )
        links = sorted(self.plan.links, key=lambda link: place_of.get(link.source, -1))
        made = Link.objects.bulk_create(
            [
                Link(
                    source_id=ids.get(link.source, link.source),
                    target_id=ids.get(link.target, link.target),
                    kind=link.kind,
                    created_at=self.now,
                    created_by=self.by,
                )
                for link in links
            ],
            batch_size=BATCH,
        )
        happened = [(link.organisation, each) for link, each in zip(links, made, strict=True)]
        record_many(actor=self.by, verb="resultchain.link_added", happened=happened)


@transaction.atomic
def confirm_upload(*, by: User, upload_id: uuid.UUID) -> Imported[Plan]:
    """Import a kept file and forget it; with faults it is kept. Who may confirm it, the caller has looked at.

    Raises AlreadyImportedError for a second click, FileRefusedError and InTheWayError.
    """
    upload = hold_upload(purpose=PURPOSE, upload_id=upload_id)
    reach = upload.organisation
    done = import_file(by=by, content=bytes(upload.content), reach=reach, discreet=reach is None)
    if done.written:
        record(
            actor=by,
            organisation=reach,
            verb=IMPORTED_VERB,
            obj=upload,
            entries=len(done.plan.new),
            links=len(done.plan.links),
            unchanged=done.plan.unchanged,
        )
        upload.delete()
    return done
