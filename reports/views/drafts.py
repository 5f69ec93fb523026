"""Pages of a draft as a list of parts: beginning one, the overview, fetching data anew, setting aside."""

import uuid
from functools import partial
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from figures import swedish
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role
from reports.actions import drafts as actions
from reports.actions.errors import DraftClosedError, OutdatedDataError
from reports.actions.freezing import make_copy
from reports.draft_page import another_like, headings, overview
from reports.forms.writing import NewPartForm, SettingsForm
from reports.kinds import KINDS, NothingToReportError
from reports.models import Draft
from reports.overview import LEADS, READERS, may_write
from reports.views.found import closed, get_draft, get_own_draft
from reports.views.saving import save_shared


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADS)
def draft_new(request: HttpRequest, membership: ActiveMembership, kind: str) -> HttpResponse:
    """Ask what the kind asks, and begin."""
    if kind not in KINDS:
        raise Http404
    if not may_write(membership, kind):
        raise PermissionDenied
    chosen = KINDS[kind]
    form = chosen.form(typed(request), organisation=membership.organisation, initial=request.GET.dict())
    if form.can_report and form.is_valid():
        try:
            draft = actions.create_draft(
                by=membership.user,
                organisation=membership.organisation,
                kind=kind,
                options=form.options,
                language=swedish.chosen(get_language()),
            )
        except NothingToReportError:
            form.add_error(
                None, _("Det finns inga uppgifter att rapportera med det valet. Välj något annat.")
            )
        else:
            _tell_of_another(request, draft)
            return redirect("draft", membership.organisation.slug, draft.pk)
    return answer(request, "reports/drafts/new.html", form, membership=membership, kind=chosen)


def _tell_of_another(request: HttpRequest, draft: Draft) -> None:
    """Two reports of the same thing are allowed, but not by mistake."""
    another = another_like(draft)
    if another is None:
        return
    told = (
        _("Ett utkast med samma val är redan öppet: ”%(title)s”. Det här är ett till.")
        if another.is_open
        else _(
            "Det finns redan en rapport med samma val: ”%(title)s”. Det här är ett nytt utkast, inte en rättelse."
        )
    )
    messages.warning(request, told % {"title": another.title})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@member_view(*READERS)
def draft(request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID) -> HttpResponse:
    """The overview; what is sent is title, summary and cover."""
    found = get_draft(membership, paper_id)
    form = SettingsForm(typed(request), stored=found)
    if not form.is_bound:
        return draft_page(request, membership, found, form=form)
    if not may_write(membership, found.kind):
        raise PermissionDenied
    if not form.is_valid():
        return draft_page(request, membership, found, HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
    try:
        is_saved = save_shared(form, partial(actions.save_settings, by=membership.user, draft=found))
    except DraftClosedError:
        form.add_error(None, _("Rapporten går inte att ändra längre. Det du skrev är inte sparat."))
        return draft_page(request, membership, found, HTTPStatus.CONFLICT, form=form)
    if not is_saved:
        return draft_page(request, membership, found, HTTPStatus.CONFLICT, form=form)
    messages.success(request, _("Titel och sammanfattning är sparade."))
    return redirect("draft", membership.organisation.slug, found.pk)


def draft_page(
    request: HttpRequest,
    membership: ActiveMembership,
    found: Draft,
    status: HTTPStatus = HTTPStatus.OK,
    *,
    form: SettingsForm | None = None,
    new_part: NewPartForm | None = None,
) -> HttpResponse:
    """Show the overview, with whichever of its forms was sent."""
    context = {
        "membership": membership,
        "slug": membership.organisation.slug,
        "may_write": may_write(membership, found.kind),
        "writes": may_write(membership, found.kind) and found.is_open,
        "form": form or SettingsForm(None, stored=found),
        "new_part": new_part or NewPartForm(),
        **overview(found),
    }
    return render(request, "reports/drafts/draft.html", context, status=status)


@require_POST
@member_view(*LEADS)
def draft_refresh(request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID) -> HttpResponse:
    """Read the data anew, and say which parts changed."""
    found = get_own_draft(membership, paper_id)
    try:
        changed = actions.refresh(by=membership.user, draft=found)
    except DraftClosedError:
        return closed(request, found)
    except NothingToReportError:
        messages.error(
            request, _("Det finns inga uppgifter att hämta längre. Rapporten behåller dem den har.")
        )
    else:
        messages.success(request, _refreshed(get_draft(membership, paper_id), changed))
    return redirect("draft", membership.organisation.slug, found.pk)


def _refreshed(found: Draft, changed: list[str]) -> str:
    if not changed:
        return _("Uppgifterna är hämtade igen. Ingenting har ändrats.")
    names = swedish.listing(
        [_("”%(name)s”") % {"name": name} for name in headings(found, changed)],
        swedish.chosen(get_language()),
    )
    return _("Nya uppgifter är hämtade. Det här har ändrats: %(parts)s.") % {"parts": names}


@require_POST
@member_view(Role.COORDINATOR)
def draft_copy(request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID) -> HttpResponse:
    """Make a working copy as a file; what has been closed is read only, but may be printed."""
    found = get_draft(membership, paper_id)
    try:
        report, _created = make_copy(by=membership.user, draft=found)
    except OutdatedDataError:
        messages.error(request, outdated())
        return redirect("draft", membership.organisation.slug, found.pk)
    return redirect("report", membership.organisation.slug, report.pk)


def outdated() -> str:
    """Say why the draft can't be shown as a whole."""
    return _("Uppgifterna är hämtade av en äldre version av tjänsten. Hämta dem igen först.")


@require_POST
@member_view(*LEADS)
def draft_set_aside(request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID) -> HttpResponse:
    """Close the draft without publishing it."""
    found = get_own_draft(membership, paper_id)
    try:
        actions.set_aside(by=membership.user, draft=found)
    except DraftClosedError:
        return closed(request, found)
    messages.success(request, _("Rapporten är lagd åt sidan. Allt finns kvar, och du kan ta fram den igen."))
    return redirect("draft", membership.organisation.slug, found.pk)


@require_POST
@member_view(*LEADS)
def draft_take_up(request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID) -> HttpResponse:
    """Go on with a draft that was set aside."""
    found = get_own_draft(membership, paper_id)
    if actions.take_up(by=membership.user, draft=found):
        messages.success(request, _("Rapporten är framtagen igen. Du kan fortsätta skriva."))
    elif found.is_open:
        messages.success(request, _("Rapporten går redan att skriva i."))
    else:
        messages.error(
            request,
            _(
                "Rapporten kan inte tas fram igen: den är redan skickad eller publicerad, eller rättas i ett annat "
                "utkast."
            ),
        )
    return redirect("draft", membership.organisation.slug, found.pk)
