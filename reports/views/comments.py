"""What is said about a part: writing, answering, closing, and all of it on one page."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from organisations.access import ActiveMembership, member_view
from reports.actions import comments as actions
from reports.actions.errors import DraftClosedError, TooManyError
from reports.forms.writing import CommentForm
from reports.models import MOST_COMMENTS, Comment, Part
from reports.overview import READERS, may_write
from reports.part_page import discussed
from reports.views.found import closed, get_draft, get_part, id_in
from reports.views.parts import part_page, too_late


@require_safe
@never_cache
@member_view(*READERS)
def draft_comments(request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID) -> HttpResponse:
    """All comments on the draft, open ones first."""
    draft = get_draft(membership, paper_id)
    context = {
        "membership": membership,
        "slug": membership.organisation.slug,
        "draft": draft,
        **discussed(draft),
    }
    return render(request, "reports/drafts/comments.html", context)


@require_POST
@member_view(*READERS)
def comment_new(
    request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID, part_id: int
) -> HttpResponse:
    """Comment on a part, or answer a comment on it."""
    found = get_part(membership, paper_id, part_id)
    form = CommentForm(request.POST, thread=_answered(found, request.POST.get("answers", "")))
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            made = actions.add_comment(
                by=membership.user, part=found, body=form.cleaned_data["body"], answers=form.thread
            )
        except DraftClosedError:
            form.add_error(None, too_late())
            status = HTTPStatus.CONFLICT
        except TooManyError:
            form.add_error(
                None,
                _(
                    "En rapport har plats för högst %(most)s kommentarer, och så många finns redan. Ta resten vid "
                    "ett möte."
                )
                % {"most": MOST_COMMENTS},
            )
        else:
            messages.success(request, _("Svaret är sparat.") if form.thread else _("Kommentaren är sparad."))
            return redirect(_place(membership, found, made.answers_id or made.pk))
    return part_page(request, membership, found, status, comment=form)


def _answered(found: Part, number: str) -> Comment | None:
    if not number:
        return None
    return get_object_or_404(found.comments.threads(), pk=id_in(number))


def _place(membership: ActiveMembership, found: Part, comment_id: int) -> str:
    page = reverse("part", args=[membership.organisation.slug, found.draft_id, found.pk])
    return f"{page}#kommentar-{comment_id}"


@require_POST
@member_view(*READERS)
def comment_close(
    request: HttpRequest,
    membership: ActiveMembership,
    paper_id: uuid.UUID,
    part_id: int,
    comment_id: int,
) -> HttpResponse:
    """Close a thread (closed=1) or open it again (closed=0): its author may, and every coordinator."""
    found = get_part(membership, paper_id, part_id)
    comment = get_object_or_404(found.comments.threads(), pk=comment_id)
    if not may_write(membership, found.draft.kind) and comment.author_id != membership.user.pk:
        raise PermissionDenied
    closes = request.POST.get("closed") != "0"
    try:
        actions.close_comment(by=membership.user, comment=comment, closed=closes)
    except DraftClosedError:
        return closed(request, found.draft)
    messages.success(request, _("Kommentaren är avslutad.") if closes else _("Kommentaren är öppnad igen."))
    if "alla" in request.POST:
        return redirect("draft_comments", membership.organisation.slug, found.draft_id)
    return redirect(_place(membership, found, comment.pk))
