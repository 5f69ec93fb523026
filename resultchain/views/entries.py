"""Pages of entries: the list, which is the room's front page, one entry, changing it, taking it away."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from resultchain.access import READERS, WRITERS, may_change, may_write
from resultchain.actions import entries as actions
from resultchain.actions.links import LinkRefusedError
from resultchain.actions.lists import ListFullError
from resultchain.entry_page import PAGE_SIZE, entry_page, rows_of
from resultchain.forms.entries import EntryForm
from resultchain.forms.filters import FilterForm
from resultchain.found import entries_of
from resultchain.models import ChainEntry, LinkKind
from resultchain.options import options_for
from resultchain.wording import refusal

LONGEST_ID: Final = 18
ORIGINS: Final = (("ledde_fran", LinkKind.LED_TO), ("gav_upphov_fran", LinkKind.GAVE_RISE_TO))


@require_safe
@member_view(*READERS)
def entries(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """List what has been logged, searched and filtered as the address says."""
    form = FilterForm(request.GET, membership=membership)
    kept = request.GET.copy()
    kept.pop("sida", None)
    # All ids at once: a search that is counted first and sliced then reads every text twice.
    ids = list(form.found().values_list("pk", flat=True))
    page = Paginator(ids, PAGE_SIZE).get_page(request.GET.get("sida"))
    context = {
        "membership": membership,
        "filters": form,
        "page": page,
        "rows": rows_of(page),
        "may_write": may_write(membership),
        "kept": kept.urlencode(),
    }
    return render(request, "resultchain/entries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*WRITERS)
def entry_new(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Log an entry; `?ledde_fran=` or `?gav_upphov_fran=` names the entry that it came from, `?mal=` its goal.

    `?utbildning=1` asks for a training.
    """
    origin = _origin(request, membership)
    form = EntryForm(
        typed(request),
        options=options_for(membership),
        goal=request.GET.get("mal", ""),
        is_training="utbildning" in request.GET,
    )
    if request.method == "POST" and form.is_valid():
        try:
            entry, _created = actions.log_entry(
                by=membership.user,
                organisation=form.unit,
                content=form.content,
                listed=form.listed,
                origin=origin,
                since=form.cleaned_data["opened"],
            )
        except (LinkRefusedError, actions.GoalGoneError, ListFullError) as error:
            form.add_error(*refusal(error))
        else:
            messages.success(request, _("Sparat."))
            return redirect("entry", membership.organisation.slug, entry.pk)
    context = {"membership": membership, "origin": origin}
    return answer(request, "resultchain/entry_new.html", form, **context)


@require_safe
@member_view(*READERS)
def entry(request: HttpRequest, membership: ActiveMembership, entry_id: int) -> HttpResponse:
    """Show one entry, what it came from and what it led to."""
    found = _get(membership, entry_id)
    context = {"membership": membership, "entry": found, "page": entry_page(membership, found)}
    return render(request, "resultchain/entry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*WRITERS)
def entry_edit(request: HttpRequest, membership: ActiveMembership, entry_id: int) -> HttpResponse:
    """Change an entry."""
    found = _get_own(membership, entry_id)
    form = EntryForm(typed(request), options=options_for(membership, found), entry=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_entry(
                by=membership.user,
                entry=found,
                content=form.content,
                listed=form.listed,
                seen_version=form.cleaned_data["seen"] or 0,
                shown=form.cleaned_data["shown"],
            )
        except actions.EntryChangedError as error:
            form.show(error)
        except (actions.LevelRefusedError, actions.GoalGoneError, ListFullError) as error:
            form.add_error(*refusal(error))
        else:
            messages.success(request, _("Sparat."))
            return redirect("entry", membership.organisation.slug, found.pk)
    context = {"membership": membership, "entry": found}
    return answer(request, "resultchain/entry_edit.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*WRITERS)
def entry_remove(request: HttpRequest, membership: ActiveMembership, entry_id: int) -> HttpResponse:
    """Ask first, with the links that go too; then take the entry away."""
    found = _get_own(membership, entry_id)
    if request.method == "POST":
        seen = _number(request.POST.get("seen", ""))
        try:
            actions.remove_entry(by=membership.user, entry=found, seen_version=seen)
        except actions.EntryChangedError:
            messages.warning(request, _("Posten har ändrats sedan du öppnade sidan. Läs den en gång till."))
            return redirect("entry_remove", membership.organisation.slug, found.pk)
        messages.success(request, _("Posten är borttagen."))
        return redirect("entries", membership.organisation.slug)
    context = {"membership": membership, "entry": found, "page": entry_page(membership, found)}
    return render(request, "resultchain/entry_remove.html", context)


def _get(membership: ActiveMembership, entry_id: int) -> ChainEntry:
    return get_object_or_404(entries_of(membership).with_content(), pk=entry_id)


def _get_own(membership: ActiveMembership, entry_id: int) -> ChainEntry:
    """Return an entry that the member may change; to others it can be read, so the answer is 403."""
    found = _get(membership, entry_id)
    if not may_change(membership, found):
        raise PermissionDenied
    return found


def _origin(request: HttpRequest, membership: ActiveMembership) -> actions.Origin | None:
    for name, kind in ORIGINS:
        value = request.GET.get(name, "")
        if value:
            return actions.Origin(get_object_or_404(entries_of(membership), pk=_number(value)), kind)
    return None


def _number(text: str) -> int:
    """Read a number that a page of ours wrote; zero, which is nobody's, when it has been written over."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_ID else 0
