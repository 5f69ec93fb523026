"""Links by which people without an account read a published report, and making it public.

A link's token is made from the server's key and the row, so that the page can show the link again, and a copy of the
database, which holds a hash of the token, opens nothing.
"""

import base64
import hashlib
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from organisations.actions.sharing import end_share, share
from organisations.events import record
from organisations.models import User
from reports.models import Publication, ReadLink

TOKEN_BYTES: Final = 24
PUBLIC: Final = "published"


def token_of(link: ReadLink) -> str:
    """Return the token of the link: 192 bits, the same each time."""
    digest = salted_hmac("reports.read_link", str(link.pk), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).decode()


def hashed(token: str) -> str:
    """Return what the row keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def create_link(*, by: User, publication: Publication, note: str) -> ReadLink:
    """Make a link; `note` says whom it is for."""
    link = ReadLink(publication=publication, note=note, created_by=by)
    link.token_sha256 = hashed(token_of(link))
    link.save(force_insert=True)
    record(actor=by, organisation=publication.organisation, verb="reports.link_created", obj=link)
    return link


@transaction.atomic
def revoke_link(*, by: User, link: ReadLink) -> bool:
    """Make a link useless; False when it was so already."""
    if not ReadLink.objects.open().filter(pk=link.pk).update(revoked_at=timezone.now(), revoked_by=by):
        return False
    record(actor=by, organisation=link.publication.organisation, verb="reports.link_revoked", obj=link)
    return True


def publication_of(token: str) -> Publication | None:
    """Return what a link that still works leads to."""
    links = ReadLink.objects.open().filter(token_sha256=hashed(token))
    return Publication.objects.published().for_lists().filter(links__in=links).first()


def make_public(*, by: User, publication: Publication) -> None:
    """Let everybody read it, without an account."""
    share(by=by, owner=publication.organisation, obj=publication, audience=None, reason=PUBLIC)


def make_private(*, by: User, publication: Publication) -> None:
    """Hide it from now on from everybody but members and those who have a link."""
    end_share(by=by, obj=publication, audience=None)
