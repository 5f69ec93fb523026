"""Fetches what the plan of an import looks at, in a number of queries that no file makes larger."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from django.db.models import Q

from checklists.files.cells import toward_of, toward_text
from checklists.files.known import (
    Given,
    KnownAssessment,
    KnownInstrument,
    KnownOccasion,
    World,
)
from checklists.models import Assessment, Instrument, Item, Level, Occasion, Rating
from figures.text import clean_line, clean_text
from organisations.files.columns import Row
from organisations.files.places import KnownOrganisation, known_within
from organisations.models import Organisation

MOST_DATES: Final = 5_000


def load_world(
    rows: Sequence[Row],
    *,
    reach: Organisation | None = None,
    owner: Organisation | None = None,
    discreet: bool = False,
) -> World:
    """Load what the rows may name. Nine queries.

    With a reach: that organisation, what hangs below it, and the codes of what is above it. Nobody else's.
    """
    organisations = known_within(reach)
    instruments = _instruments()
    occasions = _occasions(rows, reach, organisations)
    return World(
        organisations=organisations,
        instruments=instruments,
        occasions=occasions,
        assessments=_assessments(occasions, organisations, reach),
        reach=organisations[reach.pk] if reach else None,
        owner=organisations[owner.pk] if owner else None,
        discreet=discreet,
    )


def _instruments() -> dict[int, KnownInstrument]:
    items: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for instrument_id, number, pk in Item.objects.values_list("instrument_id", "number", "pk"):
        items[instrument_id][number] = pk
    return {
        each.pk: KnownInstrument(
            id=each.pk,
            key=each.key,
            version=each.version,
            title=each.title,
            for_units=each.level == Level.BOARD,
            scale=each.scale,
            items=items[each.pk],
        )
        for each in Instrument.objects.published()
    }


def _occasions(
    rows: Sequence[Row], reach: Organisation | None, organisations: dict[int, KnownOrganisation]
) -> tuple[KnownOccasion, ...]:
    """Those on the days of the file; on an organisation's page all of its own, to tell what their dates are."""
    if reach is None:
        wanted = Occasion.objects.filter(date__in=_days(rows))
    else:
        wanted = Occasion.objects.filter(
            Q(invitees__in=organisations) | Q(assessments__organisation__in=organisations)
        )
    ids = list(wanted.order_by().values_list("pk", flat=True).distinct())
    invited: defaultdict[int, set[int]] = defaultdict(set)
    links = Occasion.invitees.through.objects.filter(occasion__in=ids)
    for occasion_id, organisation_id in links.values_list("occasion_id", "organisation_id"):
        invited[occasion_id].add(organisation_id)
    return tuple(
        KnownOccasion(
            each.pk,
            each.owner_id,
            each.instrument_id,
            clean_line(each.name),
            each.date,
            frozenset(invited[each.pk]),
        )
        for each in Occasion.objects.filter(pk__in=ids).in_time_order()
    )


def _days(rows: Iterable[Row]) -> list[str]:
    """The days that look like days; what does not has a fault of its own."""
    days = {row["datum"][:10] for row in rows}
    return [day for day in days if _is_day(day)][:MOST_DATES]


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _assessments(
    occasions: tuple[KnownOccasion, ...],
    organisations: dict[int, KnownOrganisation],
    reach: Organisation | None,
) -> dict[tuple[int, int], KnownAssessment]:
    """What each organisation has at these occasions: what holds, and drafts where nothing is handed in."""
    at_these = Assessment.objects.filter(occasion__in=[each.id for each in occasions])
    if reach is not None:
        at_these = at_these.filter(organisation__in=organisations)
    found = {
        (organisation, occasion): KnownAssessment(organisation, occasion, handed_in=False)
        for organisation, occasion in at_these.drafts().values_list("organisation_id", "occasion_id")
    }
    given: defaultdict[int, dict[int, Given]] = defaultdict(dict)
    holds = at_these.current()
    for rating in Rating.objects.filter(assessment__in=holds).select_related("item__instrument"):
        given[rating.assessment_id][rating.item.number] = as_given(rating)
    for pk, organisation, occasion in holds.values_list("pk", "organisation_id", "occasion_id"):
        found[organisation, occasion] = KnownAssessment(
            organisation, occasion, handed_in=True, given=given[pk]
        )
    return found


def as_given(rating: Rating) -> Given:
    """Return a rating as a file would say it: written out and read again."""
    answer = rating.answer
    note = clean_line(rating.toward_note)
    toward, note = toward_of(toward_text(toward=answer.toward, note=note))
    return Given(replace(answer, toward=toward), clean_text(rating.comment), note)
