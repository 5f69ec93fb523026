"""Which reports a member may see."""

from organisations.access import ActiveMembership
from reports.models import Report, ReportQuerySet


def visible_reports(membership: ActiveMembership) -> ReportQuerySet:
    """The organisation's own: readers see finished ones; who orders them sees those under way and failed too."""
    own = Report.objects.filter(organisation=membership.organisation).select_related("job", "ordered_by")
    return own if membership.is_coordinator else own.finished()
