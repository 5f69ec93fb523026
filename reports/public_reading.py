"""What people without an account may read: by a link, or because everybody may."""

from typing import Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from organisations.models import Organisation
from organisations.models.share import is_public
from organisations.throttle import HOUR, network_of
from reports.actions.links import publication_of
from reports.models import Logo, Publication, PublicationQuerySet
from reports.shelf import Entry, entries

MOST_UNKNOWN_TOKENS: Final = 100
"""From one network within an hour. A link that works always works, so that nobody can shut out a whole municipality."""


class TooManyUnknownError(Exception):
    """The network has asked for too many links that do not exist."""


def by_link(request: HttpRequest, token: str) -> Publication | None:
    """Return what a link leads to; None when it is unknown, revoked, or what it led to is withdrawn.

    Raises TooManyUnknownError.
    """
    found = publication_of(token)
    if found is not None and not found.withdrawn:
        return found
    if _count_unknown(get_adapter(request).get_client_ip(request)) > MOST_UNKNOWN_TOKENS:
        raise TooManyUnknownError
    return None


def public() -> PublicationQuerySet:
    """Return what everybody may read, also where only the marker of a withdrawal is left to read."""
    return Publication.objects.published().filter(is_public(Publication)).for_lists()


def public_shelf(slug: str) -> tuple[Organisation, list[Entry]] | None:
    """Return an organisation and what it lets everybody read, newest first; None when that is nothing."""
    found = entries(public().filter(organisation__slug=slug).newest_first())
    return (found[0].publication.organisation, found) if found else None


def public_newer(publication: Publication) -> Publication | None:
    """Return the version that replaces this one, if everybody may read that too."""
    return public().readable().filter(replaces=publication).first()


def logo_png(sha256: str) -> bytes | None:
    """Return a logo's picture; None also for a name that no hash can have, such as one the database can't read."""
    found = Logo.objects.filter(sha256=sha256).first() if sha256.isalnum() else None
    return bytes(found.png) if found else None


def _count_unknown(address: str) -> int:
    """Count a try for an hour. Without Redis nothing is counted."""
    key = _key(address)
    cache.add(key, 0, HOUR)
    try:
        return int(cache.incr(key))
    except ValueError:
        # The hour ended between the two lines.
        return 1


def _key(address: str) -> str:
    """Return where a network's tries are counted; it stands there as a keyed hash."""
    digest = salted_hmac("reports.read_link.unknown", network_of(address), algorithm="sha256").hexdigest()
    return f"read-link:{digest[:32]}"
