"""How far participants have come, read for their deadlines: a fixed number of queries a programme."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from checklists.models import Occasion
from programmes.board import RATING_PARTS, raters_done
from programmes.deadlines import Gathering, Standing
from programmes.invited import is_for, spells_of
from programmes.models import (
    Acknowledgement,
    HomeWork,
    Meeting,
    Part,
    Participation,
    Programme,
    Stage,
)

LIVE = (Stage.INVITED, Stage.APPLIED, Stage.TAKES_PART, Stage.COMPLETED)


def live_in(programme: Programme) -> list[Participation]:
    """Return those who may have something to do, with whom to write to."""
    return list(programme.participations.filter(stage__in=LIVE).with_organisations().in_order())


@dataclass(frozen=True)
class _Known:
    """Who has rated and who is asked to, by occasion, and which home work is handed in, as (meeting, participation)."""

    rated: Mapping[int, set[int]]
    asked: Mapping[int, set[int]]
    finished: set[tuple[int, int]]

    def gathering(self, meeting: Meeting, one: Participation) -> Gathering:
        """Return what one participant lacks at a meeting."""
        occasion = meeting.occasion_id or 0
        asked, rated = self.asked.get(occasion, set()), self.rated.get(occasion, set())
        raters = one.units.all() or one.organisations.all()
        # Invited itself, or a unit of one that is.
        missing = {place.pk for place in raters if {place.pk, place.parent_id} & asked} - rated
        works = bool(meeting.home_work) and one.part == Part.PARTICIPANT
        return Gathering(
            id=meeting.pk,
            day=timezone.localdate(meeting.starts_at),
            lacks_rating=one.part in RATING_PARTS and bool(missing),
            lacks_home_work=works and (meeting.pk, one.pk) not in self.finished,
        )


def standings(programme: Programme, participations: Collection[Participation]) -> dict[int, Standing]:
    """Return each participation's standing by its id; the participations were fetched with their organisations."""
    meetings = list(
        programme.meetings.only("programme", "starts_at", "home_work", "occasion")
        .prefetch_related("groups")
        .in_time_order()
    )
    finished = HomeWork.objects.filter(participation__in=[one.pk for one in participations])
    known = _Known(
        raters_done(meetings),
        _asked(meetings),
        set(finished.exclude(finished_at=None).values_list("meeting", "participation")),
    )
    spells, unread = spells_of(participations), _unread(programme, participations)
    return {
        one.pk: Standing(
            part=Part(one.part),
            stage=Stage(one.stage),
            starts_on=programme.starts_on,
            has_to_read=one.pk in unread,
            report_by=_report_by(programme, one),
            gatherings=[
                known.gathering(meeting, one) for meeting in meetings if is_for(meeting, one, spells)
            ],
        )
        for one in participations
    }


def _asked(meetings: Sequence[Meeting]) -> dict[int, set[int]]:
    """Return which organisations are invited to rate at each occasion."""
    found: dict[int, set[int]] = defaultdict(set)
    occasions = [one.occasion_id for one in meetings if one.occasion_id is not None]
    rows = Occasion.invitees.through.objects.filter(occasion__in=occasions)
    for occasion, organisation in rows.values_list("occasion", "organisation"):
        found[occasion].add(organisation)
    return found


def _unread(programme: Programme, participations: Collection[Participation]) -> set[int]:
    """Return who has a role to read that nobody of them has read as it stands."""
    versions = dict(programme.expectations.values_list("part", "version"))
    read = set(
        Acknowledgement.objects.filter(participation__in=[one.pk for one in participations]).values_list(
            "participation", "version"
        )
    )
    return {
        one.pk for one in participations if one.part in versions and (one.pk, versions[one.part]) not in read
    }


def _report_by(programme: Programme, one: Participation) -> datetime.date | None:
    if one.has_handed_in or programme.hand_in_closed_at is not None:
        return None
    return programme.compiled_on
