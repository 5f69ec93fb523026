"""What an organisation may compare: what is shared with it now, in the programmes that it has a part in.

The number of queries does not grow with organisations, items or occasions. programmes.reading asks one more for each
programme that the organisation takes part in, and six more where it neither leads nor evaluates.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from checklists.models import Assessment, Instrument, Item
from checklists.models.assessment import AssessmentQuerySet
from comparison.material import Body, Material, Participant, Ruler, Spell, Time
from comparison.values import Values
from organisations.access import ActiveMembership
from organisations.models import Organisation
from programmes.found import Place, programmes_of
from programmes.models import Group, GroupMember, Meeting, Part, Participation
from programmes.reading import countable, evaluates, own, readable


def places_of(membership: ActiveMembership) -> tuple[Place, ...]:
    """Return the caller's place in each programme that the organisation has a part in, latest first. Six queries."""
    programmes = list(programmes_of(membership.organisation))
    taking_part, led = defaultdict(list), defaultdict(list)
    mine = Participation.objects.of(membership.organisation).filter(programme__in=programmes)
    for one in mine.with_organisations().in_order():
        taking_part[one.programme_id].append(one)
    for group in Group.objects.filter(leader=membership.organisation).order_by("name", "pk"):
        led[group.programme_id].append(group)
    return tuple(
        Place(membership, programme, tuple(taking_part[programme.pk]), tuple(led[programme.pk]))
        for programme in programmes
    )


def read(membership: ActiveMembership, places: Sequence[Place]) -> Material:
    """Return all that the caller sees of the programmes of some places, at all occasions with all checklists."""
    times, asked = _times(places)
    handed_in = _handed_in({time.pk for time in times})
    spells = _spells(places)
    standings = {place.programme.pk: _Standing(place, spells) for place in places}
    participants = _participants(places, spells, standings)
    tops = {pk for one in participants for pk in one.organisations}
    raters = {pk for one in participants for pk in one.raters}
    rated = _rated(places)
    own_side = {pk for place in places for pk in place.own_side}
    return Material(
        own=frozenset({membership.organisation.pk, *own_side.intersection(rated.organisations)}),
        programmes={place.programme.pk: str(place.programme) for place in places},
        groups=_groups(standings),
        rulers=_rulers({time.ruler for time in times}),
        times=times,
        participants=participants,
        bodies=_bodies(tops.union(raters, *handed_in.values())),
        asked=asked,
        handed_in=handed_in,
        at=rated.values,
        sources=rated.sources,
        counted_at=rated.counted,
    )


class _Standing:
    """What a place's part in its programme lets it know of the participants."""

    def __init__(self, place: Place, spells: Mapping[int, Sequence[Spell]]) -> None:
        self.reads_all = place.programme.owner_id == place.organisation.pk or any(
            evaluates(one, place.programme) for one in place.participations
        )
        self.mine = {one.pk for one in place.participations}
        self.led = {group.pk for group in place.led_groups}
        self.groups = {group for pk in self.mine for group in _groups_today(spells[pk])} | self.led

    def leads(self, participation: int, groups: set[int]) -> bool:
        """Whether it leads or evaluates a participant, or is it."""
        return self.reads_all or participation in self.mine or bool(groups & self.led)

    def is_near(self, participation: int, groups: set[int]) -> bool:
        """Whether it also meets the participant in a group."""
        return self.leads(participation, groups) or bool(groups & self.groups)


def _times(places: Sequence[Place]) -> tuple[tuple[Time, ...], dict[int, frozenset[int]]]:
    """Return the occasions, and who was asked at each. One query."""
    meetings = Meeting.objects.filter(programme__in=_programmes(places))
    others = Meeting.objects.filter(occasion=OuterRef("occasion")).exclude(programme=OuterRef("programme"))
    rows = (
        meetings.exclude(occasion=None)
        .order_by("occasion__date", "occasion", "programme")
        .values_list("occasion", "programme", "occasion__name", "occasion__date", "occasion__instrument")
        .annotate(is_shared=Exists(others), asked=ArrayAgg("occasion__invitees"))
    )
    found = [(Time(*row), asked) for *row, asked in rows]
    return tuple(time for time, _asked in found), {time.pk: _known(asked) for time, asked in found}


def _rulers(pks: Collection[int]) -> dict[int, Ruler]:
    items: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = Item.objects.filter(instrument__in=pks).order_by("instrument", "number")
    for instrument, number, short in rows.values_list("instrument", "number", "short"):
        items[instrument].append((number, short))
    return {
        one.pk: Ruler(
            one.pk,
            one.key,
            str(one),
            one.scale,
            tuple(number for number, _short in items[one.pk]),
            tuple(short for _number, short in items[one.pk]),
        )
        for one in Instrument.objects.filter(pk__in=pks).in_order()
    }


