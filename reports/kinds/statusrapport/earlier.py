"""What the last published status report said was planned, and what has become of it."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from figures.text import clean_line
from organisations.models import Organisation
from reports.kinds.statusrapport.material import Earlier, FollowedUp
from reports.kinds.statusrapport.wording import when
from reports.models import Publication
from resultchain.follow_up import Became, Snapshot, followed_up
from resultchain.models import ChainEntry, EntryState
from resultchain.periods import Period

LONGEST: Final = 300
SECTIONS: Final = ("processes", "ahead")
"""The sections whose values name what is planned; what a report left out it did not promise either."""


@dataclass(frozen=True)
class Promised:
    """What a report said was planned, and for when."""

    id: int
    what: str
    first_day: datetime.date | None
    last_day: datetime.date | None


def read_earlier(organisation: Organisation, period: Period) -> Earlier | None:
    """Return what the report in force on the nearest earlier period promised, as it is now. Two queries."""
    publication = _last_before(organisation, period)
    if publication is None:
        return None
    before = promised(publication.report.snapshot["parts"])
    now = ChainEntry.objects.within(organisation).filter(pk__in=[one.id for one in before])
    entries = {entry.pk: entry for entry in now}
    found = followed_up(
        [Snapshot(one.id, EntryState.PLANNED, one.last_day or one.first_day) for one in before],
        [Snapshot(entry.pk, entry.state, entry.day) for entry in entries.values()],
    )
    return Earlier(
        title=clean_line(publication.report.title, LONGEST),
        decided_on=publication.decided_on,
        planned=tuple(
            _told(one, become.became, entries.get(one.id)) for one, become in zip(before, found, strict=True)
        ),
        times=tuple(entry.saved_at for entry in entries.values()),
    )


def _last_before(organisation: Organisation, period: Period) -> Publication | None:
    """Return the publication whose period ended last before this one begins; days as ISO writes them sort as text."""
    own = Publication.objects.in_force().filter(organisation=organisation, report__kind="statusrapport")
    before = own.filter(report__draft__options__last__lt=period.first.isoformat())
    latest = before.order_by("-report__draft__options__last", "-approved_at", "-pk")
    return latest.select_related("report").defer("report__html").first()


def promised(parts: Iterable[Mapping[str, Any]]) -> list[Promised]:
    """Return what a frozen report named as planned, each once, in its order."""
    found: dict[int, Promised] = {}
    for part in parts:
        if part["key"] in SECTIONS:
            for one in part["data"]["planned"]:
                first, last = _day(one["first_day"]), _day(one["last_day"])
                found.setdefault(one["id"], Promised(one["id"], one["what"], first, last))
    return list(found.values())


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _told(one: Promised, became: Became, now: ChainEntry | None) -> FollowedUp:
    return FollowedUp(
        id=one.id,
        what=one.what,
        then=when(one.first_day, one.last_day, "planned"),
        now=when(now.first_day, now.last_day, now.state) if now else "",
        state=became.value,
        note=clean_line(now.state_note, LONGEST) if now else "",
    )
