"""Who may read a published report besides the members: everybody, or those who have a link."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations.access import COORDINATORS, ActiveMembership, member_view
from organisations.answers import answer
from reports.actions import links
from reports.forms.sharing import LinkForm
from reports.models import Publication
from reports.publication_page import visible
from reports.sharing_page import sharing_page
from reports.views.refusals import may_not_publish


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*COORDINATORS)
def publication_sharing(
    request: HttpRequest, membership: ActiveMembership, publication_id: uuid.UUID
) -> HttpResponse:
    """Show who may read it, and let everybody read it or no longer."""
    publication = _readable(membership, publication_id)
    if not membership.may_publish:
        return may_not_publish(request, membership)
    if request.method != "POST":
        return _page(request, membership, publication, LinkForm(publication=publication))
    if request.POST.get("public") == "1":
        links.make_public(by=membership.user, publication=publication)
        messages.success(request, _("Alla kan nu läsa rapporten."))
    elif request.POST.get("public") == "0":
        links.make_private(by=membership.user, publication=publication)
        messages.success(
            request,
            _(
                "Rapporten är inte längre publik. De som har en roll i organisationen och de som har en länk läser den."
            ),
        )
    return _back(publication)


@require_POST
@member_view(*COORDINATORS)
def link_new(request: HttpRequest, membership: ActiveMembership, publication_id: uuid.UUID) -> HttpResponse:
    """Make a link."""
    publication = _readable(membership, publication_id)
    if not membership.may_publish:
        return may_not_publish(request, membership)
    form = LinkForm(request.POST, publication=publication)
    if not form.is_valid():
        return _page(request, membership, publication, form)
    links.create_link(by=membership.user, publication=publication, note=form.cleaned_data["note"])
    messages.success(request, _("Länken är skapad. Kopiera den och skicka den till den som ska läsa."))
    return _back(publication)


@require_POST
@member_view(*COORDINATORS)
def link_revoke(
    request: HttpRequest, membership: ActiveMembership, publication_id: uuid.UUID, link_id: uuid.UUID
) -> HttpResponse:
    """Make a link useless, also one to a report that has been withdrawn since."""
    publication = get_object_or_404(visible(membership).published(), pk=publication_id)
    link = get_object_or_404(publication.links.select_related("publication__organisation"), pk=link_id)
    if not membership.may_publish:
        return may_not_publish(request, membership)
    if links.revoke_link(by=membership.user, link=link):
        messages.success(request, _("Länken är stängd. Den som öppnar den ser inte längre rapporten."))
    else:
        messages.info(request, _("Länken var redan stängd."))
    return _back(publication)


def _readable(membership: ActiveMembership, publication_id: uuid.UUID) -> Publication:
    """Return what can be shared: published and not withdrawn."""
    return get_object_or_404(visible(membership).readable(), pk=publication_id)


def _page(
    request: HttpRequest, membership: ActiveMembership, publication: Publication, form: LinkForm
) -> HttpResponse:
    context = {"membership": membership, "publication": publication, "page": sharing_page(publication)}
    return answer(request, "reports/published/sharing.html", form, **context)


def _back(publication: Publication) -> HttpResponse:
    name = "publication" if publication.withdrawn else "publication_sharing"
    return redirect(name, publication.organisation.slug, publication.pk)
