"""What the page shows on which a coordinator decides who may read a published report."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from organisations.mail import public_url
from reports.actions.links import token_of
from reports.models import Publication, ReadLink
from reports.publication_page import is_public_now


@dataclass(frozen=True)
class Link:
    """A link with its whole address."""

    row: ReadLink
    address: str


@dataclass(frozen=True)
class SharingPage:
    """Who may read it besides the members. Two queries, whatever the number of links."""

    is_public: bool
    address: str
    list_address: str
    links: Sequence[Link]
    revoked: Sequence[ReadLink]


def sharing_page(publication: Publication) -> SharingPage:
    """Collect it."""
    rows = list(publication.links.select_related("created_by", "revoked_by").newest_first())
    return SharingPage(
        is_public=is_public_now(publication),
        address=public_url(reverse("public_report", args=[publication.pk])),
        list_address=public_url(reverse("public_reports", args=[publication.organisation.slug])),
        links=[Link(row, _address(row)) for row in rows if row.revoked_at is None],
        revoked=[row for row in rows if row.revoked_at is not None],
    )


def _address(link: ReadLink) -> str:
    return public_url(reverse("read_link", args=[token_of(link)]))
