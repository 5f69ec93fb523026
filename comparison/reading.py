"""What an organisation may compare: what is shared with it now, in the programmes that it has a part in.

The number of queries does not grow with organisations, items or occasions. programmes.reading asks one more for each
programme that the organisation takes part in, and six more where it neither leads nor evaluates.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.utils import timezone

from checklists.models import Assessment, Instrument, Item, Occasion
from checklists.models.assessment import AssessmentQuerySet
from comparison.material import Body, Key, Material, Participant, Ruler, Spell, Time
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
    times = _times(places)
    handed_in = _handed_in({time.pk for time in times})
    spells = _spells(places)
    standings = {place.programme.pk: _Standing(place, spells) for place in places}
    participants = _participants(places, spells, standings)
    tops = {pk for one in participants for pk in one.organisations}
    raters = {pk for one in participants for pk in one.raters}
    values, sources = _values([*map(own, places), *map(readable, places)])
    counted, _sources = _values(map(countable, places))
    own_side = {pk for place in places for pk in place.own_side}
    return Material(
        own=frozenset({membership.organisation.pk, *(pk for pk, _occasion in values if pk in own_side)}),
        programmes={place.programme.pk: str(place.programme) for place in places},
        groups=_groups(standings),
        rulers=_rulers({time.ruler for time in times}),
        times=times,
        participants=participants,
        bodies=_bodies(tops | raters | {organisation for organisation, _occasion in handed_in}),
        asked=_asked({time.pk for time in times}),
        handed_in=handed_in,
        values=values,
        sources=sources,
        counted=counted,
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


def _times(places: Sequence[Place]) -> tuple[Time, ...]:
    meetings = Meeting.objects.filter(programme__in=_programmes(places))
    rows = (
        meetings.exclude(occasion=None)
        .order_by("occasion__date", "occasion", "programme")
        .values_list("occasion", "programme", "occasion__name", "occasion__date", "occasion__instrument")
        .distinct()
    )
    return tuple(Time(*row) for row in rows)


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


def _values(querysets: Iterable[AssessmentQuerySet]) -> tuple[dict[Key, Values], dict[Key, int]]:
    """Return the values of the assessments in any of the querysets, and their ids, by who and when. One query.

    One row an assessment, its values as an array: thousands of organisations make no model instances.
    """
    chosen = Q(pk__in=[])
    for queryset in querysets:
        chosen |= Q(pk__in=queryset.order_by().values("pk"))
    rows = list(
        Assessment.objects.filter(chosen)
        .order_by()
        .values_list("organisation", "occasion", "pk")
        .annotate(values=ArrayAgg("ratings__value", order_by="ratings__item__number"))
    )
    values = {(organisation, occasion): tuple(rated) for organisation, occasion, _pk, rated in rows}
    return values, {(organisation, occasion): pk for organisation, occasion, pk, _rated in rows}


def _handed_in(occasions: Collection[int]) -> frozenset[Key]:
    """Return who has handed in and when, shared or not. One row an occasion."""
    found = Assessment.objects.current().filter(occasion__in=occasions).order_by().values_list("occasion")
    rows = found.annotate(places=ArrayAgg("organisation"))
    return frozenset((place, occasion) for occasion, places in rows for place in places)


def _asked(occasions: Collection[int]) -> dict[int, frozenset[int]]:
    rows = Occasion.invitees.through.objects.filter(occasion__in=occasions).values_list("occasion")
    return {
        occasion: frozenset(places) for occasion, places in rows.annotate(places=ArrayAgg("organisation"))
    }


def _participants(
    places: Sequence[Place], spells: Mapping[int, Sequence[Spell]], standings: Mapping[int, _Standing]
) -> tuple[Participant, ...]:
    """Return who is compared: no mentors, no evaluators, nobody who has left. Three queries."""
    found = Participation.objects.filter(programme__in=_programmes(places), part=Part.PARTICIPANT).counting()
    organisations = _together(Participation.organisations.through, places)
    units = _together(Participation.units.through, places)
    participants = []
    for pk, programme in found.in_order().values_list("pk", "programme"):
        groups = _groups_today(spells[pk])
        participants.append(
            Participant(
                pk,
                programme,
                frozenset(organisations[pk]),
                frozenset(units[pk] or organisations[pk]),
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
    today = timezone.localdate()
    return {spell.group for spell in spells if spell.until is None or spell.until >= today}


def _together(through: type, places: Sequence[Place]) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = through.objects.filter(participation__programme__in=_programmes(places))  # type: ignore[attr-defined]  # made by Django
    for participation, organisation in rows.values_list("participation", "organisation"):
        found[participation].add(organisation)
    return found


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
