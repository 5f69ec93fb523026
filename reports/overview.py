"""What a member may see of the room: drafts for those who write and comment, what is published for everybody."""

from organisations.access import ActiveMembership
from organisations.models import Role
from reports.kinds import KINDS
from reports.models import Draft, DraftQuerySet, Publication, PublicationQuerySet, Report, ReportQuerySet

LEADS = (Role.COORDINATOR, Role.PROGRAMME_LEAD)
"""Who writes: coordinators every kind, programme leads what is about programmes."""
READERS = (*LEADS, Role.CONTRIBUTOR)
"""Who may read drafts of the kinds that they write or comment on; contributors comment."""
COMMENTING = frozenset({Role.COORDINATOR, Role.CONTRIBUTOR})
FOR_LEADS = tuple(kind.key for kind in KINDS.values() if kind.for_leads)


def may_write(membership: ActiveMembership, kind: str) -> bool:
    """Whether the member writes reports of a kind."""
    return membership.is_coordinator or (Role.PROGRAMME_LEAD in membership.roles and kind in FOR_LEADS)


def may_read(membership: ActiveMembership, kind: str) -> bool:
    """Whether the member reads drafts of a kind, and comments on them."""
    return bool(membership.roles & COMMENTING) or may_write(membership, kind)


def visible_reports(membership: ActiveMembership) -> ReportQuerySet:
    """Files that are made or being made: for coordinators all of the organisation's own, for others none."""
    own = Report.objects.filter(organisation=membership.organisation).light()
    return own if membership.is_coordinator else own.none()


def visible_drafts(membership: ActiveMembership) -> DraftQuerySet:
    """The organisation's drafts, for those who write or comment."""
    own = Draft.objects.filter(organisation=membership.organisation).select_related(
        "organisation", "corrects"
    )
    return own.filter(kind__in=[key for key in KINDS if may_read(membership, key)])


def visible_publications(membership: ActiveMembership) -> PublicationQuerySet:
    """What the organisation has published; coordinators see what waits for a second pair of eyes too."""
    own = Publication.objects.filter(organisation=membership.organisation).for_lists()
    return own if membership.is_coordinator else own.published()
