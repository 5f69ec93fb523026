"""What the page shows on which an organisation decides how it wants its reports."""

from collections.abc import Sequence
from dataclasses import dataclass

from organisations.access import ActiveMembership
from organisations.models import Organisation, User
from reports.actions.freezing import logo_of
from reports.actions.publishing import needs_two
from reports.models import ReportRules
from reports.publishers import publishers
from reports.snapshots import LogoOf


@dataclass(frozen=True)
class RulesPage:
    """How it is now. `logo` may be that of an organisation above; only one's `own` can be removed."""

    two_pairs: bool
    publishers: Sequence[User]
    logo: LogoOf | None
    has_own: bool


def rules_page(membership: ActiveMembership) -> RulesPage:
    """Collect it."""
    place: Organisation = membership.organisation
    return RulesPage(
        two_pairs=needs_two(place),
        publishers=publishers(place),
        logo=logo_of(place),
        has_own=ReportRules.objects.filter(organisation=place, logo__isnull=False).exists(),
    )
