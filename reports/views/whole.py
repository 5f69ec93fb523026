"""A draft as a whole: looked at as it will be printed, and copied out as text."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from organisations.access import ActiveMembership, member_view
from reports.actions.drafts import is_outdated
from reports.actions.freezing import compose
from reports.copy_out import as_one_text, sections_as_text
from reports.document import render_document
from reports.models import Draft
from reports.overview import READERS
from reports.snapshots import Status
from reports.views.drafts import outdated
from reports.views.found import get_draft


@require_safe
@never_cache
@member_view(*READERS)
def draft_preview(request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID) -> HttpResponse:
    """The same HTML as the PDF is made of, as a page."""
    draft = get_draft(membership, paper_id)
    if is_outdated(draft):
        return _not_yet(request, draft)
    context = {
        "membership": membership,
        "slug": membership.organisation.slug,
        "draft": draft,
        "html": SafeString(render_document(compose(draft, Status()))),
    }
    return render(request, "reports/drafts/preview.html", context)


@require_safe
@never_cache
@member_view(*READERS)
def draft_text(request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID) -> HttpResponse:
    """Every section as plain text, to be copied into another system."""
    draft = get_draft(membership, paper_id)
    if is_outdated(draft):
        return _not_yet(request, draft)
    context = {
        "membership": membership,
        "slug": membership.organisation.slug,
        "draft": draft,
        "passages": _passages(draft),
    }
    return render(request, "reports/drafts/text.html", context)


@require_safe
@never_cache
@member_view(*READERS)
def draft_text_file(request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID) -> HttpResponse:
    """All of the text as one file."""
    draft = get_draft(membership, paper_id)
    if is_outdated(draft):
        return _not_yet(request, draft)
    # Windows' own editor reads the letters rightly by the mark at the start.
    content = as_one_text(draft.title, _passages(draft)).encode("utf-8-sig")
    response = HttpResponse(content, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(draft.title)[:80] or "rapport"}.txt"'
    return response


def _passages(draft: Draft) -> list[tuple[str, str]]:
    return sections_as_text(compose(draft, Status()))


def _not_yet(request: HttpRequest, draft: Draft) -> HttpResponse:
    messages.error(request, outdated())
    return redirect("draft", draft.organisation.slug, draft.pk)
