"""From a draft to what is published: to the board, the decision, the second pair of eyes, correction, withdrawal."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations.access import COORDINATORS, ActiveMembership, member_view
from organisations.answers import answer, typed
from reports import publishing_page
from reports.actions import publishing as actions
from reports.actions.errors import (
    DraftClosedError,
    DraftConflictError,
    NotPublishableError,
    OutdatedDataError,
)
from reports.actions.proposing import propose_once
from reports.forms.publishing import CorrectForm, DeclineForm, ProposalForm, PublishForm, WithdrawForm
from reports.models import Draft, Publication
from reports.overview import visible_drafts, visible_publications
from reports.views.refusals import may_not_publish

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@member_view(*COORDINATORS)
def proposal_new(request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID) -> HttpResponse:
    """Freeze a version to a board."""
    draft = get_object_or_404(visible_drafts(membership), pk=paper_id)
    if not draft.is_open:
        return _closed(request, draft)
    proposals = publishing_page.proposals_of(draft)
    form = ProposalForm(typed(request), initial=publishing_page.suggested(draft, proposals))
    if form.is_valid():
        try:
            made = propose_once(by=membership.user, draft=draft, **form.cleaned_data)
        except DraftClosedError:
            return _closed(request, draft)
        except OutdatedDataError:
            form.add_error(None, _outdated())
        else:
            messages.success(
                request, _("Version %(number)s är låst. Filen skapas nu.") % {"number": made.number}
            )
            return redirect("report", membership.organisation.slug, made.pk)
    context = {"membership": membership, "draft": draft, "proposals": proposals}
    return answer(request, "reports/published/proposal_new.html", form, **context)


@require_http_methods(METHODS)
@member_view(*COORDINATORS)
def publish(request: HttpRequest, membership: ActiveMembership, paper_id: uuid.UUID) -> HttpResponse:
    """Publish a draft, or what the board saw, or send it to a second pair of eyes."""
    draft = get_object_or_404(visible_drafts(membership), pk=paper_id)
    if not membership.may_publish:
        return may_not_publish(request, membership)
    if not draft.is_open:
        return _closed(request, draft)
    page = publishing_page.publish_page(membership, draft)
    form = PublishForm(
        typed(request), sources=page.sources, proposals=page.proposals, stuck=page.stuck, initial=page.initial
    )
    if form.is_valid():
        try:
            made = actions.publish(
                by=membership.user,
                draft=draft,
                ruling=form.ruling,
                proposal=form.proposal,
                opened=request.POST.get("opened"),
            )
        except DraftClosedError:
            return _closed(request, draft)
        except OutdatedDataError:
            form.add_error(None, _outdated())
        except DraftConflictError:
            form.add_error(
                None,
                _("Utkastet har ändrats sedan du öppnade sidan. Läs det en gång till, och publicera sedan."),
            )
        except NotPublishableError:
            form.add_error(None, _overtaken())
        else:
            messages.success(request, _published(made))
            return redirect("publication", membership.organisation.slug, made.pk)
    context = {"membership": membership, "draft": draft, "page": page}
    return answer(request, "reports/published/publish.html", form, **context)


@require_POST
@member_view(*COORDINATORS)
def publication_approve(
    request: HttpRequest, membership: ActiveMembership, publication_id: uuid.UUID
) -> HttpResponse:
    """Be the second pair of eyes."""
    waiting = get_object_or_404(visible_publications(membership), pk=publication_id)
    if not membership.may_publish:
        return may_not_publish(request, membership)
    if waiting.is_waiting and waiting.requested_by_id == membership.user.pk:
        messages.error(request, _("Du skickade rapporten själv. Någon annan måste godkänna den."))
        return _shown(waiting)
    try:
        actions.approve(by=membership.user, publication=waiting)
    except NotPublishableError:
        if waiting.is_waiting and waiting.replaces and waiting.replaces.withdrawn:
            messages.error(request, _overtaken())
        else:
            messages.info(
                request, _("Rapporten väntade inte längre på godkännande. Så här står det till med den.")
            )
    else:
        messages.success(request, _("Rapporten är publicerad."))
    return _shown(waiting)


@require_http_methods(METHODS)
@member_view(*COORDINATORS)
def publication_decline(
    request: HttpRequest, membership: ActiveMembership, publication_id: uuid.UUID
) -> HttpResponse:
    """Send a report back to its draft; who sent it may take it back in the same way."""
    waiting = get_object_or_404(visible_publications(membership), pk=publication_id)
    if not membership.may_publish:
        return may_not_publish(request, membership)
    if not waiting.is_waiting:
        return _answered(request, waiting)
    form = DeclineForm(typed(request))
    if not form.is_valid():
        context = {"membership": membership, "publication": waiting}
        return answer(request, "reports/published/decline.html", form, **context)
    try:
        actions.decline(by=membership.user, publication=waiting, reason=form.cleaned_data["reason"])
    except NotPublishableError:
        return _answered(request, waiting)
    messages.success(request, _("Rapporten är skickad tillbaka. Utkastet går att skriva i igen."))
    return _shown(waiting)


@require_http_methods(METHODS)
@member_view(*COORDINATORS)
def publication_correct(
    request: HttpRequest, membership: ActiveMembership, publication_id: uuid.UUID
) -> HttpResponse:
    """Begin a new version; one that is begun already is gone on with."""
    wrong = _published_one(membership, publication_id)
    under_way = wrong.corrections.open().first()
    if under_way is not None:
        messages.info(request, _("En rättelse är redan påbörjad. Fortsätt med den."))
        return redirect("draft", membership.organisation.slug, under_way.pk)
    if wrong.newer or wrong.withdrawn or wrong.replacements.waiting().exists():
        return _not_correctable(request, wrong)
    form = CorrectForm(typed(request))
    if form.is_valid():
        try:
            draft = actions.start_correction(
                by=membership.user, publication=wrong, reason=form.cleaned_data["reason"]
            )
        except NotPublishableError:
            return _not_correctable(request, wrong)
        messages.success(request, _("Rättelsen är påbörjad. Ändra det som är fel och publicera på nytt."))
        return redirect("draft", membership.organisation.slug, draft.pk)
    return answer(request, "reports/published/correct.html", form, membership=membership, publication=wrong)


@require_http_methods(METHODS)
@member_view(*COORDINATORS)
def publication_withdraw(
    request: HttpRequest, membership: ActiveMembership, publication_id: uuid.UUID
) -> HttpResponse:
    """Take a published report back."""
    published = _published_one(membership, publication_id)
    if not membership.may_publish:
        return may_not_publish(request, membership)
    if published.withdrawn:
        return _withdrawn(request, published)
    form = WithdrawForm(typed(request))
    if not form.is_valid():
        context = {"membership": membership, "publication": published}
        return answer(request, "reports/published/withdraw.html", form, **context)
    try:
        actions.withdraw(by=membership.user, publication=published, reason=form.cleaned_data["reason"])
    except NotPublishableError:
        return _withdrawn(request, published)
    messages.success(
        request,
        _(
            "Rapporten är tillbakadragen. Läsarna ser bara att den har funnits, och varför den drogs tillbaka."
        ),
    )
    return _shown(published)


def _published_one(membership: ActiveMembership, publication_id: uuid.UUID) -> Publication:
    return get_object_or_404(visible_publications(membership).published(), pk=publication_id)


def _shown(publication: Publication) -> HttpResponse:
    return redirect("publication", publication.organisation.slug, publication.pk)


def _answered(request: HttpRequest, publication: Publication) -> HttpResponse:
    messages.info(
        request, _("Rapporten väntade inte längre på godkännande. Här ser du vad som hände med den.")
    )
    return _shown(publication)


def _withdrawn(request: HttpRequest, publication: Publication) -> HttpResponse:
    messages.info(request, _("Rapporten var redan tillbakadragen."))
    return _shown(publication)


def _closed(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Lead to what was made of the draft, or to the draft that is set aside."""
    made = publishing_page.published_from(draft)
    if made is None:
        messages.info(request, _("Utkastet är lagt åt sidan. Ta fram det igen först."))
        return redirect("draft", draft.organisation.slug, draft.pk)
    if made.is_waiting:
        messages.info(request, _("Rapporten är redan skickad och väntar på att någon annan godkänner den."))
    else:
        messages.info(request, _("Rapporten är redan publicerad. Här är den."))
    return redirect("publication", draft.organisation.slug, made.pk)


def _not_correctable(request: HttpRequest, publication: Publication) -> HttpResponse:
    messages.error(request, _("Rapporten är ersatt eller tillbakadragen och kan inte rättas."))
    return _shown(publication)


def _published(made: Publication) -> str:
    if made.is_waiting:
        return _("Rapporten är skickad och väntar på att någon annan godkänner den.")
    return _("Rapporten är publicerad. Pdf:en skapas nu och är klar om en stund.")


def _outdated() -> str:
    return _(
        "Uppgifterna i utkastet är hämtade av en äldre version av tjänsten. Gå till utkastet, hämta uppgifterna på "
        "nytt och kom tillbaka hit."
    )


def _overtaken() -> str:
    return _(
        "Rapporten som rättas har ersatts eller dragits tillbaka sedan rättelsen påbörjades. Den här rättelsen kan "
        "därför inte publiceras."
    )
