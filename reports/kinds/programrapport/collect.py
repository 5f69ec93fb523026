"""Reads from the database what the report of one or several programmes is about: what is shared with who leads them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from checklists.models import Assessment, Instrument, Item
from comparison import reading
from comparison.material import Material as Compared
from figures import swedish
from figures.text import clean_line, clean_text
from organisations.access import ActiveMembership
from organisations.models import Kind, Organisation, User
from programmes.found import Place
from programmes.models import GroupMember, Part, Participation, Programme
from reports.kinds.kind import Collected, NothingToReportError
from reports.kinds.programrapport.goals import answers_of, beside, counted, goals_of, part_title
from reports.kinds.programrapport.handed import read_handed_in
from reports.kinds.programrapport.keys import MOST_PARTS, places_of
from reports.kinds.programrapport.material import Goal, HandedIn, Material, PartOf
from reports.kinds.programrapport.rated import rated_of
from reports.kinds.programrapport.sections import sections, titles
from reports.kinds.programrapport.sentences import gathered, sentences, summary
from reports.kinds.programrapport.taking import (
    groups_of,
    meetings_of,
    participations_of,
    reportable,
    spells_of,
    underlay_of,
)
from reports.kinds.resultatrapport.wording import UNKNOWN, day, language
from resultchain.periods import Period

CONTENT_LANGUAGE = "sv"
"""What people write about themselves is Swedish."""
LONGEST = 300


def scopes() -> list[str]:
    """Return the code, or for a unit without one the short name, of each organisation that leads a programme."""
    leading = Organisation.objects.filter(led_programmes__is_open=True)
    return [place.code or place.slug for place in leading.distinct().order_by("sort_key", "pk")]


def collect(*, organisation: Organisation, options: Mapping[str, Any]) -> Collected:
    """Read the programmes in `options`, or the latest one. Raises NothingToReportError without any.

    What is collected carries no time of its own making: its time is that of the last change.
    """
    rows = reportable(organisation)
    chosen = options.get("programmes")
    programmes = list(rows.filter(pk__in=chosen) if chosen else rows[:1])
    if not programmes:
        raise NothingToReportError
    ordered = sorted(programmes, key=lambda one: (one.name, one.starts_on, one.pk))
    return compose(_material(organisation, ordered, options.get("places", ())))


def compose(material: Material) -> Collected:
    """Return what the report is made of, in the active language."""
    parts = material.parts
    return Collected(
        title=_("Programrapport %(title)s") % {"title": material.title},
        subtitle=_("Erfarenheter och resultat"),
        summary=summary(material),
        data_time=material.data_time,
        constructed=material.constructed,
        content_language=CONTENT_LANGUAGE,
        sections=sections(material),
        titles=titles(material),
        sentences=sentences(material),
        gathered=gathered(material),
        places=material.places,
        facts=[
            (_("Programledare"), material.lead),
            (_("Sammanställs"), _compiled(parts)),
        ],
    )


def _compiled(parts: Sequence[PartOf]) -> str:
    """Return the day when the report is put together, part by part where they differ."""
    days = [day(part.compiled_on) if part.compiled_on else str(UNKNOWN) for part in parts]
    if len(set(days)) == 1:
        return days[0]
    return "; ".join(f"{part.title}: {told}" for part, told in zip(parts, days, strict=True))


@dataclass(frozen=True)
class _Read:
    """What was read once for all parts."""

    compared: Compared
    wordings: Mapping[int, Mapping[int, str]]
    sources: Mapping[int, str]
    spells: Mapping[int, GroupMember]
    meetings: Mapping[int, Mapping[str, int]]
    handed_in: Mapping[int, HandedIn]
    goals: Mapping[int, Sequence[tuple[str, Goal]]]
    answers: Mapping[int, str]


def _material(lead: Organisation, programmes: Sequence[Programme], before: Sequence[str]) -> Material:
    participations = participations_of(programmes)
    compared = reading.read(_reader(lead), _places(lead, programmes))
    handed_in, times = read_handed_in(lead, programmes)
    items = Item.objects.filter(instrument__in=compared.rulers).order_by("instrument", "number")
    wordings: dict[int, dict[int, str]] = defaultdict(dict)
    for item in items:
        wordings[item.instrument_id][item.number] = item.wording
    sources = dict(Instrument.objects.filter(pk__in=compared.rulers).values_list("pk", "source"))
    read = _Read(
        compared,
        wordings,
        sources,
        spells_of(programmes),
        meetings_of(programmes),
        handed_in,
        {one.pk: goals_of(one) for one in programmes},
        answers_of(programmes),
    )
    everybody = [one for rows in participations.values() for one in rows]
    taking = {one.pk: _kinds(participations[one.pk]) for one in programmes}
    places = places_of(taking, before)
    kinds = {one.pk: [kind for pk, kind in places if pk == one.pk] for one in programmes}
    by_pk = {one.pk: one for one in programmes}
    # A programme with one part is told by no kind.
    laid = [(by_pk[pk], kind if len(kinds[pk]) > 1 else "") for pk, kind in places]
    shown = laid[:MOST_PARTS]
    members = {one.pk: _members(participations[one.pk], read.spells, kinds[one.pk]) for one in programmes}
    last = Assessment.objects.filter(pk__in=compared.assessments).aggregate(Max("submitted_at"))
    return Material(
        title=clean_line(_title(programmes), LONGEST),
        lead=clean_line(lead.name, LONGEST),
        parts=tuple(
            _part(lead, programme, members[programme.pk][kind], read, kind=kind) for programme, kind in shown
        ),
        left_out=tuple(part_title(programme, kind) for programme, kind in laid[MOST_PARTS:]),
        beside=tuple(
            goals
            for one in programmes
            for goals in beside(
                one,
                read.goals[one.pk],
                shown={kind for programme, kind in shown if programme == one},
                taking=taking[one.pk],
            )
        ),
        places=tuple(f"{pk}:{kind}" for pk, kind in places[:MOST_PARTS]),
        constructed=any(place.constructed for one in everybody for place in one.organisations.all()),
        data_time=max(
            (
                *(one.saved_at for one in programmes),
                *(one.saved_at for one in everybody),
                *times,
                *(goal.judged_at for goals in read.goals.values() for _of, goal in goals if goal.judged_at),
                *([last["submitted_at__max"]] if last["submitted_at__max"] else []),
            )
        ),
    )


def _kinds(participations: Iterable[Participation]) -> list[str]:
    """Return the kinds of organisations that take part in a programme, or have."""
    found = {_kind(one) for one in participations if one.part == Part.PARTICIPANT}
    return [str(kind) for kind in Kind if kind in found]


def _members(
    participations: Sequence[Participation], spells: Mapping[int, GroupMember], kinds: Sequence[str]
) -> dict[str, list[Participation]]:
    """Return who stands in which part: participants by their kind, mentors by the participants in their group.

    A mentor of nobody stands with its own kind, or first where there is no such part. The whole has no kind.
    """
    if len(kinds) <= 1:
        return {"": list(participations)}
    groups: dict[int, set[str]] = defaultdict(set)
    for one in participations:
        if one.part == Part.PARTICIPANT and one.pk in spells:
            groups[spells[one.pk].group_id].add(_kind(one))
    found: dict[str, list[Participation]] = {kind: [] for kind in kinds}
    for one in participations:
        own = _kind(one)
        guided = groups[spells[one.pk].group_id] if one.pk in spells else set()
        wanted = {own} if one.part == Part.PARTICIPANT or not guided else guided
        for kind in wanted if wanted <= found.keys() else kinds[:1]:
            found[kind].append(one)
    return found


def _part(
    lead: Organisation,
    programme: Programme,
    participations: Sequence[Participation],
    read: _Read,
    *,
    kind: str,
) -> PartOf:
    today = timezone.localdate()
    return PartOf(
        title=part_title(programme, kind),
        lead=clean_line(lead.name, LONGEST),
        purpose=clean_text(programme.purpose),
        period=Period(programme.starts_on, programme.ends_on),
        compiled_on=programme.compiled_on,
        is_compiled=programme.compiled_on is not None and programme.compiled_on <= today,
        groups=groups_of(participations, read.spells),
        underlay=underlay_of(programme, participations, read.meetings),
        rated=rated_of(read.compared, programme.pk, kind=kind, wordings=read.wordings, sources=read.sources),
        reports=tuple(read.handed_in[one.pk] for one in participations if one.pk in read.handed_in),
        goals=tuple(goal for of, goal in read.goals[programme.pk] if not kind or of in {"", kind}),
        mentors=counted(read.answers, participations),
    )


def _kind(participation: Participation) -> str:
    """Return the kind of a participant's first organisation."""
    places = sorted(participation.organisations.all(), key=lambda place: (place.sort_key, place.pk))
    return places[0].kind if places else ""


def _title(programmes: Collection[Programme]) -> str:
    """Return ”Modellkommuner och Modellregioner 2018–2020” where the rounds are called the same."""
    rounds = list(dict.fromkeys(one.round for one in programmes))
    if len(rounds) > 1:
        return _listed([str(one) for one in programmes])
    return f"{_listed([one.name for one in programmes])} {rounds[0]}"


def _listed(names: list[str]) -> str:
    return swedish.listing(names, language())


def _reader(lead: Organisation) -> ActiveMembership:
    """Return who reads: the organisation itself, with no role, so that nothing but sharing opens anything."""
    return ActiveMembership(user=User(), organisation=lead, roles=frozenset())


def _places(lead: Organisation, programmes: Sequence[Programme]) -> list[Place]:
    """Return the lead's place in each programme, with what it takes part as itself."""
    mine: dict[int, list[Participation]] = defaultdict(list)
    rows = Participation.objects.of(lead).filter(programme__in=programmes)
    for one in rows.with_organisations().in_order():
        mine[one.programme_id].append(one)
    return [Place(_reader(lead), one, tuple(mine[one.pk]), ()) for one in programmes]
