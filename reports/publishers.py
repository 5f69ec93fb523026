"""Who may publish an organisation's reports today."""

from organisations.models import Membership, Organisation, User


def publishers(organisation: Organisation) -> list[User]:
    """Return everybody with the right, from the organisation or from above it, by name."""
    held = Membership.objects.active().covering(organisation).publishing()
    return list(User.objects.holding(held))