@dataclass(frozen=True)
class _Rated:
    """Values and the ids of their assessments, by occasion and organisation."""

    values: defaultdict[int, dict[int, Values]]
    sources: defaultdict[int, dict[int, int]]
    counted: defaultdict[int, dict[int, Values]]

    @property
    def organisations(self) -> set[int]:
        """Whose values are shown, at any occasion."""
        return {organisation for at in self.values.values() for organisation in at}


def _rated(places: Sequence[Place]) -> _Rated:
    """Return what is the places' own, what they may read, and what they may only count. One query.

    One row an assessment, its values as an array: thousands of organisations make no model instances.
    """
    shown = [_with_values(of(place), counts_only=False) for place in places for of in (own, readable)]
    hidden = [_with_values(countable(place), counts_only=True) for place in places]
    found = _Rated(defaultdict(dict), defaultdict(dict), defaultdict(dict))
    for counts_only, organisation, occasion, pk, rated in shown[0].union(*shown[1:], *hidden, all=True):
        if counts_only:
            found.counted[occasion][organisation] = tuple(rated)
        else:
            found.values[occasion][organisation] = tuple(rated)
            found.sources[occasion][organisation] = pk
    return found


def _with_values(
    assessments: AssessmentQuerySet, *, counts_only: bool
) -> QuerySet[Assessment, tuple[bool, int, int, int, list[int | None]]]:
    rows = assessments.order_by().annotate(counts_only=Value(counts_only))
    return rows.values_list("counts_only", "organisation", "occasion", "pk").annotate(
        rated=ArrayAgg("ratings__value", order_by="ratings__item__number")
    )


def _handed_in(occasions: Collection[int]) -> dict[int, frozenset[int]]:
    """Return who has handed in, shared or not. One row an occasion."""
    found = Assessment.objects.current().filter(occasion__in=occasions).order_by().values_list("occasion")
    rows = found.annotate(places=ArrayAgg("organisation"))
    return {occasion: frozenset(places) for occasion, places in rows}


def _participants(
    places: Sequence[Place], spells: Mapping[int, Sequence[Spell]], standings: Mapping[int, _Standing]
) -> tuple[Participant, ...]:
    """Return who is compared: no mentors, no evaluators, nobody who has left. One query."""
    found = Participation.objects.filter(programme__in=_programmes(places), part=Part.PARTICIPANT).counting()
    rows = (
        found.in_order()
        .values_list("pk", "programme")
        .annotate(places=ArrayAgg("organisations", distinct=True), rating=ArrayAgg("units", distinct=True))
    )
    participants = []
    for pk, programme, organisations, units in rows:
        groups = _groups_today(spells[pk])
        participants.append(
            Participant(
                pk,
                programme,
                _known(organisations),
                _known(units) or _known(organisations),
                tuple(spells[pk]),
                is_near=standings[programme].is_near(pk, groups),
                is_open=standings[programme].leads(pk, groups),
            )
        )
    return tuple(participants)


def _programmes(places: Sequence[Place]) -> list[int]:
    return [place.programme.pk for place in places]


def _groups(standings: Mapping[int, _Standing]) -> dict[int, str]:
    """Return the names of the groups to choose from: all of a programme that the reader reads all of, else its own."""
    own = {group for standing in standings.values() for group in standing.groups}
    whole = [programme for programme, standing in standings.items() if standing.reads_all]
    rows = Group.objects.filter(Q(pk__in=own) | Q(programme__in=whole)).order_by("name", "pk")
    return dict(rows.values_list("pk", "name"))


def _groups_today(spells: Sequence[Spell]) -> set[int]:
    if not spells:
        return set()
    today = timezone.localdate()
    return {spell.group for spell in spells if spell.until is None or spell.until >= today}


def _spells(places: Sequence[Place]) -> Mapping[int, list[Spell]]:
    found: dict[int, list[Spell]] = defaultdict(list)
    rows = GroupMember.objects.filter(participation__programme__in=_programmes(places)).order_by("pk")
    for participation, group, until in rows.values_list("participation", "group", "valid_to"):
        found[participation].append(Spell(group, until))
    return found


def _bodies(pks: Collection[int]) -> dict[int, Body]:
    rows = Organisation.objects.in_lines(pks).order_by("sort_key", "pk")
    fields = ("pk", "name", "sort_key", "parent", "kind", "constructed", "county_code", "county_name")
    return {
        row[0]: Body(*row)
        for row in rows.values_list(*fields, "inhabitants__number", "latitude", "longitude")
    }


def _known(pks: Iterable[int | None]) -> frozenset[int]:
    """Return the ids in an array that the database has made; an array of nothing holds one None."""
    return frozenset(pk for pk in pks if pk is not None)
