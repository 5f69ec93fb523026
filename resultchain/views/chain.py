"""The chain as a picture and as lists."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.access import ActiveMembership, member_view
from resultchain.access import READERS, may_write
from resultchain.chain_page import chain_page
from resultchain.forms.chain import ChainFilterForm


@require_safe
@member_view(*READERS)
def chain(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Show what has led to what, narrowed by the filters in the address."""
    form = ChainFilterForm(request.GET, membership=membership)
    context = {
        "membership": membership,
        "form": form,
        "page": chain_page(membership.organisation, form.found(), by=form.until),
        "may_write": may_write(membership),
    }
    return render(request, "resultchain/chain.html", context)
