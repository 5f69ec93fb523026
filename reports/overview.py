"""What a member may see of the room: drafts for those who write and comment, what is published for everybody."""

from organisations.access import ActiveMembership
from organisations.models import Role
from reports.models import Draft, DraftQuerySet, Publication, PublicationQuerySet, Report, ReportQuerySet

WRITERS = frozenset({Role.COORDINATOR, Role.CONTRIBUTOR})
"""Who may read drafts; contributors comment, coordinators write."""


def visible_reports(membership: ActiveMembership) -> ReportQuerySet:
    """Files that are made or being made: for coordinators all of the organisation's own, for others none."""
    own = Report.objects.filter(organisation=membership.organisation).light()
    return own if membership.is_coordinator else own.none()


def visible_drafts(membership: ActiveMembership) -> DraftQuerySet:
    """The organisation's drafts, for those who write or comment."""
    own = Draft.objects.filter(organisation=membership.organisation).select_related(
        "organisation", "corrects"
    )
    return own if membership.roles & WRITERS else own.none()


def visible_publications(membership: ActiveMembership) -> PublicationQuerySet:
    """What the organisation has published; coordinators see what waits for a second pair of eyes too."""
    own = Publication.objects.filter(organisation=membership.organisation).for_lists()
    return own if membership.is_coordinator else own.published()
