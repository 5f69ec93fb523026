"""What the pages of a published report show: where it stands, what it says, and what its reader may do with it."""

from dataclasses import dataclass, field
from typing import Literal

from django.utils.safestring import SafeString, mark_safe

from organisations.access import ActiveMembership
from organisations.models import Organisation, Share, User
from organisations.models.share import is_public
from reports.copy_out import sections_as_text
from reports.decisions import decision_sentence
from reports.handing_in_page import Handing, handing_of
from reports.models import Draft, Publication, PublicationQuerySet, Report, State
from reports.overview import visible_publications
from reports.publishers import publishers

Standing = Literal["waiting", "declined", "withdrawn", "replaced", "in_force"]


@dataclass(frozen=True)
class Shown:
    """A published report as its reader meets it. `html` is None where nothing but the marker may be read."""

    publication: Publication
    html: SafeString | None
    newer: Publication | None
    standing: Standing
    is_public: bool
    sentence: str
    has_file: bool

    @property
    def report(self) -> Report:
        """The frozen document."""
        return self.publication.report


@dataclass(frozen=True)
class Desk:
    """What a coordinator may do here; empty for everybody else."""

    may_publish: bool = False
    is_mine: bool = False
    approvers: list[User] = field(default_factory=list)
    correction: Draft | None = None
    is_taken: bool = False
    older_is_public: bool = False
    handing: Handing | None = None


def visible(membership: ActiveMembership) -> PublicationQuerySet:
    """Return what the member may read, each with whether everybody may."""
    return visible_publications(membership).annotate(public=is_public(Publication))


def standing_of(publication: Publication) -> Standing:
    """Return the one thing to say first about a report."""
    if publication.is_waiting:
        return "waiting"
    if not publication.is_published:
        return "declined"
    if publication.withdrawn:
        return "withdrawn"
    return "replaced" if publication.newer else "in_force"


def sentence_of(publication: Publication) -> str:
    """Return what was decided, in the language that is active."""
    return decision_sentence(
        body=publication.body,
        decision=publication.decision,
        decided_on=publication.decided_on,
        delegated=publication.delegated,
    )


def shown(publication: Publication, *, everything: bool = False) -> Shown:
    """Return what is shown of a report; `everything`: also when it is withdrawn."""
    standing = standing_of(publication)
    open_ = everything or standing != "withdrawn"
    return Shown(
        publication=publication,
        html=frozen_html(publication.report) if open_ else None,
        newer=publication.newer,
        standing=standing,
        is_public=is_public_now(publication),
        sentence=sentence_of(publication),
        has_file=open_ and publication.report.job.state == State.DONE,
    )


def frozen_html(report: Report) -> SafeString:
    """Return the page as it was frozen.

    Safe to show unescaped: reports/document.py made it with escaping templates, and what people wrote went through
    reports/markdown.py. A trigger keeps it as it was.
    """
    return mark_safe(report.html)  # noqa: S308


def texts_of(publication: Publication) -> list[tuple[str, str]]:
    """Return the report's parts as texts to paste elsewhere."""
    report = publication.report
    return sections_as_text(report.snapshot, report.html)


def desk_of(membership: ActiveMembership, publication: Publication) -> Desk:
    """Return what the member may do with the report."""
    if not membership.is_coordinator:
        return Desk()
    return Desk(
        may_publish=membership.may_publish,
        is_mine=publication.requested_by_id == membership.user.pk,
        approvers=approvers(publication.organisation, publication.requested_by)
        if publication.is_waiting
        else [],
        correction=publication.corrections.open().first(),
        is_taken=publication.replacements.waiting().exists(),
        older_is_public=bool(publication.replaces and is_public_now(publication.replaces)),
        handing=handing_of(publication) if publication.is_published else None,
    )


def approvers(organisation: Organisation, requested_by: User | None) -> list[User]:
    """Return who may be the second pair of eyes for what somebody has sent."""
    return [one for one in publishers(organisation) if one != requested_by]


def is_public_now(publication: Publication) -> bool:
    """Whether everybody may read it; the query may have asked already, as `public`."""
    if hasattr(publication, "public"):
        return bool(publication.public)
    return Share.objects.of(publication).public().open().exists()


def text_file_name(publication: Publication) -> str:
    """Return what the file of texts is called: the PDF's name, or one like it while there is none."""
    name = publication.report.file_name.removesuffix(".pdf")
    return f"{name or f'rapport-version-{publication.version}'}.txt"
