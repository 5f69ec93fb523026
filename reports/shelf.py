"""The list of an organisation's reports: what is published for everybody, what is under way for those who write."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Exists, OuterRef, Q, Subquery

from organisations.access import ActiveMembership
from organisations.models.share import is_public
from reports.kinds import KINDS, ReportKind
from reports.models import Draft, Publication, Purpose, Report, State
from reports.overview import READERS, may_write, visible_drafts, visible_publications, visible_reports
from reports.publication_page import Standing, sentence_of, standing_of

MOST_FILES: Final = 30


@dataclass(frozen=True)
class Entry:
    """One published report as the list shows it, with the versions before it, newest first."""

    publication: Publication
    standing: Standing
    sentence: str
    is_public: bool
    older: Sequence["Entry"] = ()

    @property
    def report(self) -> Report:
        """The frozen document."""
        return self.publication.report

    @property
    def is_open(self) -> bool:
        """Whether readers may read it."""
        return self.standing != "withdrawn"

    @property
    def has_file(self) -> bool:
        """Whether there is a file to fetch."""
        return self.is_open and self.report.job.state == State.DONE


@dataclass(frozen=True)
class Workroom:
    """What those who write and comment see besides."""

    drafts: Sequence[Draft] = ()
    set_aside: Sequence[Draft] = ()
    waiting: Sequence[Publication] = ()
    unfinished: Sequence[Report] = ()
    files: Sequence[Report] = ()
    kinds: Sequence[ReportKind] = field(default_factory=list)
    written: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is in it; what can be begun does not count."""
        return any((self.drafts, self.set_aside, self.waiting, self.unfinished, self.files))


def published(membership: ActiveMembership) -> list[Entry]:
    """Return the published reports, newest first. Three queries, whatever their number."""
    found = visible_publications(membership).published().annotate(public=is_public(Publication))
    return entries(found.newest_first())


def entries(publications: Iterable[Publication]) -> list[Entry]:
    """Put versions of one report together under the last of them that is there."""
    rows: dict[uuid.UUID | None, Publication] = {one.pk: one for one in publications}
    replaced = {one.replaces_id for one in rows.values()}
    return [_entry(one, rows) for one in rows.values() if one.pk not in replaced]


def _entry(publication: Publication, rows: Mapping[uuid.UUID | None, Publication]) -> Entry:
    older: list[Entry] = []
    before = publication
    while before.replaces_id in rows:
        before = rows[before.replaces_id]
        older.append(_single(before))
    return _single(publication, older)


def _single(publication: Publication, older: Sequence[Entry] = ()) -> Entry:
    public = bool(getattr(publication, "public", False))
    return Entry(publication, standing_of(publication), sentence_of(publication), public, older)


def workroom(membership: ActiveMembership) -> Workroom:
    """Return what is under way. A fixed number of queries; none for those who only read."""
    if not membership.roles & frozenset(READERS):
        return Workroom()
    made = Publication.objects.filter(report__draft=OuterRef("pk"))
    back = made.filter(declined_at__isnull=False).order_by("-declined_at")
    drafts = visible_drafts(membership).with_open_comments().latest_first()
    files = visible_reports(membership).select_related("job").newest_first()
    is_coordinator = membership.is_coordinator
    return Workroom(
        drafts=list(drafts.open().annotate(sent_back=Subquery(back.values("pk")[:1]))),
        set_aside=list(drafts.filter(~Exists(made.filter(declined_at=None)), closed_at__isnull=False)),
        waiting=list(visible_publications(membership).waiting().order_by("-requested_at", "pk"))
        if is_coordinator
        else [],
        unfinished=list(files.filter(_to_follow())[:MOST_FILES]),
        files=list(files.finished().exclude(purpose=Purpose.PUBLISHED)[:MOST_FILES]),
        kinds=[kind for kind in KINDS.values() if may_write(membership, kind.key)],
        written=frozenset(key for key in KINDS if may_write(membership, key)),
    )


def _to_follow() -> Q:
    """Return which files are shown by themselves: what failed, and what is made and has no other row in the list."""
    return Q(job__state=State.FAILED) | ~Q(job__state=State.DONE) & ~Q(purpose=Purpose.PUBLISHED)
