"""Pages of links: what an entry led to or came from, and taking a link back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from resultchain.access import WRITERS, may_change
from resultchain.actions.links import LinkRefusedError, link, unlink
from resultchain.forms.links import LinkForm, LinkSearchForm
from resultchain.found import entries_of, links_of
from resultchain.wording import link_refused


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*WRITERS)
def chain_link_new(request: HttpRequest, membership: ActiveMembership, entry_id: int) -> HttpResponse:
    """Search for the entry at the other end, and choose it."""
    entry = get_object_or_404(entries_of(membership).select_related("organisation"), pk=entry_id)
    if not may_change(membership, entry):
        raise PermissionDenied
    search = LinkSearchForm(request.GET)
    search.is_valid()
    form = LinkForm(typed(request))
    if request.method == "POST" and form.is_valid():
        ends = form.ends(membership, entry)
        if ends is None:
            form.add_error("other", _("Posten finns inte längre. Välj en annan."))
        else:
            try:
                link(by=membership.user, **ends)
            except LinkRefusedError as error:
                form.add_error("other", link_refused(error))
            else:
                messages.success(request, _("Kopplingen är sparad."))
                return redirect("entry", membership.organisation.slug, entry.pk)
    context = {
        "membership": membership,
        "entry": entry,
        "how": form.data.get("hur", search.how) if form.is_bound else search.how,
        "words": search.cleaned_data.get("q", ""),
        "hits": search.hits(membership, entry),
    }
    return answer(request, "resultchain/link_new.html", form, **context)


@require_POST
@member_view(*WRITERS)
def chain_link_remove(request: HttpRequest, membership: ActiveMembership, chain_link_id: int) -> HttpResponse:
    """Take a link back; the entries stay."""
    found = links_of(membership).select_related("source__organisation", "target__organisation")
    chosen = get_object_or_404(found, pk=chain_link_id)
    if not (may_change(membership, chosen.source) or may_change(membership, chosen.target)):
        raise PermissionDenied
    back = chosen.target_id if request.POST.get("fran") == str(chosen.target_id) else chosen.source_id
    unlink(by=membership.user, link=chosen)
    messages.success(request, _("Kopplingen är borttagen."))
    return redirect("entry", membership.organisation.slug, back)
