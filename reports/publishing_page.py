"""What somebody should know before publishing a draft, or before putting it to a body that decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from figures import swedish
from organisations.access import ActiveMembership
from organisations.models import User
from reports.actions.drafts import has_newer_data, is_outdated
from reports.actions.errors import OutdatedDataError
from reports.actions.freezing import compose
from reports.actions.publishing import needs_two, wording
from reports.draft_page import progress, rows
from reports.forms.publishing import AS_DRAFT
from reports.kinds import Values
from reports.kinds.lagesrapport.sections import addressee
from reports.models import Draft, Proposal, Publication
from reports.publication_page import approvers
from reports.snapshots import Status

# What may differ between what the board saw and what is published, without being another text.
BESIDE_THE_TEXT = frozenset({"status", "logo"})


@dataclass(frozen=True)
class PublishPage:
    """What stands around the form."""

    proposals: Sequence[Proposal]
    sources: Sequence[tuple[str, str]]
    changed: bool
    newer_data: bool
    outdated: bool
    open_comments: int
    empty_parts: Sequence[str]
    two_pairs: bool
    approvers: Sequence[User]
    opened: str

    @property
    def stuck(self) -> bool:
        """Whether a second person is needed and there is none."""
        return self.two_pairs and not self.approvers

    @property
    def initial(self) -> dict[str, str]:
        """What the form begins with: what the latest version to the board said."""
        if not self.proposals:
            return {}
        latest = self.proposals[0]
        return {"source": str(latest.pk), "body": latest.body, "reference": latest.reference}


def publish_page(membership: ActiveMembership, draft: Draft) -> PublishPage:
    """Collect it. The number of queries does not grow with comments, parts or versions."""
    proposals = proposals_of(draft)
    parts = rows(draft)
    two_pairs = needs_two(draft.organisation)
    return PublishPage(
        proposals=proposals,
        sources=_sources(proposals),
        changed=bool(proposals) and _changed(draft, proposals[0]),
        newer_data=has_newer_data(draft),
        outdated=is_outdated(draft),
        open_comments=progress(parts).open_comments,
        empty_parts=[
            row.heading for row in parts if row.part.written and not row.part.left_out and not row.is_shown
        ],
        two_pairs=two_pairs,
        approvers=approvers(draft.organisation, membership.user) if two_pairs else [],
        opened="" if is_outdated(draft) else wording(draft),
    )


def proposals_of(draft: Draft) -> list[Proposal]:
    """Return the draft's versions to a board, the latest first, without their contents."""
    found = Proposal.objects.filter(report__draft=draft).select_related("report")
    return list(found.defer("report__snapshot", "report__html").order_by("-number"))


def suggested(draft: Draft, proposals: Sequence[Proposal]) -> dict[str, str | int]:
    """Return what the form of a new version to a board begins with: the latest one's, or what usually stands there."""
    if proposals:
        latest = proposals[0]
        words = {"body": latest.body, "reference": latest.reference, "text": latest.text}
    else:
        with translation.override(draft.language):
            body = addressee(draft.organisation.kind)
            words = {
                "body": body,
                "text": _("%(body)s beslutar att fastställa rapporten ”%(title)s”.")
                % {"body": body, "title": draft.title},
            }
    return {**words, "opened": len(proposals)}


def published_from(draft: Draft) -> Publication | None:
    """Return what was made of the draft: published, or waiting for a second pair of eyes."""
    return Publication.objects.filter(report__draft=draft, declined_at=None).first()


def _sources(proposals: Sequence[Proposal]) -> list[tuple[str, str]]:
    found = [(str(one.pk), _source(one, is_latest=one == proposals[0])) for one in proposals]
    return [*found, (AS_DRAFT, _("Utkastet så som det är nu"))]


def _source(proposal: Proposal, *, is_latest: bool) -> str:
    words = _("Version %(number)s till %(body)s, gjord den %(date)s") % {
        "number": proposal.number,
        "body": proposal.body,
        "date": swedish.long_date(proposal.made_at, swedish.chosen(translation.get_language())),
    }
    return (
        _("%(version)s: exakt det som lades fram (rekommenderas)") % {"version": words}
        if is_latest
        else words
    )


def _changed(draft: Draft, proposal: Proposal) -> bool:
    """Whether the draft says something else than the version to the board; so it does when it must be read anew."""
    try:
        now = compose(draft, Status())
    except OutdatedDataError:
        return True
    return _said(now) != _said(proposal.report.snapshot)


def _said(snapshot: Values) -> Values:
    return {name: value for name, value in snapshot.items() if name not in BESIDE_THE_TEXT}
