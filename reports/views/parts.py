"""Pages of one part: writing it, its place in the document, what it said before."""

import uuid
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import typed
from reports.actions import parts as actions
from reports.actions.errors import DraftClosedError, TooManyError
from reports.forms.writing import CommentForm, NewPartForm, PartForm
from reports.models import MOST_PARTS, Part
from reports.overview import LEADS, READERS, may_write
from reports.part_history import history
from reports.part_page import default_heading, part_context, saved_context
from reports.views.drafts import draft_page
from reports.views.found import closed, get_own_draft, get_own_part, get_part, id_in
from reports.views.saving import save_shared

WAYS: Final[Mapping[str, Callable[..., object]]] = {
    "up": partial(actions.move, way="up"),
    "down": partial(actions.move, way="down"),
    "leave_out": partial(actions.leave_out, left_out=True),
    "take_in": partial(actions.leave_out, left_out=False),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@member_view(*READERS)
def part(
    request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID, part_id: int
) -> HttpResponse:
    """One part. Save stores it; a save by script is answered with what it changes on the page."""
    found = get_part(membership, paper_id, part_id)
    form = PartForm(typed(request), part=found, heading=default_heading(found))
    if not form.is_bound:
        return part_page(request, membership, found, form=form)
    if not may_write(membership, found.draft.kind):
        raise PermissionDenied
    status = _store(form, partial(actions.save_part, by=membership.user, part=found))
    if getattr(request, "htmx", False):
        return _fragment(request, membership, found, form, status)
    if status != HTTPStatus.OK:
        return part_page(request, membership, found, status, form=form)
    messages.success(request, _("Delen är sparad."))
    onward = id_in(request.POST.get("vidare", ""))
    goes_on = found.draft.parts.filter(pk=onward).exists()
    return redirect("part", membership.organisation.slug, found.draft_id, onward if goes_on else found.pk)


def _store(form: PartForm, save: Callable[..., Part]) -> HTTPStatus:
    """Store what was typed, or let the form say why it isn't."""
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        return HTTPStatus.OK if save_shared(form, save) else HTTPStatus.CONFLICT
    except DraftClosedError:
        form.add_error(None, too_late())
        return HTTPStatus.CONFLICT


def too_late() -> str:
    """Say that the report has been sent or set aside while somebody wrote."""
    return _(
        "Rapporten går inte att ändra längre, så det du skrev är inte sparat. Det står kvar här. Kopiera det om du "
        "behöver det."
    )


def part_page(
    request: HttpRequest,
    membership: ActiveMembership,
    found: Part,
    status: HTTPStatus = HTTPStatus.OK,
    *,
    form: PartForm | None = None,
    comment: CommentForm | None = None,
) -> HttpResponse:
    """Show the part, with whichever of its forms was sent."""
    context: dict[str, Any] = {
        "membership": membership,
        "slug": membership.organisation.slug,
        "writes": may_write(membership, found.draft.kind) and found.draft.is_open,
        "form": form or PartForm(None, part=found, heading=default_heading(found)),
        "comment": comment,
        "new_comment": comment if comment and not (comment.thread and found.draft.is_open) else CommentForm(),
        **part_context(found),
    }
    return render(request, "reports/drafts/part.html", context, status=status)


def _fragment(
    request: HttpRequest,
    membership: ActiveMembership,
    found: Part,
    form: PartForm,
    status: HTTPStatus,
) -> HttpResponse:
    """Answer a save by script: every piece replaces its namesake on the page."""
    stored = get_part(membership, found.draft_id, found.pk)
    redrawn = status == HTTPStatus.OK and form.settled and form.page_lacks_something
    context: dict[str, Any] = {
        "membership": membership,
        "slug": membership.organisation.slug,
        "form": PartForm(None, part=stored, heading=default_heading(stored)) if redrawn else form,
        "sent": form,
        "redrawn": redrawn,
        "now": timezone.now(),
        **saved_context(stored),
    }
    template = "reports/drafts/_saved.html" if status == HTTPStatus.OK else "reports/drafts/_not_saved.html"
    return render(request, template, context, status=status)


@require_POST
@member_view(*LEADS)
def part_place(
    request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID, part_id: int
) -> HttpResponse:
    """Move the part, leave it out or take it in, and lead back to where it stands in the list, or to its page."""
    found = get_own_part(membership, paper_id, part_id)
    way = request.POST.get("way", "")
    if way not in WAYS:
        raise Http404
    try:
        WAYS[way](by=membership.user, part=found)
    except DraftClosedError:
        return closed(request, found.draft)
    if "stanna" in request.POST:
        return redirect("part", membership.organisation.slug, found.draft_id, found.pk)
    overview = reverse("draft", args=[membership.organisation.slug, found.draft_id])
    return redirect(f"{overview}#del-{found.pk}")


@require_POST
@member_view(*LEADS)
def part_new(request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID) -> HttpResponse:
    """Add a part of the organisation's own, and go on to write it."""
    draft = get_own_draft(membership, paper_id)
    form = NewPartForm(request.POST)
    if form.is_valid():
        try:
            made = actions.add_part(by=membership.user, draft=draft, heading=form.cleaned_data["heading"])
        except DraftClosedError:
            return closed(request, draft)
        except TooManyError:
            form.add_error(
                None,
                _("En rapport har högst %(most)s delar. Ta bort en tom del, eller skriv i en som finns.")
                % {"most": MOST_PARTS},
            )
        else:
            return redirect("part", membership.organisation.slug, draft.pk, made.pk)
    return draft_page(request, membership, draft, HTTPStatus.UNPROCESSABLE_ENTITY, new_part=form)


@require_POST
@member_view(*LEADS)
def part_remove(
    request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID, part_id: int
) -> HttpResponse:
    """Remove an empty part of the organisation's own."""
    found = get_own_part(membership, paper_id, part_id)
    try:
        is_removed = actions.remove_part(by=membership.user, part=found)
    except DraftClosedError:
        return closed(request, found.draft)
    if is_removed:
        messages.success(request, _("Delen är borttagen."))
    else:
        messages.error(
            request, _("Delen kan inte tas bort: den har text eller kommentarer. Utelämna den i stället.")
        )
    return redirect("draft", membership.organisation.slug, found.draft_id)


@require_safe
@never_cache
@member_view(*READERS)
def part_history(
    request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID, part_id: int
) -> HttpResponse:
    """What the part said before, one step at a time."""
    found = get_part(membership, paper_id, part_id)
    context = {
        "membership": membership,
        "slug": membership.organisation.slug,
        "draft": found.draft,
        "part": found,
        "heading": found.heading or default_heading(found),
        "may_write": may_write(membership, found.draft.kind),
        **history(found, request.GET.get("version", "")),
    }
    return render(request, "reports/drafts/history.html", context)


@require_POST
@member_view(*LEADS)
def part_restore(
    request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID, part_id: int
) -> HttpResponse:
    """Write what the part once said."""
    found = get_own_part(membership, paper_id, part_id)
    revision = get_object_or_404(found.revisions, pk=id_in(request.POST.get("revision", "")))
    try:
        actions.restore(by=membership.user, part=found, revision=revision)
    except DraftClosedError:
        return closed(request, found.draft)
    messages.success(request, _("Den tidigare texten är tillbaka. Det som stod här nyss finns i historiken."))
    return redirect("part", membership.organisation.slug, found.draft_id, found.pk)
