"""Which reports a member may see."""

from organisations.access import ActiveMembership
from reports.models import Report, ReportQuerySet


def visible_reports(membership: ActiveMembership) -> ReportQuerySet:
    """The organisation's own: readers see finished ones; who orders them sees those under way and failed too."""
    own = Report.objects.filter(organisation=membership.organisation)
    # A snapshot can be large, and no page shows it.
    own = own.select_related("job", "ordered_by").defer("snapshot")
    return own if membership.is_coordinator else own.finished()
