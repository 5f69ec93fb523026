"""The draft or the part that an address names: within the caller's organisation, or 404."""

import uuid
from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from organisations.access import ActiveMembership
from reports.models import Draft, Part
from reports.overview import may_read, may_write

MOST_DIGITS: Final = 18


def get_draft(membership: ActiveMembership, paper_id: uuid.UUID) -> Draft:
    """Return a draft of the caller's organisation; refused where it is of a kind that is not the caller's to read."""
    own = Draft.objects.filter(organisation=membership.organisation)
    draft = get_object_or_404(own.select_related("organisation", "corrects"), pk=paper_id)
    if not may_read(membership, draft.kind):
        raise PermissionDenied
    return draft


def get_own_draft(membership: ActiveMembership, paper_id: uuid.UUID) -> Draft:
    """Return a draft that the caller writes."""
    draft = get_draft(membership, paper_id)
    if not may_write(membership, draft.kind):
        raise PermissionDenied
    return draft


def get_part(membership: ActiveMembership, paper_id: uuid.UUID, part_id: int) -> Part:
    """Return a part of such a draft, with its comments. Three queries."""
    draft = get_draft(membership, paper_id)
    part = get_object_or_404(draft.parts.with_comments().select_related("saved_by"), pk=part_id)
    part.draft = draft
    return part


def get_own_part(membership: ActiveMembership, paper_id: uuid.UUID, part_id: int) -> Part:
    """Return a part of a draft that the caller writes."""
    get_own_draft(membership, paper_id)
    return get_part(membership, paper_id, part_id)


def id_in(text: str) -> int:
    """Return the id that a hidden field holds; 0, which no row has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0


def closed(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Say that nothing can be changed any more, where the page says why."""
    messages.error(request, _("Rapporten går inte att ändra längre. Inget är sparat."))
    return redirect("draft", draft.organisation.slug, draft.pk)
